import { Parser, Writer } from 'n3';
import { realStudies, type Study } from './data/studies.ts';
import { addedStudy } from './data/study-variations.ts';
import { type LoneEndpoint, startLoneEndpoint } from './lone-endpoint.ts';
import { type Answer, notFound, type Respond } from './server.ts';
import type { Edits } from './switches.ts';
import { iri, text, typed } from './turtle.ts';

const host = 'https://entrepot.example.org';
const pageSize = 5;
const studies = realStudies.slice(10, 20);

/** Key of the agent that all datasets name as publisher; `change` announces an update of it. */
export const feedAgent = 'agent';

/** IRI of a dataset of the feed. */
export const feedDataset = (key: string): string => `${host}/jeux/${key}`;

/** A DCAT-AP Feed of 10 datasets with their agent, contact and one distribution, on closed and open pages. */
export interface LdesSandbox extends LoneEndpoint {
  /** Address to configure as the source's `url`: the stream with its view. */
  readonly url: string;
  /** The same datasets as version objects on one Turtle page. */
  readonly versions: string;
  readonly keys: readonly string[];
}

/** Starts the feed. */
export async function startLdes(): Promise<LdesSandbox> {
  const keys = studies.map(({ key }) => key);
  const endpoint = await startLoneEndpoint([...keys, feedAgent], createLdes);
  const { origin } = endpoint;
  return { ...endpoint, url: `${origin}/feed`, versions: `${origin}/versions`, keys };
}

const prefixes = `@prefix as: <https://www.w3.org/ns/activitystreams#> .
@prefix cv: <http://data.europa.eu/m8g/> .
@prefix dcat: <http://www.w3.org/ns/dcat#> .
@prefix dct: <http://purl.org/dc/terms/> .
@prefix foaf: <http://xmlns.com/foaf/0.1/> .
@prefix ldes: <https://w3id.org/ldes#> .
@prefix tree: <https://w3id.org/tree#> .
@prefix vcard: <http://www.w3.org/2006/vcard/ns#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
`;

interface FeedMember {
  readonly type: 'Create' | 'Update' | 'Delete';
  readonly object: string;
  /** Turtle, without the activity. */
  readonly payload: string;
  /** Set by the feed: minutes after its beginning. */
  readonly minute: number;
}

const agentIri = `${host}/agents/inserm`;
const contactIri = `${host}/contacts/guichet`;

const agent = (changes: number) => `${iri(agentIri)} a foaf:Agent ;
  foaf:name ${text('Institut national de la santé et de la recherche médicale', 'fr')} ;
  foaf:homepage ${iri(`https://www.inserm.fr/${changes === 0 ? '' : `version-${changes}`}`)} .`;
const contact = `${iri(contactIri)} a vcard:Kind ;
  vcard:fn ${text('Guichet des données', 'fr')} ; vcard:hasEmail <mailto:contact@example.org> .`;

function describe({ key, title, aim, keyword, start }: Study, changes: number): string {
  const revision = changes === 0 ? '' : ` (révision ${changes})`;
  return `${iri(feedDataset(key))} a dcat:Dataset ;
  dct:title ${text(title.fr + revision, 'fr')} , ${text(title.en, 'en')} ;
  dct:description ${text(aim.fr, 'fr')} ; dcat:keyword ${text(keyword.fr, 'fr')} ;
  dct:identifier ${text(key)} ; dcat:landingPage ${iri(`${host}/pages/${key}`)} ;
  dct:publisher ${iri(agentIri)} ; dcat:contactPoint ${iri(contactIri)} ;
  dcat:distribution ${iri(`${host}/distributions/${key}`)} ;
  dct:temporal [ a dct:PeriodOfTime ; dcat:startDate ${typed(start ?? 2000, 'xsd:gYear')} ] .`;
}

const distribution = ({
  key,
}: Study) => `${iri(`${host}/distributions/${key}`)} a dcat:Distribution ;
  dct:title ${text("Demande d'accès", 'fr')} ; dcat:accessURL ${iri(`${host}/acces/${key}`)} .`;

/** A distribution is embedded in its dataset, but for the first, which is a member of its own. */
const embedded = (study: Study, changes: number) =>
  `${describe(study, changes)}\n${distribution(study)}`;

function baseMembers(): Omit<FeedMember, 'minute'>[] {
  const [first, ...others] = studies;
  if (!first) return [];
  const create = (object: string, payload: string) =>
    ({ type: 'Create', object, payload }) as const;
  const catalogue = `<${host}/catalogue> a dcat:Catalog ; dct:title "Entrepôt"@fr .`;
  const withdrawn = `${host}/jeux/retire`;
  return [
    create(`${host}/catalogue`, catalogue),
    create(agentIri, agent(0)),
    create(contactIri, contact),
    create(`${host}/distributions/${first.key}`, distribution(first)),
    create(feedDataset(first.key), describe(first, 0)),
    ...others.map((study) => create(feedDataset(study.key), embedded(study, 0))),
    create(withdrawn, `${iri(withdrawn)} a dcat:Dataset ; dct:title "Jeu retiré"@fr .`),
    { type: 'Delete', object: withdrawn, payload: '' },
    { type: 'Update', object: feedDataset(first.key), payload: describe(first, 1) },
    // Announced and never described.
    create(`${host}/jeux/vide`, ''),
  ];
}

