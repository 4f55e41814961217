import type { NamedNode, Term } from '@rdfjs/types';
import { authority } from '../../rdf/authorities.ts';
import {
  dcat,
  dct,
  dpv,
  foaf,
  healthdcatap,
  literal,
  namedNode,
  rdf,
  skos,
} from '../../rdf/vocabularies.ts';
import type { Value } from '../draft.ts';
import { publishableText } from '../texts.ts';
import { codingSystems } from '../values/coding-systems.ts';
import { repairWebAddress } from '../values/iris.ts';
import { namesOf } from './literals.ts';
import { type Place, type Reader, unknownValue, valuesOf } from './record.ts';

const lastPart = (address: string) => address.replace(/[/#]$/, '').replace(/^.*[/#]/, '');

/**
 * healthdcatap:hasCodingSystem: codes of the HDEU list. For a national system the nearest one stands,
 * noted; the system itself becomes a relation of the dataset.
 */
export const codingSystem: Reader = (value, place) => {
  const listed = `${authority.codingSystem}/`;
  const { writer } = place.record;
  const { terms } = writer;
  if (terms.isConcept(value.value) && value.value.startsWith(listed)) {
    return [namedNode(value.value)];
  }
  const known = terms.concept(authority.codingSystem, value.value);
  if (known !== undefined) return [namedNode(known)];
  const address = terms.concept(terms.nationalCodingSystems, value.value);
  const names = value.termType === 'Literal' ? [] : namesOf(value, place).map((name) => name.value);
  const own = value.termType === 'NamedNode' ? lastPart(value.value) : value.value;
  const national = address === undefined ? [] : [terms.code(address) ?? own];
  for (const name of [...national, own, ...names]) {
    const codes = readCodes(name, value, place);
    if (codes !== null) return codes.map((code) => namedNode(listed + code));
  }
  if (value.value.startsWith(listed)) return [namedNode(value.value)];
  return unknownValue(place, value, 'This coding system has no code in the EU list');
};

/** Codes that a name stands for; null when it names no system. */
function readCodes(name: string, value: Term, place: Place): readonly string[] | null {
  const { writer } = place.record;
  const { codes, approximated, uncoded } = codingSystems(name, writer.terms);
  for (const { iri } of [...approximated, ...uncoded])
    writer.add(writer.subject, dct.relation, namedNode(iri));
  for (const { name: national, code } of approximated) {
    writer.note(
      'repaired',
      place.property,
      `${national} has no code in the EU list; the nearest, ${code}, stands for it`,
      value.value,
    );
  }
  for (const { name: national } of uncoded) {
    writer.note(
      'unknown-value',
      place.property,
      `${national} has no code in the EU list`,
      value.value,
    );
  }
  const found = [...codes, ...approximated.map(({ code }) => code)];
  return found.length + uncoded.length > 0 ? found : null;
}

const orpha =
  /^(?:ORPHA:|https?:\/\/www\.orpha\.net\/(?:ORDO\/|ordo\/)?(?:Orphanet_)|Orphanet_)(\d{1,9})$/;

/** ORPHA code a text or an ORDO address names. */
export function orphaCode(text: string): string | undefined {
  const digits = text.length > 100 ? undefined : orpha.exec(text.trim())?.[1];
  return digits && `ORPHA:${digits}`;
}

const listedSystem = /\/resource\/authority\/coding-system\/([\w-]{1,40})$/;

/** "ICD-10:C50": the draft names the coding system beside the code, Release 8 has one literal for both. */
function withSystem(code: string, value: Term, { record }: Place): string {
  const schemes = valuesOf(record, value, skos.inScheme);
  const [system] = schemes.flatMap((scheme) => listedSystem.exec(scheme.value)?.[1] ?? []);
  return system === undefined || code.startsWith(`${system}:`) ? code : `${system}:${code}`;
}

/** healthdcatap:hasCodeValues: literals since Release 5; described concepts give their notation. */
export const codeValue: Reader = (value, place) => {
  const said = [skos.notation, dct.identifier].flatMap((p) => valuesOf(place.record, value, p));
  const own = value.termType === 'BlankNode' ? [] : [value];
  const texts = [...own, ...said].map((each) => each.value);
  const code = texts.map(orphaCode).find((each) => each !== undefined);
  if (code) return [literal(code)];
  if (value.termType === 'Literal') {
    const text = publishableText(value.value, place.property, place.record.writer);
    return text === undefined ? [] : [literal(text)];
  }
  const notation = said.find((each) => !/^https?:/.test(each.value))?.value;
  const text = notation === undefined ? texts[0] : withSystem(notation, value, place);
  return text === undefined ? unknownValue(place, value, 'This names no code') : [literal(text)];
};

/** dcat:theme: EU data themes; ORDO themes become codes, words become keywords. */
export const theme: Reader = (value, place) => {
  const { writer, language } = place.record;
  if (value.value.startsWith(`${authority.dataTheme}/`)) return [namedNode(value.value)];
  const code = orphaCode(value.value);
  if (code) {
    writer.add(writer.subject, healthdcatap.hasCodeValues, literal(code));
    writer.add(
      writer.subject,
      healthdcatap.hasCodingSystem,
      namedNode(`${authority.codingSystem}/ORPHACODE`),
    );
    writer.note(
      'repaired',
      place.property,
      'A theme of the Orphanet ontology was kept as a code of the dataset',
      value.value,
    );
    return [];
  }
  if (/^[a-z][a-z0-9+.-]*:/i.test(value.value) || value.termType !== 'Literal') {
    return unknownValue(place, value, 'This is no theme of the EU list');
  }
  const keyword = publishableText(value.value, dcat.keyword, writer);
  if (keyword === undefined) return [];
  writer.add(writer.subject, dcat.keyword, literal(keyword, value.language || language));
  writer.note(
    'repaired',
    place.property,
    'A theme given as a word was kept as a keyword',
    value.value,
  );
  return [];
};

/** dct:conformsTo of a dataset: the HDEU list of standards is closed, other pages go to foaf:page. */
export const standard: Reader = (value, place) => {
  const listed = `${authority.standard}/`;
  if (value.value.startsWith(listed)) return [namedNode(value.value)];
  const names = [lastPart(value.value), ...namesOf(value, place).map((name) => name.value)];
  const codes = names.flatMap((name) => codingSystems(name, place.record.writer.terms).standards);
  if (codes.length > 0) return codes.map((code) => namedNode(listed + code));
  const address = repairWebAddress(value.value)?.iri;
  if (address === undefined || address.includes('/profile/')) {
    return unknownValue(place, value, 'This standard is not in the EU list');
  }
  const { writer } = place.record;
  writer.add(namedNode(address), rdf.type, foaf.Document);
  writer.add(writer.subject, foaf.page, namedNode(address));
  writer.note(
    'repaired',
    place.property,
    'This standard is not in the EU list; its page was kept as documentation',
    value.value,
  );
  return [];
};

const personalData = 'https://w3id.org/dpv/dpv-pd#';

/** dpv:hasPersonalData: concepts of DPV-PD under the namespace Release 8 demands. */
export const personalDatum: Reader = (value, place) => {
  const name = /^[A-Za-z]{2,60}$/.exec(value.termType === 'Literal' ? value.value.trim() : '')?.[0];
  const iri = value.value.startsWith(personalData) ? value.value : name && personalData + name;
  if (iri === undefined) return unknownValue(place, value, 'This is no concept of DPV-PD');
  return typed(iri, dpv.PersonalData, place);
};

const gdpr = /^(?:eu-gdpr:)(A\d{1,2}(?:-\d{1,2}(?:-[a-j])?)?)$/;

/** IRI of a legal basis that DPV lists, from its short name. */
export function gdprBasis(value: Term): string | undefined {
  const article = gdpr.exec(value.value.trim())?.[1];
  return article && `https://w3id.org/dpv/legal/eu/gdpr#${article}`;
}

/** Types an IRI as its property's range asks; shared terms carry no more than that. */
export function typed(iri: string, type: NamedNode, place: Place): readonly Value[] {
  const node = namedNode(iri);
  place.record.writer.add(node, rdf.type, type);
  return [node];
}
