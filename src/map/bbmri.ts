import { HarvestError } from '../model/problem.ts';
import {
  dcat,
  dct,
  dqv,
  foaf,
  geodcatap,
  literal,
  namedNode,
  oa,
  rdf,
  rdfs,
} from '../rdf/vocabularies.ts';
import { sayPopulation } from './bbmri/population.ts';
import { saySamples } from './bbmri/samples.ts';
import { type Words, wordsIn } from './bbmri/words.ts';
import { writeDraft } from './draft.ts';
import { at, listOf, textOf } from './json.ts';
import type { Draft, Mapping, MappingContext } from './mapping.ts';
import { sayContact, sayOrganisation } from './statements/agents.ts';
import { sayDistribution } from './statements/distribution.ts';
import { sayPlace } from './statements/facts.ts';
import { beginStatements, type Statements } from './statements/statements.ts';
import { firstSaid, saidOf } from './statements/texts.ts';

/**
 * A collection of a BBMRI directory with its biobank (MIABIS 2.0 as EMX2 tables) → HealthDCAT-AP.
 * The collection is the dataset, EHDS Art. 51(1) category EINS; the biobank's legal person holds it.
 */
export const bbmri: Mapping = (document, context) => {
  const value = document.kind === 'json' ? document.value : undefined;
  const [collection, biobank] = [at(value, 'collection'), at(value, 'biobank')];
  const id = textOf(at(collection, 'id'));
  if (id === undefined) {
    throw new HarvestError('MAP_UNREADABLE', `${context.remoteKey} is no collection of a biobank`);
  }
  const said = beginStatements(context);
  const words = wordsIn(context.language);
  said.say(said.dataset, dct.identifier, literal(id));
  said.sayTexts(said.dataset, dct.title, at(collection, 'name'));
  said.sayTexts(said.dataset, dct.alternative, at(collection, 'acronym'));
  sayDescription(said, collection, biobank);
  sayHolder(said, collection, biobank);
  saySamples(said, collection);
  sayPopulation(said, collection, words);
  sayAccess(said, collection, biobank, words);
  sayPlace(said, firstSaid(at(collection, 'country', 'name'), at(biobank, 'country', 'name')));
  return withQuality(said.draft(), biobank, words, context);
};

function sayDescription(said: Statements, collection: unknown, biobank: unknown): void {
  const given = saidOf(at(collection, 'description'));
  const bank = saidOf(at(biobank, 'name'));
  if (given !== undefined || bank === undefined) {
    said.sayTexts(said.dataset, dct.description, given);
    return;
  }
  said.sayTexts(said.dataset, dct.description, `${textOf(at(collection, 'name'))} (${bank})`);
  const why = 'The collection has no description; its name and its biobank stand for one';
  said.note('repaired', dct.description, why);
}

function sayHolder(said: Statements, collection: unknown, biobank: unknown): void {
  const name = saidOf(at(biobank, 'name'));
  const person = saidOf(at(biobank, 'juridical_person'));
  const page = at(biobank, 'url');
  const mail = saidOf(at(biobank, 'contact', 'email'));
  sayOrganisation(said, [geodcatap.custodian], { name: person ?? name, mail, page });
  if (person !== undefined) sayOrganisation(said, [dct.creator], { name, mail, page });
  const own = saidOf(at(collection, 'contact', 'email'));
  sayContact(said, { name, mail: own ?? mail, page });
}

const duo = /^http:\/\/purl\.obolibrary\.org\/obo\/DUO_(\d{7})$/;

/** The page of the directory shows the collection and leads on to a request for access. */
function sayAccess(said: Statements, collection: unknown, biobank: unknown, words: Words): void {
  const page = said.context.url;
  said.say(said.dataset, dcat.landingPage, namedNode(page));
  for (const each of [collection, biobank]) {
    said.sayWord(said.dataset, foaf.page, at(each, 'url'));
  }
  const uses = listOf(at(collection, 'data_use')).flatMap((use) => {
    const name = saidOf(at(use, 'name'))?.slice(0, 200);
    const number = name && duo.exec(name)?.[1];
    return number ? `DUO:${number}` : (name ?? []);
  });
  const conditions = [
    saidOf(at(collection, 'access_description')) ?? '',
    uses.length > 0 ? `${words.uses}${words.colon}${uses.join(', ')}` : '',
  ];
  const rights = conditions.filter((text) => text !== '').join('. ');
  if (rights !== '') sayDistribution(said, { title: words.access, access: page, rights });
}

/** Names of the standards that the directory writes in code; others are shown as they are. */
const standards = new Map([
  ['nfs96900', 'NF S96-900'],
  ['iso20387', 'ISO 20387'],
  ['iso9001', 'ISO 9001'],
  ['iso15189', 'ISO 15189'],
]);

/** Adds the quality marks of the biobank, which Release 8 knows as certificates without a text. */
function withQuality(draft: Draft, biobank: unknown, words: Words, context: MappingContext): Draft {
  const writer = writeDraft(draft.subject, 'q', context.terms, draft);
  const names = listOf(at(biobank, 'quality')).flatMap(
    (mark) => saidOf(at(mark, 'quality_standard', 'name'))?.slice(0, 200) ?? [],
  );
  for (const name of new Set(names)) {
    const standard = standards.get(name.toLowerCase().replace(/[\W_]/g, '')) ?? name;
    const certificate = writer.node();
    writer.add(draft.subject, dqv.hasQualityAnnotation, certificate);
    writer.add(certificate, rdf.type, dqv.QualityCertificate);
    writer.add(certificate, oa.motivatedBy, dqv.qualityAssessment);
    const label = `${words.certified}${words.colon}${standard}`;
    writer.add(certificate, rdfs.label, literal(label, context.language));
  }
  return writer.draft();
}
