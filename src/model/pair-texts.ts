import { type Filled, phraseBook } from './phrase-book.ts';

/** Why two records are alike or not, in English, and the same in French. */
const french = {
  'an admin decided that they are one dataset':
    'un administrateur a décidé qu’il s’agit d’un seul jeu de données',
  'an admin decided that they are two datasets':
    'un administrateur a décidé qu’il s’agit de deux jeux de données',
  'a third record describes both': 'une troisième fiche décrit les deux',
  'one source describes both': 'une même source décrit les deux',
  'one holds data on persons and the other figures made of them: related, not the same':
    'l’un contient des données sur des personnes et l’autre des chiffres qui en sont tirés : liés, mais distincts',
  'both have the IRI {}': 'les deux ont l’IRI {}',
  'they have different identifiers of one scheme, {} and {}':
    'ils ont des identifiants différents d’un même système, {} et {}',
  '{}, but another record fits as well': '{}, mais une autre fiche convient aussi',
  '{}; {}': '{} ; {}',
  'both declare the identifier {}, and their names agree':
    'les deux déclarent l’identifiant {}, et leurs noms concordent',
  'both declare the identifier {}': 'les deux déclarent l’identifiant {}',
  'both have the acronym {} and the holder {}': 'les deux ont le sigle {} et le détenteur {}',
  'both have the acronym {}': 'les deux ont le sigle {}',
  '{} % of their title words agree': '{} % des mots de leurs titres concordent',
} as const;

/** Why two records are what they are to each other, in English; the compiler refuses what has no French. */
export type PairText = Filled<keyof typeof french>;

/** The French of a reason; undefined when an earlier release gave it in other words. */
export const frenchReason = phraseBook(french);
