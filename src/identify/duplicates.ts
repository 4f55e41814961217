import type { Quad } from '@rdfjs/types';
import type { Likeness } from '../model/likeness.ts';
import type { Summary } from '../model/record.ts';
import { nodeKey } from '../rdf/graph.ts';
import { dcat, dct, geodcatap, prov } from '../rdf/vocabularies.ts';

/** What of a description tells which dataset it describes. */
export interface LikenessInput {
  readonly iri: string;
  /** Identifiers of the origin, in any spelling. */
  readonly identifiers: readonly string[];
  readonly remoteKey: string;
  readonly summary: Summary;
  /** The identified description. */
  readonly quads: readonly Quad[];
  /** Address of the source. */
  readonly sourceUrl: string;
}

const mostIdentifiers = 50;
const mostNames = 10;
const mostWords = 30;

/** Reads what a record is recognised by when another source describes the same dataset. */
export function likenessOf(input: LikenessInput): Likeness {
  const { iri, summary, quads } = input;
  const origins = [iri, input.remoteKey, ...input.identifiers].slice(0, mostIdentifiers);
  return {
    iri,
    isOwn: isOnHostOf(iri, input.sourceUrl),
    identifiers: distinct(origins.flatMap(declaredIdentifier)),
    names: namesOf(summary),
    holders: holdersOf(quads, iri),
    isAggregate: isAggregate(summary, quads, iri),
    words: distinct(Object.values(summary.title).flatMap(wordsOf)).slice(0, mostWords),
  };
}

const schemes: readonly (readonly [scheme: string, form: RegExp])[] = [
  ['doi', /^(?:doi:\s?|https?:\/\/(?:dx\.)?doi\.org\/)?(10\.\d{4,9}\/[^\s<>"{}|\\^`]{1,200})$/i],
  ['erdri', /^erdri(?:\.dor)?[\s:/-]+(?:erdri\.dor[\s:/-]+)?([\w.-]{2,60})$/i],
  [
    'nct',
    /^(?:[\w. ]{1,30}:\s?|https?:\/\/(?:www\.)?clinicaltrials\.gov\/\S{0,60}\/)?NCT(\d{8})$/i,
  ],
  ['cnil', /^cnil[\s:n°-]*(\d{5,16})$/i],
  ['pef', /^(?:[\w. ]{1,30}:\s?)?(?:fresh-)?pef[\s:-]{0,2}(\d{1,8})(?:-(?:fr|en))?$/i],
];

/** An identifier of a scheme that is unique everywhere, or nothing: a bare number proves nothing. */
function declaredIdentifier(text: string): readonly string[] {
  for (const [scheme, form] of schemes) {
    const value = form.exec(text.trim())?.[1];
    if (value !== undefined) return [`${scheme}:${value.toLowerCase()}`];
  }
  return [];
}

const acronymForm = /^[\p{L}\p{N}][\p{L}\p{N}.&+/' -]{1,29}$/u;
/** Words that say what a thing is, and not which. */
const kinds =
  words(`base banque bases cohorte cohort cohortes data database dataset donnees donnee eds entrepot
  enquete etude echantillon essai observatoire project projet registre registry study suivi survey systeme the`);
/** Of these, what may stand before an acronym: `EDS AP-HP` is no dataset named AP-HP. */
const prefixes = words('cohorte cohort essai etude enquete projet project registre registry study');
/** Words that say little in the titles of health data. */
const fillers =
  words(`aux avec chez dans des du entre est francais francaise france french for from health
  in les leur leurs nationale national of on par patient patients pour recherche research sante son sur trial une
  un with and les la le de et a au d l en`);

/**
 * The acronyms of a dataset. `MEMENTO : déterMinants et …` is MEMENTO, `COHORTE EPIPAGE 2` is EPIPAGE
 * 2 and not EPIPAGE, and `(BNDMR)` at the end of a title is one too.
 */
function namesOf({ alternative, title }: Summary): readonly string[] {
  const titles = Object.values(title);
  const candidates = [
    ...alternative,
    ...titles.filter((text) => /^\S{3,20}$/.test(text)),
    ...titles.flatMap((text) => /\(([\p{Lu}\d][\p{L}\d.-]{2,19})\)\s*$/u.exec(text)?.[1] ?? []),
    ...titles.flatMap((text) => /^([\p{Lu}\d][\p{L}\d.-]{2,19})\s+[:–—-]\s/u.exec(text)?.[1] ?? []),
  ];
  return distinct(candidates.flatMap(acronymOf)).slice(0, mostNames);
}

function acronymOf(text: string): readonly string[] {
  const head =
    text
      .slice(0, 200)
      .split(/\s+[:–—-]\s+|\s*[(:]/u)[0]
      ?.trim() ?? '';
  if (!acronymForm.test(head)) return [];
  const parts = head.split(/\s+/).filter((part) => !prefixes.has(fold(part)));
  // Several words are a name in prose, unless all but the first are numbers.
  if (parts.length === 0 || parts.slice(1).some((part) => !/^\d+$/.test(part))) return [];
  const name = fold(parts.join(' ')).replaceAll(/(?<=\D) (?=\D)/g, '');
  return name.replaceAll(' ', '').length >= 3 ? [name] : [];
}

function wordsOf(title: string): readonly string[] {
  return fold(title.slice(0, 500))
    .split(' ')
    .filter(
      (word) => !fillers.has(word) && !kinds.has(word) && (word.length > 2 || /\d/.test(word)),
    );
}

const ror = /^https:\/\/ror\.org\/0[a-z0-9]{6}\d{2}$/;

/** The custodian, else the publisher, and the sponsors, as far as ROR knows them. */
function holdersOf(quads: readonly Quad[], iri: string): readonly string[] {
  const about = (subject: string, property: { readonly value: string }) =>
    quads
      .filter((q) => nodeKey(q.subject) === subject && q.predicate.value === property.value)
      .map((q) => nodeKey(q.object));
  const custodians = about(iri, geodcatap.custodian);
  const holders = custodians.length > 0 ? custodians : about(iri, dct.publisher);
  const sponsors = about(iri, prov.qualifiedAttribution)
    .slice(0, mostNames)
    .filter((node) => about(node, dcat.hadRole).some((role) => role.endsWith('#sponsor')))
    .flatMap((node) => about(node, prov.agent));
  return distinct([...holders, ...sponsors].filter((agent) => ror.test(agent))).slice(0, mostNames);
}

function isAggregate({ accessRights }: Summary, quads: readonly Quad[], iri: string) {
  const isStatistical = quads.some(
    (q) =>
      q.predicate.equals(dct.type) &&
      nodeKey(q.subject) === iri &&
      q.object.value.endsWith('/dataset-type/STATISTICAL'),
  );
  if (isStatistical || accessRights === 'PUBLIC') return true;
  return accessRights === null ? null : false;
}

function isOnHostOf(iri: string, address: string): boolean {
  if (!URL.canParse(iri) || !URL.canParse(address)) return false;
  const own = new URL(address).hostname;
  const host = new URL(iri).hostname;
  return host !== '' && (host === own || own.endsWith(`.${host}`) || host.endsWith(`.${own}`));
}

function fold(text: string): string {
  return text
    .normalize('NFKD')
    .replaceAll(/\p{M}/gu, '')
    .toLowerCase()
    .replaceAll('œ', 'oe')
    .replaceAll(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}

function words(list: string): ReadonlySet<string> {
  return new Set(list.split(/\s+/));
}

function distinct(values: readonly string[]): string[] {
  return [...new Set(values)];
}
