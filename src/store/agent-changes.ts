import { createHash } from 'node:crypto';
import type { AgentDescription } from '../model/record.ts';
import { agentDocument } from '../rdf/mint.ts';
import { mergeAgent } from './agents.ts';
import type { Change } from './changes.ts';
import { toJson } from './json.ts';
import { isIndexable } from './key-length.ts';
import type { Queryable } from './queryable.ts';

/** Descriptions of one agent that are merged: more differ only by a source that misbehaves. */
const maxDescriptions = 100;

/** Changes of agents: the first come before those of the datasets, the last after them. */
export interface AgentChanges {
  readonly upserts: readonly Change[];
  readonly deletes: readonly Change[];
}

/**
 * Replaces what records say of agents (an empty list: nothing any more) and returns the changes of
 * the agents concerned. Needs the lock of the catalogue.
 */
export async function replaceAgents(
  tx: Queryable,
  baseUrl: string,
  records: readonly { readonly id: string; readonly agents: readonly AgentDescription[] }[],
): Promise<AgentChanges> {
  if (records.length === 0) return { upserts: [], deletes: [] };
  const changed = await replaceDescriptions(tx, records);
  if (changed.length === 0) return { upserts: [], deletes: [] };
  const descriptions = await readDescriptions(tx, changed);
  const published = await readPublished(tx, baseUrl, changed);
  return decide(baseUrl, changed, descriptions, published);
}

interface ReferenceRow {
  readonly record_id: string;
  readonly agent_iri: string;
  readonly hash: string;
  readonly ntriples: string;
}

/** Returns the IRIs of agents whose set of distinct descriptions is another than before. */
async function replaceDescriptions(
  tx: Queryable,
  records: readonly { readonly id: string; readonly agents: readonly AgentDescription[] }[],
): Promise<readonly string[]> {
  const ids = records.map(({ id }) => id);
  const references = records.flatMap(({ id, agents }) =>
    agents
      .filter(({ iri }) => isIndexable(iri))
      .map(({ iri, ntriples }) => ({
        record_id: id,
        agent_iri: iri,
        hash: createHash('sha256').update(ntriples).digest('hex'),
        ntriples,
      })),
  );
  const before = await tx.query<{ agent_iri: string; hash: string }>(
    'delete from agent_reference where record_id = any($1::uuid[]) returning agent_iri, hash',
    [ids],
  );
  const added = await insertReferences(tx, references);
  const orphans = await tx.query<{ agent_iri: string }>(
    `delete from agent_description d
    using json_to_recordset($1::json) as b(agent_iri text, hash text)
    where d.agent_iri = b.agent_iri and d.hash = b.hash
      and not exists (
        select from agent_reference r where r.agent_iri = d.agent_iri and r.hash = d.hash
      )
    returning d.agent_iri`,
    [toJson(before)],
  );
  return [...new Set([...added, ...orphans].map((row) => row.agent_iri))].sort();
}

async function insertReferences(
  tx: Queryable,
  references: readonly ReferenceRow[],
): Promise<readonly { agent_iri: string }[]> {
  if (references.length === 0) return [];
  const rows = toJson(references);
  const added = await tx.query<{ agent_iri: string }>(
    `insert into agent_description (agent_iri, hash, ntriples)
    select distinct on (agent_iri, hash) agent_iri, hash, ntriples
    from json_to_recordset($1::json) as r(agent_iri text, hash text, ntriples text)
    on conflict do nothing
    returning agent_iri`,
    [rows],
  );
  await tx.query(
    `insert into agent_reference (record_id, agent_iri, hash)
    select record_id, agent_iri, hash
    from json_to_recordset($1::json) as r(record_id uuid, agent_iri text, hash text)
    on conflict do nothing`,
    [rows],
  );
  return added;
}

async function readDescriptions(
  tx: Queryable,
  iris: readonly string[],
): Promise<ReadonlyMap<string, readonly string[]>> {
  const rows = await tx.query<{ agent_iri: string; ntriples: string }>(
    `select agent_iri, ntriples
    from (
      select agent_iri, hash, ntriples,
        row_number() over (partition by agent_iri order by hash) as position
      from agent_description
      where agent_iri = any($1::text[])
    ) d
    where position <= $2
    order by agent_iri, hash`,
    [iris, maxDescriptions],
  );
  const byAgent = new Map<string, string[]>();
  for (const { agent_iri: iri, ntriples } of rows) {
    const texts = byAgent.get(iri);
    if (texts === undefined) byAgent.set(iri, [ntriples]);
    else texts.push(ntriples);
  }
  return byAgent;
}

interface PublishedRow {
  readonly iri: string;
  readonly kind: string;
  readonly graph: string;
  readonly content_hash: string;
}

function readPublished(
  tx: Queryable,
  baseUrl: string,
  iris: readonly string[],
): Promise<readonly PublishedRow[]> {
  return tx.query<PublishedRow>(
    `select iri, kind, graph, content_hash
    from entity
    where iri = any($1::text[]) or graph = any($2::text[])`,
    [iris, iris.map((iri) => agentDocument(baseUrl, iri))],
  );
}

function decide(
  baseUrl: string,
  iris: readonly string[],
  descriptions: ReadonlyMap<string, readonly string[]>,
  published: readonly PublishedRow[],
): AgentChanges {
  const byIri = new Map(published.map((row) => [row.iri, row]));
  const ownerOfGraph = new Map(published.map((row) => [row.graph, row.iri]));
  const changes = iris.flatMap((iri) => {
    const graph = agentDocument(baseUrl, iri);
    const current = byIri.get(iri);
    // A dataset of that IRI, or an agent that already has the address, is not taken over.
    if (current !== undefined && current.kind !== 'agent') return [];
    if ((ownerOfGraph.get(graph) ?? iri) !== iri) return [];
    ownerOfGraph.set(graph, iri);
    const ntriples = mergeAgent(descriptions.get(iri) ?? []);
    return changeOf(iri, graph, ntriples, current?.content_hash ?? null) ?? [];
  });
  return {
    upserts: changes.filter(({ type }) => type !== 'delete'),
    deletes: changes.filter(({ type }) => type === 'delete'),
  };
}

function changeOf(
  iri: string,
  graph: string,
  ntriples: string,
  publishedHash: string | null,
): Change | null {
  const address = { kind: 'agent', iri, graph } as const;
  if (ntriples === '') return publishedHash === null ? null : { type: 'delete', ...address };
  const contentHash = createHash('sha256').update(ntriples).digest('hex');
  if (contentHash === publishedHash) return null;
  const type = publishedHash === null ? 'create' : 'update';
  return { type, ...address, ntriples, contentHash };
}
