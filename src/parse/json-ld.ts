import type { NamedNode, Quad, Quad_Graph, Quad_Object, Quad_Subject } from '@rdfjs/types';
import jsonld from 'jsonld';
import { HarvestError } from '../model/problem.ts';
import { blankNode, defaultGraph, literal, namedNode, quad } from '../rdf/vocabularies.ts';
import { type Contexts, wellKnownContexts } from './contexts.ts';
import { excerpt, type RdfParse, refuseTooMany, type StatementFailure, sift } from './failure.ts';
import { parseJson } from './json.ts';

/** A JSON-LD text above this many characters takes gigabytes to expand. */
const longest = 100_000_000;

export type { Contexts } from './contexts.ts';

interface RawTerm {
  readonly termType: string;
  readonly value: string;
  readonly language?: string;
  readonly datatype?: { readonly value: string };
}

interface RawQuad {
  readonly subject: RawTerm;
  readonly predicate: RawTerm;
  readonly object: RawTerm;
  readonly graph: RawTerm;
}

/** What the JSON-LD processor tells of while it drops something. */
interface Warning {
  readonly event: { readonly code: string; readonly details?: Readonly<Record<string, unknown>> };
}

/**
 * Parses JSON-LD. Nodes and values that the processor drops because of a relative or illegal IRI
 * become failures. Contexts come from `contexts` only, the well-known ones if absent: throws
 * PARSE_UNSAFE for any other, or when it is too deep or large; PARSE_NOT_RDF for plain JSON,
 * PARSE_SYNTAX or PARSE_TRUNCATED for broken one.
 */
export async function parseJsonLd(
  text: string,
  options: { readonly baseIri: string; readonly contexts?: Contexts },
): Promise<RdfParse> {
  const { baseIri, contexts = wellKnownContexts } = options;
  if (text.length > longest) {
    throw new HarvestError('PARSE_UNSAFE', `${baseIri}: the JSON-LD is too large to be expanded`);
  }
  const value = parseJson(text);
  const dropped: StatementFailure[] = [];
  const raw = await expand(value, contexts, baseIri, dropped);
  if (raw.length === 0 && dropped.length === 0 && !text.includes('"@')) {
    const message = `${baseIri} gave JSON without any JSON-LD context`;
    throw new HarvestError('PARSE_NOT_RDF', message);
  }
  const { quads, failures } = sift(toQuads(raw));
  return { quads, failures: [...dropped, ...failures] };
}

async function expand(
  value: unknown,
  contexts: Contexts,
  baseIri: string,
  dropped: StatementFailure[],
): Promise<readonly RawQuad[]> {
  // The processor wraps what the loader throws, so the refusal is kept here.
  let refusal: HarvestError | null = null;
  const settings = {
    base: baseIri,
    documentLoader: async (url: string) => {
      const document = contexts.get(url);
      if (document) return { documentUrl: url, document };
      refusal = new HarvestError(
        'PARSE_UNSAFE',
        `${baseIri} needs the context ${excerpt(url)}, which is not fetched: ask the holder to put it into the document, or for Turtle`,
      );
      throw refusal;
    },
    eventHandler: ({ event, next }: Warning & { next: () => void }) => {
      const failure = failureOf({ event }, baseIri);
      if (failure) {
        refuseTooMany(dropped);
        dropped.push(failure);
      }
      next();
    },
  };
  try {
    // Without a format, toRDF gives plain quads; its types know neither that nor the event handler.
    return (await jsonld.toRDF(value as object, settings as object)) as readonly RawQuad[];
  } catch (cause) {
    const message = cause instanceof Error ? cause.message : String(cause);
    throw refusal ?? new HarvestError('PARSE_SYNTAX', `${baseIri}: ${excerpt(message)}`, { cause });
  }
}

/** Which detail of a warning holds what could not be made an IRI. */
const illegalDetail: Readonly<Record<string, string>> = {
  'relative graph reference': 'graph',
  'relative subject reference': 'subject',
  'relative predicate reference': 'predicate',
  'relative object reference': 'object',
};

function failureOf({ event }: Warning, baseIri: string): StatementFailure | null {
  const detail = illegalDetail[event.code];
  if (detail === undefined) return null;
  const value = excerpt(String(event.details?.[detail]));
  const message = `${baseIri}: "${value}" is not a legal IRI, what it names was dropped`;
  return { subject: null, line: null, error: new HarvestError('PARSE_IRI', message), mentions: [] };
}

function* toQuads(raw: readonly RawQuad[]): Generator<Quad> {
  // The processor numbers blank nodes from 0 in each document; a prefix keeps documents apart.
  const prefix = `${blankNode().value}_`;
  const resource = ({ termType, value }: RawTerm) =>
    termType === 'BlankNode' ? blankNode(prefix + value.replace(/^_:/, '')) : namedNode(value);
  for (const { subject, predicate, object, graph } of raw) {
    const from: Quad_Subject = resource(subject);
    const by: NamedNode = namedNode(predicate.value);
    const to: Quad_Object = object.termType === 'Literal' ? toLiteral(object) : resource(object);
    const within: Quad_Graph = graph.termType === 'DefaultGraph' ? defaultGraph() : resource(graph);
    yield quad(from, by, to, within);
  }
}

function toLiteral({ value, language, datatype }: RawTerm) {
  if (language) return literal(value, language);
  return datatype ? literal(value, namedNode(datatype.value)) : literal(value);
}
