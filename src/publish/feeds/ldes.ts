import type { NamedNode, Quad } from '@rdfjs/types';
import type { Activity, CatalogueReader } from '../../model/published.ts';
import { toCanonicalNTriples } from '../../rdf/serialise.ts';
import { as, ldes, literal, namedNode, quad, rdf, tree, xsd } from '../../rdf/vocabularies.ts';
import type { QuadsPart } from './quads.ts';

/** Activities of one page. */
export const activitiesPerPage = 100;
/** Pages that one node of the index leads to, and nodes of the index per node above it. */
const fanOut = 100;

/** Shape of the members (DCAT-AP Feeds §1). */
const activityShape = namedNode(
  'https://semiceu.github.io/LDES-DCAT-AP-feeds/shape.ttl#ActivityShape',
);

/** Address of the feed: its root node. */
export function feedAddress(baseUrl: string): string {
  return `${baseUrl}/feeds/ldes`;
}

/** One node of the feed's search tree. */
export interface FeedNode {
  readonly address: string;
  /** Serial of the last change it and what it leads to can show. */
  readonly serial: number;
  /** It leads to nothing else, and never will: it may be cached for as long as one likes. */
  readonly isClosed: boolean;
  readonly parts: () => AsyncIterable<QuadsPart>;
}

type Reader = Pick<CatalogueReader, 'state' | 'activities' | 'timesOf'>;

/**
 * The root of the search tree over the changes of the catalogue (TREE §3, DCAT-AP Feeds §2). It
 * leads to one index node per 10,000 changes, and they to one page per 100. What a node covers is
 * bounded by time, so that a consumer who has read up to some moment asks for what is younger only.
 */
export async function feedRoot(reader: Reader, baseUrl: string): Promise<FeedNode> {
  const { serial } = await reader.state();
  const address = feedAddress(baseUrl);
  const size = activitiesPerPage * fanOut;
  const children = await readChildren(reader, 1, serial, size, (n) => `${address}/index/${n}`);
  return node(baseUrl, { address, serial, isClosed: false, children });
}

/** A node of the index, or null when it would lead nowhere yet. */
export async function feedIndex(
  reader: Reader,
  baseUrl: string,
  number: number,
): Promise<FeedNode | null> {
  const { serial } = await reader.state();
  const size = activitiesPerPage * fanOut;
  const first = (number - 1) * size + 1;
  if (first > serial) return null;
  const last = Math.min(number * size, serial);
  const address = `${feedAddress(baseUrl)}/index/${number}`;
  const page = (n: number) => pageAddress(baseUrl, n);
  const children = await readChildren(reader, first, last, activitiesPerPage, page);
  // Its last page is bounded by the change that comes after it.
  return node(baseUrl, { address, serial: last, isClosed: serial > number * size, children });
}

/** A page of changes, or null when there is none yet. */
export async function feedPage(
  reader: Reader,
  baseUrl: string,
  number: number,
): Promise<FeedNode | null> {
  const { serial } = await reader.state();
  const first = (number - 1) * activitiesPerPage + 1;
  if (first > serial) return null;
  const last = Math.min(number * activitiesPerPage, serial);
  const address = pageAddress(baseUrl, number);
  return {
    address,
    serial: last,
    isClosed: last === number * activitiesPerPage,
    async *parts() {
      yield { graph: null, ntriples: toCanonicalNTriples(context(baseUrl, address)) };
      for await (const activity of reader.activities(first, last)) {
        // What shared nodes are is told with whatever names them (DCAT-AP Feeds §1, embedded entities).
        if (activity.kind !== 'shared') yield* member(baseUrl, address, activity);
      }
    },
  };
}

function pageAddress(baseUrl: string, number: number): string {
  return `${feedAddress(baseUrl)}/pages/${number}`;
}

/** A node that another leads to, and the moments its changes lie between. */
interface Child {
  readonly address: string;
  readonly from: string;
  /** Null while its youngest change is still to come. */
  readonly before: string | null;
}

async function readChildren(
  reader: Reader,
  first: number,
  last: number,
  size: number,
  addressOf: (number: number) => string,
): Promise<readonly Child[]> {
  const starts: number[] = [];
  for (let start = first; start <= last; start += size) starts.push(start);
  const end = (starts.at(-1) ?? first) + size;
  const times = await reader.timesOf([...starts, end]);
  return starts.map((start) => ({
    address: addressOf((start - 1) / size + 1),
    from: times.get(start) ?? '',
    before: times.get(start + size) ?? null,
  }));
}

function node(
  baseUrl: string,
  { children, ...rest }: Omit<FeedNode, 'parts'> & { readonly children: readonly Child[] },
): FeedNode {
  return {
    ...rest,
    async *parts() {
      const here = namedNode(rest.address);
      const quads = [
        ...context(baseUrl, rest.address),
        ...children.flatMap((child) => relations(here, child)),
      ];
      yield { graph: null, ntriples: toCanonicalNTriples(quads) };
    },
  };
}

/** What every node says of the feed (DCAT-AP Feeds §2: context information on each page). */
function context(baseUrl: string, address: string): Quad[] {
  const feed = namedNode(`${feedAddress(baseUrl)}#feed`);
  const view = namedNode(address);
  const policy = namedNode(`${feedAddress(baseUrl)}#retention`);
  return [
    quad(feed, rdf.type, ldes.EventStream),
    quad(feed, tree.shape, activityShape),
    quad(feed, ldes.timestampPath, as.published),
    quad(feed, ldes.versionOfPath, as.object),
    quad(feed, tree.view, view),
    quad(view, rdf.type, tree.Node),
    quad(view, ldes.retentionPolicy, policy),
    quad(policy, rdf.type, ldes.LatestVersionSubset),
    quad(policy, ldes.amount, literal('1', xsd.integer)),
  ];
}

function relations(here: NamedNode, { address, from, before }: Child): Quad[] {
  const bound = (type: NamedNode, value: string): Quad[] => {
    const relation = namedNode(
      `${here.value}#${type === tree.LessThanRelation ? 'before' : 'from'}-${address.slice(address.lastIndexOf('/') + 1)}`,
    );
    return [
      quad(here, tree.relation, relation),
      quad(relation, rdf.type, type),
      quad(relation, tree.node, namedNode(address)),
      quad(relation, tree.path, as.published),
      quad(relation, tree.value, literal(value, xsd.dateTime)),
    ];
  };
  return [
    ...bound(tree.GreaterThanOrEqualToRelation, from),
    ...(before === null ? [] : bound(tree.LessThanRelation, before)),
  ];
}

const types = { create: as.Create, update: as.Update, delete: as.Delete } as const;

/** A member: the activity in the default graph, what it says of its object in a graph of its name. */
function* member(
  baseUrl: string,
  page: string,
  { serial, type, iri, published, ntriples }: Activity,
): Generator<QuadsPart> {
  const activity = namedNode(`${page}#${serial}`);
  const feed = namedNode(`${feedAddress(baseUrl)}#feed`);
  yield {
    graph: null,
    ntriples: toCanonicalNTriples([
      quad(feed, tree.member, activity),
      quad(activity, rdf.type, types[type]),
      quad(activity, as.object, namedNode(iri)),
      quad(activity, as.published, literal(published, xsd.dateTime)),
    ]),
  };
  if (ntriples !== '') yield { graph: activity.value, ntriples };
}
