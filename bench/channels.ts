import { createHash } from 'node:crypto';
import fastify from 'fastify';
import type { Context } from '../src/context.ts';
import type { PublishedDataset } from '../src/model/published.ts';
import { activitiesPerPage } from '../src/publish/feeds/ldes.ts';
import type { SparqlEngine } from '../src/publish/sparql/contract.ts';
import { commitChanges, lockCatalogue } from '../src/store/changes.ts';

/** Milliseconds until a channel shows a change. */
export type Visible = Readonly<Record<'SPARQL' | 'document' | 'feed' | 'dumps', number>>;

/** Changes one dataset and waits until each channel shows it, in milliseconds after the commit. */
export async function measureVisible(
  { database }: Context,
  engine: SparqlEngine,
  origin: string,
  sample: PublishedDataset | undefined,
): Promise<Visible> {
  if (!sample) throw new Error('nothing was harvested');
  const { iri, graph, kind, id: recordId, summary, report, quality, notes } = sample;
  const mark = `changed ${Date.now()}`;
  const line = `<${iri}> <http://purl.org/dc/terms/alternative> "${mark}"@en .`;
  const ntriples = `${[...sample.ntriples.trimEnd().split('\n'), line].sort().join('\n')}\n`;
  const contentHash = createHash('sha256').update(ntriples).digest('hex');
  const dataset = { recordId, summary, report, quality, notes };
  const [serial = 0] = await database.transaction(async (tx) => {
    await lockCatalogue(tx);
    const change = { type: 'update', kind, iri, graph, ntriples, contentHash, dataset } as const;
    return commitChanges(tx, [change], new Date());
  });
  const start = performance.now();
  const until = async (isThere: () => Promise<boolean>) => {
    while (!(await isThere())) await new Promise((resolve) => setTimeout(resolve, 5));
    return performance.now() - start;
  };
  const shows = async (path: string, accept: string) => {
    const response = await fetch(`${origin}${path}`, { headers: { accept } });
    return (await response.text()).includes(mark);
  };
  const [SPARQL, document, feed, dumps] = await Promise.all([
    until(async () => {
      const { body } = await engine.query({
        query: `SELECT ?o { <${iri}> <http://purl.org/dc/terms/alternative> ?o }`,
        mediaType: 'text/csv',
      });
      return body.includes(mark);
    }),
    until(() => shows(new URL(graph).pathname, 'application/n-triples')),
    until(() =>
      shows(`/feeds/ldes/pages/${Math.ceil(serial / activitiesPerPage)}`, 'application/trig'),
    ),
    // All formats are of one serial; whether they hold its triples is for the tests to say.
    until(async () => {
      const { headers } = await fetch(`${origin}/dumps/catalog.rdf.gz`, { method: 'HEAD' });
      return Number(headers.get('x-catalogue-serial')) >= serial;
    }),
  ]);
  return { SPARQL, document, feed, dumps };
}

/** A Fastify that does nothing but send the bytes of the documents at these paths. */
export async function measureBare(
  from: string,
  paths: readonly string[],
  ask: (origin: string) => Promise<number>,
): Promise<number> {
  const app = fastify();
  for (const path of paths) {
    const response = await fetch(from + path, { headers: { 'accept-encoding': 'identity' } });
    const bytes = Buffer.from(await response.arrayBuffer());
    app.get(path, (_request, reply) => reply.type('text/turtle; charset=utf-8').send(bytes));
  }
  const origin = await app.listen({ host: '127.0.0.1', port: 0 });
  try {
    return await ask(origin);
  } finally {
    await app.close();
  }
}
