import type { Language } from './language.ts';

const acts = {
  'sign-in.oidc': ['Connexion', 'Sign-in'],
  'sign-in.token': ['Connexion par jeton', 'Sign-in with the token'],
  'sign-out': ['Déconnexion', 'Sign-out'],
  'source.create': ['Source créée', 'Source created'],
  'source.change': ['Source modifiée', 'Source changed'],
  'source.delete': ['Source supprimée', 'Source deleted'],
  'source.pause': ['Source mise en pause', 'Source paused'],
  'source.resume': ['Source reprise', 'Source resumed'],
  'source.test': ['Source essayée', 'Source tested'],
  'run.start': ['Collecte lancée', 'Run started'],
  'run.cancel': ['Collecte annulée', 'Run cancelled'],
  'record.restore': ['Description rétablie', 'Record restored'],
  'deletions.approve': ['Suppressions approuvées', 'Deletions approved'],
  'deletions.reject': ['Suppressions refusées', 'Deletions rejected'],
  'deletions.undo': ['Suppressions annulées', 'Deletions undone'],
  'duplicates.merge': ['Doublons réunis', 'Duplicates merged'],
  'duplicates.never': ['Doublons écartés', 'Duplicates kept apart'],
  'duplicates.split': ['Doublons séparés', 'Duplicates split'],
  'upload.preview': ['Fichier déposé', 'File uploaded'],
  'upload.store': ['Fichier publié', 'File taken in'],
  'upload.forget': ['Fichier abandonné', 'File given up'],
  'key.create': ['Clé créée', 'Key created'],
  'key.revoke': ['Clé révoquée', 'Key revoked'],
  'person.change': ['Personne modifiée', 'Person changed'],
  'person.block': ['Personne bloquée', 'Person blocked'],
  'person.unblock': ['Personne débloquée', 'Person unblocked'],
} as const satisfies Readonly<Record<string, readonly [fr: string, en: string]>>;

/** An act that the log knows in words. */
export type ActName = keyof typeof acts;

export const actNames: readonly ActName[] = Object.keys(acts).filter(isAct);

function isAct(name: string): name is ActName {
  return Object.hasOwn(acts, name);
}

/** What an act is called; its code when it is none of ours. */
export function actLabel(name: string, language: Language): string {
  return isAct(name) ? acts[name][language === 'fr' ? 0 : 1] : name;
}
