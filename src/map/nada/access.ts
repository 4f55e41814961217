import { authority } from '../../rdf/authorities.ts';
import { dcat, dct, dpv, foaf, literal, namedNode, rdf, rdfs } from '../../rdf/vocabularies.ts';
import { at, embedded, listOf, textOf } from '../json.ts';
import { publishableText } from '../texts.ts';
import { readAccess } from '../values/access-rights.ts';
import { repairWebAddress } from '../values/iris.ts';
import type { Study } from './study.ts';

/** Where NADA shows a study to people. */
const studyPages = 'https://nada.portail-fresh.fr/index.php/catalog/study/';

/** Access level and conditions, authorisations, the page of the study and its documents. */
export function addAccess(study: Study): void {
  const { writer, idno } = study;
  const page = namedNode(
    `${studyPages}${encodeURIComponent(`${idno}-${study.versions[0]?.language ?? 'fr'}`)}`,
  );
  writer.add(page, rdf.type, foaf.Document);
  writer.add(writer.subject, dcat.landingPage, page);
  addLevel(study);
  addConditions(study, page);
  addAuthorisations(study);
  addDocuments(study);
}

function addLevel({ versions, writer }: Study): void {
  const statements = versions.flatMap(({ study }) => {
    const status = embedded(at(study, 'data_access', 'dataset_availability', 'status'));
    const links = listOf(at(status, 'extLink')).map((link) => textOf(at(link, 'uri')));
    return [...links, textOf(status)].filter((text) => text !== undefined);
  });
  const readings = statements.map((text) => ({ text, access: readAccess(text) }));
  const decided = readings.find(({ access }) => access.kind === 'level');
  if (decided?.access.kind === 'level') {
    const { level, embargo } = decided.access;
    writer.add(writer.subject, dct.accessRights, namedNode(`${authority.accessRight}/${level}`));
    if (embargo)
      writer.note(
        'repaired',
        dct.accessRights,
        'An embargo is published as NON_PUBLIC',
        decided.text,
      );
    return;
  }
  const undecided = readings.some(({ access }) => access.kind === 'undecided');
  writer.note(
    'unknown-value',
    dct.accessRights,
    undecided
      ? 'The holder has not decided on access yet'
      : 'No access level can be read from the source',
    statements[0],
  );
}

/** Conditions of access are the rights of a distribution that leads to the study's page. */
function addConditions({ versions, writer }: Study, page: ReturnType<typeof namedNode>): void {
  const conditions = versions.flatMap(({ language, words, study }) => {
    const use = at(study, 'data_access', 'dataset_use');
    return ['conditions', 'restrictions'].flatMap((field) => {
      const raw = textOf(at(use, field));
      const text = raw && publishableText(raw, dct.rights, writer);
      return text ? [{ language, title: words.access, text }] : [];
    });
  });
  if (conditions.length === 0) return;
  const [distribution, rights] = [writer.node(), writer.node()];
  writer.add(writer.subject, dcat.distribution, distribution);
  writer.add(distribution, rdf.type, dcat.Distribution);
  writer.add(distribution, dcat.accessURL, page);
  writer.add(distribution, dct.rights, rights);
  writer.add(rights, rdf.type, dct.RightsStatement);
  for (const { language, title, text } of conditions) {
    writer.add(distribution, dct.title, literal(title, language));
    writer.add(rights, rdfs.label, literal(text, language));
  }
}

function addAuthorisations({ versions, writer }: Study): void {
  const texts = versions.flatMap(({ language, words, study }) => {
    const agencies = listOf(at(study, 'study_authorization', 'agency'))
      .map((agency) => textOf(at(agency, 'name')) ?? textOf(agency))
      .flatMap((name) => (name ? (publishableText(name, dpv.hasLegalBasis, writer) ?? []) : []));
    return agencies.length > 0
      ? [literal(`${words.authorised}${words.colon}${agencies.join(', ')}`, language)]
      : [];
  });
  if (texts.length === 0) return;
  const basis = writer.node();
  writer.add(writer.subject, dpv.hasLegalBasis, basis);
  writer.add(basis, rdf.type, dpv.LegalBasis);
  for (const text of texts) writer.add(basis, dct.description, text);
}

function addDocuments({ versions, writer }: Study): void {
  for (const link of versions.flatMap(({ additional }) =>
    listOf(at(additional, 'relatedDocuments', 'documentLink')),
  )) {
    const raw = textOf(link);
    if (raw === undefined) continue;
    const address = repairWebAddress(raw);
    if (!address) {
      writer.note('unknown-value', foaf.page, 'This is no web address', raw);
      continue;
    }
    if (address.repaired) writer.note('repaired', foaf.page, 'An address was mended', raw);
    const document = namedNode(address.iri);
    writer.add(document, rdf.type, foaf.Document);
    writer.add(writer.subject, foaf.page, document);
  }
}