function membersOf(edits: Edits): readonly FeedMember[] {
  const members = baseMembers();
  for (const key of edits.added) {
    const study = addedStudy(key);
    members.push({ type: 'Create', object: feedDataset(key), payload: embedded(study, 0) });
  }
  for (const [key, changes] of edits.changed) {
    const study = studies.find((each) => each.key === key);
    if (study)
      members.push({
        type: 'Update',
        object: feedDataset(key),
        payload: embedded(study, changes + 1),
      });
    else members.push({ type: 'Update', object: agentIri, payload: agent(changes) });
  }
  for (const key of edits.removed)
    members.push({ type: 'Delete', object: feedDataset(key), payload: '' });
  return members.map((member, minute) => ({ ...member, minute }));
}

const timeOf = (minute: number) => new Date(Date.UTC(2026, 8, 1, 8, minute)).toISOString();

function writeMember(member: FeedMember, feed: string): string {
  const activity = iri(`${feed}/activities/${member.type}-${member.minute}`);
  const about = `${iri(feed)} tree:member ${activity} .
${activity} a as:${member.type} ; as:object ${iri(member.object)} ;
  as:published ${typed(timeOf(member.minute), 'xsd:dateTime')} .\n`;
  return member.payload === '' ? about : `${about}${activity} {\n${member.payload}\n}\n`;
}

/** What every page says of the stream (DCAT-AP Feeds §2). */
const stream = (
  feed: string,
) => `${iri(feed)} a ldes:EventStream ; tree:view ${iri(`${feed}/view`)} ;
  ldes:timestampPath as:published ; ldes:versionOfPath as:object .\n`;

function view(feed: string, pages: number): string {
  const relations = Array.from({ length: pages }, (_, index) => index + 1).map(
    (number) => `${iri(`${feed}/view`)} tree:relation [ a tree:GreaterThanOrEqualToRelation ;
  tree:path as:published ; tree:node ${iri(`${feed}/${number}`)} ;
  tree:value ${typed(timeOf((number - 1) * pageSize), 'xsd:dateTime')} ] .\n`,
  );
  return prefixes + stream(feed) + relations.join('');
}

function inNQuads(trig: string): string {
  const writer = new Writer({ format: 'N-Quads' });
  return writer.quadsToString(new Parser({ format: 'TriG' }).parse(trig));
}

function pageAnswer(number: number, members: readonly FeedMember[], feed: string): Answer {
  const own = members.slice((number - 1) * pageSize, number * pageSize);
  if (own.length === 0) return notFound;
  const trig = prefixes + stream(feed) + own.map((member) => writeMember(member, feed)).join('');
  const isClosed = members.length > number * pageSize;
  const isEven = number % 2 === 0;
  return {
    contentType: isEven ? 'application/n-quads' : 'application/trig',
    body: isEven ? inNQuads(trig) : trig,
    validators: true,
    headers: {
      'Cache-Control': isClosed ? 'public, max-age=604800, immutable' : 'no-cache',
    },
  };
}

/** Every version of every dataset, in the style of versioned objects; deletions as tombstones. */
function versionsPage(members: readonly FeedMember[], address: string): string {
  const versions = members
    .filter(
      ({ object, payload, type }) =>
        object.includes('/jeux/') && (payload !== '' || type === 'Delete'),
    )
    .map(({ object, payload, minute, type }) => {
      const version = iri(`${object}/versions/${minute}`);
      const facts = `${version} dct:isVersionOf ${iri(object)} ; dct:modified ${typed(timeOf(minute), 'xsd:dateTime')} .`;
      const body =
        type === 'Delete'
          ? `${version} a as:Tombstone .`
          : payload.replaceAll(iri(object), version);
      return `${iri(address)} tree:member ${version} .\n${facts}\n${body}\n`;
    });
  return `${prefixes}${iri(address)} a ldes:EventStream ; tree:view ${iri(address)} ;
  ldes:timestampPath dct:modified ; ldes:versionOfPath dct:isVersionOf .
${agent(0)}\n${contact}\n${versions.join('')}`;
}

function createLdes(origin: string): Respond {
  const feed = `${origin}/feed`;
  return ({ pathname }, edits) => {
    const members = membersOf(edits);
    const turtle = { contentType: 'text/turtle; charset=utf-8', validators: true };
    if (pathname === '/feed') return { ...turtle, body: prefixes + stream(feed) };
    if (pathname === '/feed/view') {
      return { ...turtle, body: view(feed, Math.ceil(members.length / pageSize)) };
    }
    if (pathname === '/versions')
      return { ...turtle, body: versionsPage(members, `${origin}/versions`) };
    const number = /^\/feed\/(\d{1,4})$/.exec(pathname)?.[1];
    return number === undefined ? notFound : pageAnswer(Number(number), members, feed);
  };
}
