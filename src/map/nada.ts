import { HarvestError } from '../model/problem.ts';
import { blankNode, dcat, dct, literal, rdf } from '../rdf/vocabularies.ts';
import { ddi } from './ddi.ts';
import { writeDraft } from './draft.ts';
import { at, listOf, textOf } from './json.ts';
import type { Mapping } from './mapping.ts';
import { addAccess } from './nada/access.ts';
import { addClassification } from './nada/classification.ts';
import { addHolders } from './nada/holders.ts';
import { addMethod } from './nada/method.ts';
import { addPopulation } from './nada/population.ts';
import { addText, type Study, versionsOf } from './nada/study.ts';
import { publishableText } from './texts.ts';

/**
 * A study of the FReSH portal, as its NADA serves it in French and English, or as its own editor
 * writes it, with the element names of DDI as keys → HealthDCAT-AP.
 */
export const nada: Mapping = (document, context) => {
  const payload = document.kind === 'json' ? document.value : undefined;
  if (at(payload, 'stdyDscr') !== undefined) return ddi(document, context);
  const versions = versionsOf(payload);
  if (versions.length === 0) {
    throw new HarvestError(
      'MAP_UNREADABLE',
      `${context.url} holds no NADA study with metadata.study_desc`,
    );
  }
  const writer = writeDraft(blankNode('dataset'), 'b', context.terms);
  const idno = textOf(at(payload, 'idno')) ?? context.remoteKey;
  const study: Study = { idno, versions, writer, context };
  writer.add(writer.subject, rdf.type, dcat.Dataset);
  addIdentifiers(study);
  addTitles(study);
  for (const version of versions) {
    addText(study, version, dct.description, describe(version.study));
  }
  addHolders(study);
  addAccess(study);
  addClassification(study);
  addPopulation(study);
  addMethod(study);
  return writer.draft();
};

function addIdentifiers({ idno, versions, writer }: Study): void {
  writer.identify(idno);
  for (const { record, study } of versions) {
    const doi = textOf(at(record, 'doi'));
    if (doi) writer.identify(doi);
    for (const number of listOf(at(study, 'title_statement', 'IDno', 'metadata_no'))) {
      const agency = textOf(at(number, 'agency'));
      const code = textOf(at(number, 'code'));
      if (agency && code && code.toLowerCase() !== idno.toLowerCase())
        writer.identify(`${agency}:${code}`);
    }
    for (const other of listOf(at(study, 'oth_id'))) {
      const name = textOf(at(other, 'name'));
      if (name) writer.identify(name);
    }
  }
}

function addTitles(study: Study): void {
  const { writer, versions, idno } = study;
  const titles = new Set<string>();
  for (const { language, record, study: description } of versions) {
    const raw = textOf(at(description, 'title_statement', 'title')) ?? textOf(at(record, 'title'));
    const title = raw && publishableText(raw, dct.title, writer);
    if (!title) continue;
    if (titles.has(title)) {
      writer.note('repaired', dct.title, 'The English title only repeats the French one', title);
      continue;
    }
    titles.add(title);
    writer.add(writer.subject, dct.title, literal(title, language));
  }
  if (titles.size === 0) {
    throw new HarvestError('MAP_NO_TITLE', `The study ${idno} has no title in any language`);
  }
  addAlternatives(study, titles);
}

/** Acronyms are the same in both languages: each is said once. */
function addAlternatives({ versions, writer }: Study, titles: ReadonlySet<string>): void {
  const seen = new Set(titles);
  for (const { language, study } of versions) {
    for (const each of listOf(at(study, 'title_statement', 'alternate_title'))) {
      const raw = textOf(each);
      const name = raw && publishableText(raw, dct.alternative, writer);
      if (!name || seen.has(name)) continue;
      seen.add(name);
      writer.add(writer.subject, dct.alternative, literal(name, language));
    }
  }
}

/** The aim is often the only text; the abstract follows it where it says something else. */
function describe(study: unknown): string | undefined {
  const purpose = textOf(at(study, 'study_info', 'purpose'));
  const abstract = textOf(at(study, 'study_info', 'abstract'));
  return purpose && abstract && abstract !== purpose
    ? `${purpose}\n\n${abstract}`
    : (purpose ?? abstract);
}
