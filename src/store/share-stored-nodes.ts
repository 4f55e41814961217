import { commitSharedNodes, lockCatalogue } from './changes.ts';
import type { Database, Queryable } from './queryable.ts';

/** Texts gone through in one transaction: saves wait as long. */
const textsAtOnce = 100;

/**
 * Publishes the nodes that stored texts share, where they were stored before such nodes had graphs of
 * their own; what is published then is what a harvest into an empty database would give. Goes
 * on where it was cut off, and does nothing once it is done. Returns how many graphs changed.
 */
export async function shareStoredNodes(
  database: Database,
  now: () => Date,
  signal: AbortSignal,
  batchSize = textsAtOnce,
): Promise<number> {
  let changed = 0;
  while (!signal.aborted) {
    const count = await database.transaction((tx) => shareBatch(tx, now(), batchSize));
    if (count === null) break;
    changed += count;
  }
  return changed;
}

async function shareBatch(tx: Queryable, at: Date, batchSize: number): Promise<number | null> {
  await lockCatalogue(tx);
  const [row] = await tx.query<{ after: string | null }>(
    'select nodes_shared_to as after from catalogue',
  );
  const after = row?.after ?? null;
  if (after === null) return null;
  // What is stored before this place meanwhile was shared when it was stored.
  const texts = await tx.query<{ iri: string; graph: string; ntriples: string }>(
    `select iri, graph, ntriples from entity
    where graph > $1 and kind <> 'shared'
    order by graph
    limit $2`,
    [after, batchSize],
  );
  const changed = await commitSharedNodes(tx, texts, at);
  const last = texts.length < batchSize ? undefined : texts.at(-1);
  await tx.query('update catalogue set nodes_shared_to = $1', [last?.graph ?? null]);
  return changed;
}
