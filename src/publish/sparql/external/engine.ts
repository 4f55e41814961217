import type { SparqlEngine, SparqlLimits, SparqlQuery, SparqlResult } from '../contract.ts';
import { SparqlError } from '../problem.ts';
import { writeGraph, writeTable } from './answer.ts';
import { type StoreAnswer, StoreFailure } from './client.ts';
import { openGate } from './gate.ts';
import { type Position, readPosition } from './position.ts';
import { outlineForStore } from './refuse.ts';
import type { ExternalStore } from './store.ts';

export interface StoreEngineOptions extends SparqlLimits {
  readonly store: ExternalStore;
  readonly baseUrl: string;
}

const json = 'application/sparql-results+json';
const ntriples = 'application/n-triples';
/** Queries at the store at the same time. */
const places = 8;
const maxWaiting = { ofClient: 64, ofAll: 1024 };
/** Times a query is asked when the store moves on meanwhile. */
const attempts = 2;
const unsafe = /[<>"{}|^`\\\s]/;

/**
 * Answers queries from an external SPARQL 1.1 store. Results are read from the store in one format
 * and written here, so that they are the same whatever store it is.
 */
export function createStoreEngine(options: StoreEngineOptions): SparqlEngine {
  const { store, baseUrl, timeoutMs, maxRows, maxBytes } = options;
  const limits = { timeoutMs, maxRows, maxBytes };
  const gate = openGate(places, maxWaiting);
  const closing = new AbortController();

  async function currentPosition(): Promise<Position> {
    const position = await readPosition(store, baseUrl);
    if (position && position.serial >= position.wholeFrom) return position;
    const reason = 'The SPARQL store is being filled. Try again in a few minutes.';
    throw new SparqlError('SPARQL_UNAVAILABLE', reason);
  }

  async function ask(query: SparqlQuery, isGraph: boolean, signal: AbortSignal) {
    for (let attempt = 1; ; attempt += 1) {
      const { serial } = await currentPosition();
      const answer = await store.query(withBase(query.query, baseUrl), {
        accept: isGraph ? ntriples : json,
        defaultGraphs: query.defaultGraphs ?? [],
        namedGraphs: query.namedGraphs ?? [],
        timeoutMs,
        maxBytes,
        signal,
      });
      refuseParts(answer);
      if (attempt === attempts || (await currentPosition()).serial === serial)
        return { serial, text: answer.text };
    }
  }

  async function answer(query: SparqlQuery, isGraph: boolean, signal: AbortSignal) {
    const { mediaType, client = '' } = query;
    const { serial, text } = await gate.pass(client, () => ask(query, isGraph, signal), signal);
    // Rows are counted here: with a LIMIT put into it, Virtuoso refuses a query with ORDER BY.
    const written = isGraph ? await writeGraph(text, mediaType) : writeTable(text, mediaType);
    const body = Buffer.from(written.body);
    if (written.rows > maxRows || body.length > maxBytes) throw tooLarge(limits);
    return { body, mediaType, serial };
  }

  /** Does work with the store whose every failure is a SparqlError or that of the client's signal. */
  async function explained<T>(work: () => Promise<T>): Promise<T> {
    try {
      return await work();
    } catch (error) {
      if (closing.signal.aborted)
        throw new SparqlError('SPARQL_BUSY', 'The endpoint is being stopped.');
      throw error instanceof StoreFailure ? explain(error, limits) : error;
    }
  }

  return {
    limits,
    async query(query): Promise<SparqlResult> {
      const { form } = outlineForStore(query.query);
      for (const graph of [...(query.defaultGraphs ?? []), ...(query.namedGraphs ?? [])])
        checkIri(graph);
      const gone = query.signal ? [query.signal] : [];
      const signal = AbortSignal.any([...gone, closing.signal]);
      const isGraph = form === 'construct' || form === 'describe';
      return explained(() => answer(query, isGraph, signal));
    },

    serial: () => explained(async () => (await currentPosition()).serial),

    // The store is filled by the follower, which waits for nobody to ask.
    warm: async () => {},

    async close() {
      closing.abort();
    },
  };
}

function checkIri(iri: string): void {
  if (unsafe.test(iri) || !URL.canParse(iri))
    throw new SparqlError('SPARQL_MALFORMED', `${iri.slice(0, 100)} is no absolute IRI.`);
}

/** Relative IRIs are relative to the catalogue, as with the embedded engine. */
function withBase(query: string, baseUrl: string): string {
  return /\bbase\b/i.test(query) ? query : `BASE <${baseUrl}/>\n${query}`;
}

/** Virtuoso says in headers that it left out rows, or gave up in the middle. */
function refuseParts({ headers }: StoreAnswer): void {
  const rows = headers.get('x-sparql-maxrows');
  if (rows !== null) {
    const reason = `The result has more rows than the ${rows} that the store gives. Add a LIMIT, or take a dump.`;
    throw new SparqlError('SPARQL_TOO_LARGE', reason);
  }
  if (headers.has('x-sql-state'))
    throw new SparqlError('SPARQL_TIMEOUT', 'The store gave up before the result was whole.');
}

function tooLarge({ maxRows, maxBytes }: SparqlLimits, cause?: ErrorOptions): SparqlError {
  const reason = `The result has more than ${maxRows} rows or triples, or more than ${maxBytes} bytes. Add a LIMIT, or take a dump.`;
  return new SparqlError('SPARQL_TOO_LARGE', reason, { ...cause, members: { maxRows, maxBytes } });
}

function explain(failure: StoreFailure, limits: SparqlLimits): SparqlError {
  const cause = { cause: failure };
  const { timeoutMs } = limits;
  switch (failure.kind) {
    case 'late': {
      const reason = `The query took longer than ${timeoutMs / 1000} seconds and was ended.`;
      return new SparqlError('SPARQL_TIMEOUT', reason, { ...cause, members: { timeoutMs } });
    }
    case 'too-large':
      return tooLarge(limits, cause);
    case 'refused':
      return failure.status === 400
        ? new SparqlError('SPARQL_MALFORMED', failure.message, cause)
        : new SparqlError('SPARQL_UNAVAILABLE', 'The SPARQL store failed on this query.', cause);
    case 'unreachable':
      return new SparqlError('SPARQL_UNAVAILABLE', 'The SPARQL store cannot be reached.', cause);
  }
}
