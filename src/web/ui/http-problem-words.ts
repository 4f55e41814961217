import { type HttpProblemCode, httpProblems } from '../problem.ts';
import type { Language } from './language.ts';

const askAgain = ['Réessayer dans un moment.', 'Try again in a moment.'] as const;
const askAdmin = [
  'Demander cet accès à une personne qui administre le catalogue.',
  'Ask somebody who administers the catalogue for it.',
] as const;

/** By code: the title in French, then what to do in French and in English. */
const words: Readonly<
  Record<HttpProblemCode, readonly [titre: string, aide: string, remedy: string]>
> = {
  BAD_REQUEST: [
    'Demande incorrecte',
    'Vérifier l’adresse ou les champs du formulaire.',
    'Check the address, or the fields of the form.',
  ],
  UNAUTHORIZED: [
    'Il faut se connecter ou une clé valide',
    'Se connecter à la console, ou envoyer une clé en vigueur.',
    'Sign in to the console, or send a key in force.',
  ],
  FORBIDDEN: ['Accès non autorisé', ...askAdmin],
  NOT_FOUND: [
    'Il n’y a rien à cette adresse',
    'Vérifier l’adresse, ou chercher depuis l’accueil.',
    'Check the address, or search from the first page.',
  ],
  NOT_ACCEPTABLE: [
    'Aucun des formats demandés n’est disponible',
    'Choisir un autre format ou un autre profil.',
    'Choose another format or profile.',
  ],
  GONE: [
    'Ce jeu de données a été retiré',
    'Sa source ne le décrit plus ; s’adresser à son détenteur.',
    'Its source does not describe it any more; ask its holder.',
  ],
  PAYLOAD_TOO_LARGE: [
    'La demande est trop volumineuse',
    'Envoyer un fichier plus petit, ou en plusieurs fois.',
    'Send a smaller file, or several.',
  ],
  UNSUPPORTED_MEDIA_TYPE: [
    'Ce format n’est pas pris en charge',
    'Employer un format que la documentation nomme.',
    'Use a format that the documentation names.',
  ],
  RANGE_NOT_SATISFIABLE: [
    'La partie demandée n’existe pas',
    'Demander le document entier.',
    'Ask for the whole document.',
  ],
  TOO_MANY_REQUESTS: ['Trop de demandes', ...askAgain],
  HEADERS_TOO_LARGE: [
    'Adresse ou en-têtes trop longs',
    'Envoyer les longues requêtes par POST.',
    'Send long queries by POST.',
  ],
  CONFLICT: [
    'Cela ne convient pas à l’état présent',
    'Revenir à la page, regarder ce qui a changé, et recommencer s’il le faut.',
    'Go back to the page, see what has changed, and do it again if it is still needed.',
  ],
  CROSS_SITE: [
    'La demande vient d’un autre site',
    'Ouvrir de nouveau la page dans la console et recommencer.',
    'Open the page of the console again and repeat it there.',
  ],
  INGEST_BUSY: ['La source ne peut rien recevoir pour l’instant', ...askAgain],
  INGEST_CONFLICT: [
    'Cette description appartient à une autre',
    'Employer la clé et l’identifiant de la description d’origine.',
    'Use the key and the identifier of the original record.',
  ],
  INGEST_REJECTED: [
    'La description n’est pas publiée',
    'Corriger ce que nomment les constats, puis l’envoyer de nouveau.',
    'Correct what the findings name, then send it again.',
  ],
  INGEST_UNREADABLE: [
    'Le document est illisible',
    'Vérifier son format et son encodage, puis l’envoyer de nouveau.',
    'Check its format and encoding, then send it again.',
  ],
  INTERNAL: [
    'Le service a échoué',
    'Réessayer ; si cela dure, prévenir l’exploitant du catalogue.',
    'Try again; if it lasts, tell the operator of the catalogue.',
  ],
  PRECONDITION_FAILED: [
    'Quelqu’un l’a modifié entre-temps',
    'Relire l’état présent, puis recommencer.',
    'Read the present state, then do it again.',
  ],
  PRECONDITION_REQUIRED: [
    'Indiquer la version à modifier',
    'Envoyer l’ETag de la version lue dans If-Match.',
    'Send the ETag of the version you read as If-Match.',
  ],
  SIGN_IN_FAILED: [
    'La connexion a échoué',
    'Revenir à la page de connexion et recommencer.',
    'Go back to the page for signing in and try again.',
  ],
  SIGN_IN_REFUSED: ['Ce compte ne peut pas administrer le catalogue', ...askAdmin],
  SIGN_IN_UNAVAILABLE: ['Le fournisseur d’identité ne répond pas', ...askAgain],
  SOURCE_INVALID: [
    'La source ne peut pas être ainsi',
    'Corriger les champs indiqués.',
    'Correct the fields that are named.',
  ],
  SPARQL_BUSY: ['Le point d’accès SPARQL est occupé', ...askAgain],
  SPARQL_EXTENSION_REFUSED: [
    'La requête dépasse SPARQL 1.1',
    'S’en tenir à SPARQL 1.1.',
    'Keep to SPARQL 1.1.',
  ],
  SPARQL_FAILED: ['Le point d’accès SPARQL a échoué', ...askAgain],
  SPARQL_MALFORMED: [
    'La requête n’est pas du SPARQL valide',
    'Corriger la requête à l’endroit indiqué.',
    'Correct the query at the place that is named.',
  ],
  SPARQL_SERVICE_REFUSED: [
    'Les requêtes fédérées sont refusées',
    'Retirer SERVICE de la requête.',
    'Take SERVICE out of the query.',
  ],
  SPARQL_TIMEOUT: [
    'La requête a pris trop de temps',
    'Restreindre la requête, ou ajouter LIMIT.',
    'Narrow the query, or add LIMIT.',
  ],
  SPARQL_TOO_LARGE: [
    'Le résultat est trop volumineux',
    'Restreindre la requête, ou ajouter LIMIT.',
    'Narrow the query, or add LIMIT.',
  ],
  SPARQL_TOO_MANY: ['Trop de requêtes d’un même client', ...askAgain],
  SPARQL_UNAVAILABLE: ['La base SPARQL ne répond pas', ...askAgain],
  SPARQL_UPDATE_REFUSED: [
    'Les modifications sont refusées',
    'N’employer que SELECT, ASK, CONSTRUCT ou DESCRIBE.',
    'Use SELECT, ASK, CONSTRUCT or DESCRIBE alone.',
  ],
};

/** Title of a problem of HTTP and what to do about it, in a language. */
export function httpProblemWords(
  code: HttpProblemCode,
  language: Language,
): { readonly title: string; readonly remedy: string } {
  const [titre, aide, remedy] = words[code];
  return language === 'fr'
    ? { title: titre, remedy: aide }
    : { title: httpProblems[code].title, remedy };
}
