import { createHash } from 'node:crypto';
import { baseOf, sharedDocument } from '../rdf/mint.ts';
import { placeTriples } from '../rdf/placement.ts';
import { toJson, toText } from './json.ts';
import type { Queryable } from './queryable.ts';

/** A text that is published anew; without triples it is published no more. */
interface ChangedText {
  readonly iri: string;
  readonly graph: string;
  readonly ntriples?: string;
}

/** Lines kept of one node: only sources that misbehave say more. */
const maxLines = 1000;

/**
 * Replaces what changed texts say of the nodes they share, and returns the changes of the graphs of
 * these nodes: a node is published while a text describes it. Needs the lock of the catalogue.
 */
export async function shareNodes(
  tx: Queryable,
  changes: readonly ChangedText[],
): Promise<readonly NodeChange[]> {
  const [any] = changes;
  if (any === undefined) return [];
  const baseUrl = baseOf(any.graph);
  // The last change of a graph decides: a dataset that moves to another IRI is deleted before.
  const last = new Map(changes.map((change) => [change.graph, change]));
  const nodes = await replaceLines(tx, [...last.keys()], [...last.values()].flatMap(linesOf));
  if (nodes.length === 0) return [];
  const texts = await readTexts(tx, nodes);
  const graphs = nodes.map((node) => sharedDocument(baseUrl, node));
  const published = await tx.query<{ graph: string; content_hash: string }>(
    'select graph, content_hash from entity where graph = any($1::text[])',
    [graphs],
  );
  const hashes = new Map(published.map((row) => [row.graph, row.content_hash]));
  return nodes.flatMap((node, index) => {
    const graph = graphs[index] ?? '';
    return changeOf(graph, texts.get(node) ?? '', hashes.get(graph)) ?? [];
  });
}

interface Line {
  readonly graph: string;
  readonly node: string;
  readonly hash: string;
  readonly line: string;
}

function linesOf({ iri, graph, ntriples = '' }: ChangedText): readonly Line[] {
  return [...placeTriples({ iri, graph, ntriples }).shared].flatMap(([node, lines]) =>
    lines.map((line) => ({ graph, node: toText(node), hash: digest(line), line })),
  );
}

/** Returns the nodes of which other lines stand than before. */
async function replaceLines(
  tx: Queryable,
  graphs: readonly string[],
  lines: readonly Line[],
): Promise<readonly string[]> {
  const before = await tx.query<{ node: string; hash: string }>(
    'delete from shared_reference where graph = any($1::text[]) returning node, hash',
    [graphs],
  );
  const rows = toJson(lines);
  const added = await tx.query<{ node: string }>(
    `insert into shared_line (node, hash, line)
    select distinct on (node, hash) node, hash, line
    from json_to_recordset($1::json) as l(node text, hash text, line text)
    on conflict do nothing
    returning node`,
    [rows],
  );
  await tx.query(
    `insert into shared_reference (graph, node, hash)
    select graph, node, hash
    from json_to_recordset($1::json) as l(graph text, node text, hash text)
    on conflict do nothing`,
    [rows],
  );
  const orphans = await tx.query<{ node: string }>(
    `delete from shared_line l
    using (select distinct node, hash
      from json_to_recordset($1::json) as b(node text, hash text)) as b
    where l.node = b.node and l.hash = b.hash
      and not exists (
        select from shared_reference r where r.node = l.node and r.hash = l.hash
      )
    returning l.node`,
    [toJson(before)],
  );
  return [...new Set([...added, ...orphans].map(({ node }) => node))].sort();
}

async function readTexts(
  tx: Queryable,
  nodes: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  const rows = await tx.query<{ node: string; text: string }>(
    `select node, string_agg(line || E'\\n', '' order by line collate "C") as text
    from (
      select node, line, row_number() over (partition by node order by hash) as position
      from shared_line
      where node = any($1::text[])
    ) l
    where position <= $2
    group by node`,
    [nodes, maxLines],
  );
  return new Map(rows.map(({ node, text }) => [node, text]));
}

type NodeChange = NonNullable<ReturnType<typeof changeOf>>;

function changeOf(graph: string, ntriples: string, publishedHash: string | undefined) {
  const address = { kind: 'shared', iri: graph, graph } as const;
  if (ntriples === '') {
    return publishedHash === undefined ? null : ({ type: 'delete', ...address } as const);
  }
  const contentHash = digest(ntriples);
  if (contentHash === publishedHash) return null;
  const type = publishedHash === undefined ? 'create' : 'update';
  return { type, ...address, ntriples, contentHash } as const;
}

function digest(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
