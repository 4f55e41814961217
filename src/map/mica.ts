import { HarvestError } from '../model/problem.ts';
import { authority } from '../rdf/authorities.ts';
import { dcat, dct, healthdcatap, literal, namedNode, prov, rdfs } from '../rdf/vocabularies.ts';
import { at, embedded, listOf, textOf } from './json.ts';
import type { Mapping } from './mapping.ts';
import { sayPopulations } from './mica/populations.ts';
import { sayOrganisation, withholdPerson } from './statements/agents.ts';
import { sayPeriod } from './statements/facts.ts';
import { beginStatements, type Statements } from './statements/statements.ts';
import { firstSaid, saidOf } from './statements/texts.ts';

/** A study of OBiBa Mica, of which a part is JSON inside a text → HealthDCAT-AP. */
export const mica: Mapping = (document, context) => {
  const study = document.kind === 'json' ? document.value : undefined;
  if (textOf(at(study, 'id')) === undefined || at(study, 'name') === undefined) {
    throw new HarvestError('MAP_UNREADABLE', `${context.url} holds no study of Mica`);
  }
  if (at(study, 'studyIds') !== undefined) {
    const sentence = `${context.url} holds a network of Mica, which groups studies and has no data`;
    throw new HarvestError('MAP_NO_DATASET', sentence);
  }
  const said = beginStatements(context);
  const { dataset } = said;
  const model = modelOf(said, study);
  const field = (name: string) => at(study, name) ?? at(model, name);
  said.sayTexts(dataset, dct.title, field('name'));
  said.sayTexts(dataset, dct.alternative, field('acronym'));
  said.sayTexts(dataset, dct.description, field('objectives'));
  said.sayWord(dataset, dcat.landingPage, field('website'));
  said.sayWord(dataset, dct.modified, at(study, 'timestamps', 'lastUpdate'));
  const [start, end] = [
    firstSaid(field('startYear'), field('start')),
    firstSaid(field('endYear'), field('end')),
  ];
  sayPeriod(said, dct.temporal, start, end);
  sayNumber(said, field('numberOfParticipants'));
  sayDesigns(said, field('methods'));
  saySources(said, field);
  sayPopulations(said, listOf(field('populations') ?? field('populationSummaries')));
  sayPaper(said, field);
  return said.draft();
};

/** The field `content` holds the study's own model as JSON text. */
function modelOf(said: Statements, study: unknown): unknown {
  const model = embedded(at(study, 'content'));
  if (typeof model !== 'string') return model;
  const what = 'The content of the study is no JSON that can be read';
  said.note('unknown-value', dct.description, what, model);
  return undefined;
}

/** 0 and `noLimit` stand for a number that nobody knows. */
function sayNumber(said: Statements, given: unknown): void {
  const number = saidOf(at(given, 'participant', 'number'));
  if (number === undefined || number === '0') return;
  said.sayWord(said.dataset, healthdcatap.numberOfUniqueIndividuals, number);
}

/** Designs of Mica by their code in the HDEU list of health activities. */
const activities = new Map([
  ['cohort_study', 'COHORT'],
  ['clinical_trial', 'CLINICAL_TRIAL'],
]);

function sayDesigns(said: Statements, methods: unknown): void {
  const given = at(methods, 'design') ?? at(methods, 'designs');
  for (const item of listOf(given)) {
    const design = saidOf(item);
    if (design === undefined || design === 'other') continue;
    const activity = said.node(prov.Activity);
    said.say(said.dataset, prov.wasGeneratedBy, activity);
    said.say(activity, rdfs.label, literal(design.replaceAll('_', ' '), 'en'));
    const code = activities.get(design);
    if (code) said.say(activity, dct.type, namedNode(`${authority.healthActivity}/${code}`));
  }
}

/** Investigators and contacts are persons; what they belong to is an organisation. */
function saySources(said: Statements, field: (name: string) => unknown): void {
  const members = listOf(field('memberships')).flatMap((each) => listOf(at(each, 'members')));
  const people = [...members, ...listOf(field('investigators')), ...listOf(field('contacts'))];
  if (people.length > 0) withholdPerson(said, dct.creator);
  const known = new Set<string>();
  for (const person of people) {
    const name = at(person, 'institution', 'name');
    const key = JSON.stringify(name);
    if (known.has(key)) continue;
    known.add(key);
    sayOrganisation(said, [dct.creator], { name });
  }
}

function sayPaper(said: Statements, field: (name: string) => unknown): void {
  const number = /^\d{1,9}$/.exec(saidOf(field('pubmedId')) ?? '')?.[0];
  if (number === undefined) return;
  const page = `https://pubmed.ncbi.nlm.nih.gov/${number}/`;
  said.say(said.dataset, dct.isReferencedBy, namedNode(page));
}
