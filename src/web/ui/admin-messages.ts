const french = {
  signIn: 'Se connecter à la console',
  signInByProvider: 'Se connecter avec le compte de votre organisation',
  signInFailed: 'Ce jeton n’est pas le bon.',
  signInNoWay: 'Aucun moyen de connexion n’est configuré : voir ADMIN_TOKEN et OIDC_ISSUER.',
  adminToken: 'Jeton d’administration',
  api: 'API',
  apiHelp:
    'Les listes et l’administration du catalogue, pour les programmes. Les réponses sont en JSON, les erreurs des documents « problem+json ».',
  apiDescription: 'Description OpenAPI 3.1',
  apiBody: 'Corps de la requête (JSON Schema)',
};

const english: typeof french = {
  signIn: 'Sign in to the console',
  signInByProvider: 'Sign in with the account of your organisation',
  signInFailed: 'This is not the right token.',
  signInNoWay: 'No way to sign in is configured: see ADMIN_TOKEN and OIDC_ISSUER.',
  adminToken: 'Admin token',
  api: 'API',
  apiHelp:
    'Lists and administration of the catalogue, for programs. Answers are JSON, errors are problem documents.',
  apiDescription: 'OpenAPI 3.1 description',
  apiBody: 'Body of the request (JSON Schema)',
};

/** What sign-in, console and the page of the API say. */
export const adminMessages = { fr: french, en: english } as const;
