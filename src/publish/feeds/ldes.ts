import type { NamedNode, Quad } from '@rdfjs/types';
import type { Activity, CatalogueReader } from '../../model/published.ts';
import { toCanonicalNTriples } from '../../rdf/serialise.ts';
import { as, ldes, literal, namedNode, quad, rdf, tree, xsd } from '../../rdf/vocabularies.ts';
import { render, storedTarget, type Target } from '../profiles/index.ts';
import type { QuadsPart } from './quads.ts';

/** Activities of one page. */
export const activitiesPerPage = 100;
/** Pages that one node of the index leads to, and nodes of the index per node above it. */
const fanOut = 100;

/** Shape of the members (DCAT-AP Feeds §1). */
const activityShape = namedNode(
  'https://semiceu.github.io/LDES-DCAT-AP-feeds/shape.ttl#ActivityShape',
);

/** Which feed: there is one per profile, with the same changes in each. */
export interface FeedName {
  readonly baseUrl: string;
  readonly target: Target;
}

/** Address of a node of a feed by its path; '' for the root. */
function nodeAddress({ baseUrl, target }: FeedName, path = ''): string {
  const argument = target === storedTarget ? '' : `?_profile=${target.id}`;
  return `${baseUrl}/feeds/ldes${path}${argument}`;
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
export async function feedRoot(reader: Reader, feed: FeedName): Promise<FeedNode> {
  const { serial } = await reader.state();
  const address = nodeAddress(feed);
  const size = activitiesPerPage * fanOut;
  const children = await readChildren(reader, 1, serial, size, (n) =>
    nodeAddress(feed, `/index/${n}`),
  );
  return node(feed, { address, serial, isClosed: false, children });
}

/** A node of the index, or null when it would lead nowhere yet. */
export async function feedIndex(
  reader: Reader,
  feed: FeedName,
  number: number,
): Promise<FeedNode | null> {
  const { serial } = await reader.state();
  const size = activitiesPerPage * fanOut;
  const first = (number - 1) * size + 1;
  if (first > serial) return null;
  const last = Math.min(number * size, serial);
  const address = nodeAddress(feed, `/index/${number}`);
  const page = (n: number) => nodeAddress(feed, `/pages/${n}`);
  const children = await readChildren(reader, first, last, activitiesPerPage, page);
  // Its last page is bounded by the change that comes after it.
  return node(feed, { address, serial: last, isClosed: serial > number * size, children });
}

/** A page of changes, or null when there is none yet. */
export async function feedPage(
  reader: Reader,
  feed: FeedName,
  number: number,
): Promise<FeedNode | null> {
  const { serial } = await reader.state();
  const first = (number - 1) * activitiesPerPage + 1;
  if (first > serial) return null;
  const last = Math.min(number * activitiesPerPage, serial);
  const address = nodeAddress(feed, `/pages/${number}`);
  return {
    address,
    serial: last,
    isClosed: last === number * activitiesPerPage,
    async *parts() {
      yield { graph: null, ntriples: toCanonicalNTriples(context(feed, address)) };
      for await (const activity of reader.activities(first, last)) {
        // What shared nodes are is told with whatever names them (DCAT-AP Feeds §1, embedded entities).
        if (activity.kind !== 'shared') yield* member(feed, address, activity);
      }
    },
  };
}

/** A node that another leads to, and the moments its changes lie between. */
interface Child {
  readonly number: number;
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
    number: (start - 1) / size + 1,
    address: addressOf((start - 1) / size + 1),
    from: times.get(start) ?? '',
    before: times.get(start + size) ?? null,
  }));
}

function node(
  feed: FeedName,
  { children, ...rest }: Omit<FeedNode, 'parts'> & { readonly children: readonly Child[] },
): FeedNode {
  return {
    ...rest,
    async *parts() {
      const here = namedNode(rest.address);
      const quads = [
        ...context(feed, rest.address),
        ...children.flatMap((child) => relations(here, child)),
      ];
      yield { graph: null, ntriples: toCanonicalNTriples(quads) };
    },
  };
}

/** What every node says of the feed (DCAT-AP Feeds §2: context information on each page). */
function context(name: FeedName, address: string): Quad[] {
  const feed = namedNode(`${nodeAddress(name)}#feed`);
  const view = namedNode(address);
  const policy = namedNode(`${nodeAddress(name)}#retention`);
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

function relations(here: NamedNode, { number, address, from, before }: Child): Quad[] {
  const bound = (type: NamedNode, value: string): Quad[] => {
    const relation = namedNode(
      `${here.value}#${type === tree.LessThanRelation ? 'before' : 'from'}-${number}`,
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
  name: FeedName,
  page: string,
  { serial, type, iri, published, graph, ntriples }: Activity,
): Generator<QuadsPart> {
  const activity = namedNode(`${page}#${serial}`);
  const feed = namedNode(`${nodeAddress(name)}#feed`);
  yield {
    graph: null,
    ntriples: toCanonicalNTriples([
      quad(feed, tree.member, activity),
      quad(activity, rdf.type, types[type]),
      quad(activity, as.object, namedNode(iri)),
      quad(activity, as.published, literal(published, xsd.dateTime)),
    ]),
  };
  if (ntriples === '') return;
  const stated = render(name.target, { graph, ntriples });
  yield { graph: activity.value, ntriples: stated.ntriples };
}
