import { sh } from './compile/shapes-graph.ts';

interface Words {
  readonly en: string;
  readonly fr: string;
}

const wrongForm: Words = {
  en: 'has a value of the wrong kind',
  fr: 'a une valeur de la mauvaise nature',
};
const outOfRange: Words = {
  en: 'has a value out of range: correct it',
  fr: 'a une valeur hors des limites : corrigez-la',
};
const notAllowed: Words = { en: 'has a value that is not allowed', fr: 'a une valeur non admise' };

/** What a failed constraint means, by the local name of its component (SHACL §4). */
const meanings: Readonly<Record<string, Words>> = {
  MinCount: { en: 'is missing: add it', fr: 'manque : ajoutez-la' },
  MaxCount: { en: 'has too many values: keep one', fr: "a trop de valeurs : n'en gardez qu'une" },
  Class: {
    en: 'has a value without the type that is asked for: add its rdf:type',
    fr: 'a une valeur sans le type demandé : ajoutez son rdf:type',
  },
  Datatype: {
    en: 'has a value of the wrong datatype: correct its type or its form',
    fr: 'a une valeur du mauvais type de données : corrigez son type ou sa forme',
  },
  NodeKind: wrongForm,
  HasValue: { en: 'lacks a value that must be there', fr: "n'a pas une valeur obligatoire" },
  In: notAllowed,
  Not: notAllowed,
  Equals: notAllowed,
  Disjoint: notAllowed,
  Pattern: {
    en: 'has a value of another form than is asked for: correct it',
    fr: "a une valeur d'une autre forme que celle demandée : corrigez-la",
  },
  MinLength: { en: 'has a value that is too short', fr: 'a une valeur trop courte' },
  MaxLength: { en: 'has a value that is too long', fr: 'a une valeur trop longue' },
  MinInclusive: outOfRange,
  MinExclusive: outOfRange,
  MaxInclusive: outOfRange,
  MaxExclusive: outOfRange,
  LanguageIn: {
    en: 'has a text in a language that is not allowed: correct its language tag',
    fr: 'a un texte dans une langue non admise : corrigez son étiquette de langue',
  },
  UniqueLang: {
    en: 'has two texts in one language: keep one',
    fr: "a deux textes dans une même langue : n'en gardez qu'un",
  },
  Closed: {
    en: 'is not a property of this class: remove it',
    fr: "n'est pas une propriété de cette classe : retirez-la",
  },
  Node: {
    en: 'has a value that is itself not described as it should be',
    fr: "a une valeur qui n'est pas elle-même décrite comme il faut",
  },
};

const general: Words = {
  en: 'does not meet what the profile asks for',
  fr: 'ne satisfait pas à ce que demande le profil',
};

/** A message for results of shapes that give none, in both languages; `path` is compact, null for the node itself. */
export function defaultMessage(path: string | null, component: string): Words {
  const name = component.replace(sh, '').replace(/ConstraintComponent$/, '');
  const { en, fr } = meanings[name] ?? general;
  return path === null
    ? { en: `The node ${en}.`, fr: `Le nœud ${fr}.` }
    : { en: `The property ${path} ${en}.`, fr: `La propriété ${path} ${fr}.` };
}
