import { HarvestError } from '../model/problem.ts';
import { authority } from '../rdf/authorities.ts';
import { dcat, dct, foaf, literal, rdfs } from '../rdf/vocabularies.ts';
import { at, listOf, textOf } from './json.ts';
import type { Mapping } from './mapping.ts';
import { rorIri, sayOrganisation, withholdPerson } from './statements/agents.ts';
import { sayDistribution } from './statements/distribution.ts';
import { sayLanguages, sayPeriod, sayPlace, siteOf } from './statements/facts.ts';
import { readLicence } from './statements/licence.ts';
import { beginStatements, type Statements } from './statements/statements.ts';
import { firstSaid, saidOf } from './statements/texts.ts';
import { readAccess } from './values/access-rights.ts';

/** A record of InvenioRDM, such as Zenodo's → HealthDCAT-AP. */
export const invenio: Mapping = (document, context) => {
  const record = document.kind === 'json' ? document.value : undefined;
  const metadata = at(record, 'metadata');
  if (metadata === undefined) {
    throw new HarvestError('MAP_UNREADABLE', `${context.url} holds no record of InvenioRDM`);
  }
  const said = beginStatements(context);
  const { dataset } = said;
  sayTitles(said, metadata);
  for (const subject of listOf(at(metadata, 'subjects'))) {
    said.sayTexts(dataset, dcat.keyword, firstSaid(at(subject, 'subject'), at(subject, 'title')));
  }
  sayLanguages(
    said,
    listOf(at(metadata, 'languages')).map((each) => at(each, 'id')),
  );
  said.sayWord(dataset, dcat.landingPage, at(record, 'links', 'self_html'));
  said.sayWord(dataset, dct.issued, startOf(at(metadata, 'publication_date')));
  said.sayWord(dataset, dct.modified, at(record, 'updated'));
  said.sayWord(dataset, dcat.version, at(metadata, 'version'));
  sayCollection(said, metadata);
  sayIdentifiers(said, record, metadata);
  sayAgents(said, metadata);
  sayFiles(said, record, metadata);
  return said.draft();
};

/** Titles and descriptions; those in further languages name them. */
function sayTitles(said: Statements, metadata: unknown): void {
  const { dataset } = said;
  const language = saidOf(at(listOf(at(metadata, 'languages'))[0], 'id'));
  const own = language && threeLetters.get(language);
  said.sayTexts(dataset, dct.title, at(metadata, 'title'), own);
  said.sayTexts(dataset, dct.description, at(metadata, 'description'), own);
  for (const title of listOf(at(metadata, 'additional_titles'))) {
    const isTranslation = at(title, 'type', 'id') === 'translated-title';
    const property = isTranslation ? dct.title : dct.alternative;
    said.sayTexts(dataset, property, at(title, 'title'), languageOf(title));
  }
  for (const text of listOf(at(metadata, 'additional_descriptions'))) {
    if (at(text, 'type', 'id') !== 'methods') continue;
    const provenance = said.node(dct.ProvenanceStatement);
    said.say(dataset, dct.provenance, provenance);
    said.sayTexts(provenance, rdfs.label, at(text, 'description'), languageOf(text));
  }
}

/** InvenioRDM writes ISO 639-3; language tags are the shortest code (BCP 47). */
const threeLetters = new Map([
  ['fra', 'fr'],
  ['eng', 'en'],
  ['deu', 'de'],
  ['spa', 'es'],
  ['ita', 'it'],
  ['nld', 'nl'],
  ['por', 'pt'],
]);

function languageOf(text: unknown): string | undefined {
  return threeLetters.get(saidOf(at(text, 'lang', 'id')) ?? '');
}

/** A date may be an interval, `2019-01/2020-06`. */
function startOf(value: unknown): string | undefined {
  return saidOf(value)?.split('/')[0];
}

function sayCollection(said: Statements, metadata: unknown): void {
  for (const each of listOf(at(metadata, 'dates'))) {
    if (at(each, 'type', 'id') !== 'collected') continue;
    const [start, end] = (saidOf(at(each, 'date')) ?? '').split('/');
    sayPeriod(said, dct.temporal, start, end);
  }
  for (const feature of listOf(at(metadata, 'locations', 'features'))) {
    sayPlace(said, at(feature, 'place'));
  }
}

const relations = new Map([
  ['iscitedby', dct.isReferencedBy],
  ['isreferencedby', dct.isReferencedBy],
  ['isdocumentedby', foaf.page],
]);

function sayIdentifiers(said: Statements, record: unknown, metadata: unknown): void {
  const { dataset } = said;
  const doi = saidOf(at(record, 'pids', 'doi', 'identifier'));
  if (doi !== undefined) said.say(dataset, dct.identifier, literal(`https://doi.org/${doi}`));
  for (const other of listOf(at(metadata, 'identifiers'))) {
    said.sayWord(dataset, dct.identifier, at(other, 'identifier'));
  }
  for (const related of listOf(at(metadata, 'related_identifiers'))) {
    const scheme = textOf(at(related, 'scheme'));
    const identifier = saidOf(at(related, 'identifier'));
    if (identifier === undefined || (scheme !== 'doi' && scheme !== 'url')) continue;
    const address =
      scheme === 'doi'
        ? `https://doi.org/${identifier.replace(/^https?:\/\/doi\.org\//, '')}`
        : identifier;
    const property = relations.get(textOf(at(related, 'relation_type', 'id')) ?? '');
    said.sayLink(dataset, property ?? dct.relation, address);
  }
}

function sayAgents(said: Statements, metadata: unknown): void {
  sayOrganisation(said, [dct.publisher], { name: at(metadata, 'publisher') });
  for (const creator of listOf(at(metadata, 'creators'))) {
    const agent = at(creator, 'person_or_org');
    if (at(agent, 'type') !== 'organizational') {
      withholdPerson(said, dct.creator);
      continue;
    }
    const ror = listOf(at(agent, 'identifiers')).find((each) => at(each, 'scheme') === 'ror');
    const iri = rorIri(at(ror, 'identifier'));
    sayOrganisation(said, [dct.creator], { name: at(agent, 'name'), iri });
  }
}

/** What InvenioRDM calls a state of access, in the words of readAccess. */
const states = new Map([
  ['open', 'open access'],
  ['restricted', 'restricted access'],
  ['embargoed', 'embargoed access'],
  ['metadata-only', 'metadata only access'],
]);

function sayFiles(said: Statements, record: unknown, metadata: unknown): void {
  const state = saidOf(at(record, 'access', 'status'));
  said.sayConcept(said.dataset, dct.accessRights, state, (text) => {
    const access = readAccess(states.get(text) ?? text);
    return access.kind === 'level' ? `${authority.accessRight}/${access.level}` : undefined;
  });
  const [right] = listOf(at(metadata, 'rights'));
  const licence = readLicence(
    said,
    at(right, 'props', 'url'),
    at(right, 'id'),
    at(right, 'title', 'en'),
  );
  const page = at(record, 'links', 'self_html');
  const site = siteOf(said.context.url, '/api/records/');
  const id = textOf(at(record, 'id')) ?? '';
  const entries = at(record, 'files', 'entries');
  const names = typeof entries === 'object' && entries !== null ? Object.keys(entries) : [];
  const isOpen = at(record, 'access', 'files') === 'public' && site !== undefined;
  for (const name of names.slice(0, 1_000)) {
    const file = at(entries, name);
    const [algorithm, value] = (saidOf(at(file, 'checksum')) ?? '').split(':');
    const address = `${site}/api/records/${encodeURIComponent(id)}/files/${encodeURIComponent(name)}/content`;
    sayDistribution(said, {
      title: name,
      access: page,
      download: isOpen ? address : undefined,
      formats: [at(file, 'mimetype'), at(file, 'ext')],
      bytes: at(file, 'size'),
      licence,
      checksum: { algorithm, value },
    });
  }
}
