import type { FastifyReply, FastifyRequest } from 'fastify';
import {
  formatOf,
  formats,
  type GraphText,
  type RdfFormat,
  toDocument,
} from '../../publish/formats.ts';
import { HttpProblem } from '../problem.ts';
import { matchesTag, negotiateType } from './negotiate.ts';

const rdfTypes = formats.map(({ mediaType }) => mediaType);

/** An address with its format: `/datasets/1.ttl` is the resource `1` in Turtle. */
export interface Addressed {
  readonly name: string;
  readonly format: RdfFormat | undefined;
}

/** Splits a known format suffix off the last part of a path. */
export function splitSuffix(part: string): Addressed {
  const dot = part.lastIndexOf('.');
  const suffix = part.slice(dot + 1);
  const format = dot > 0 ? formats.find((known) => known.suffix === suffix) : undefined;
  return format ? { name: part.slice(0, dot), format } : { name: part, format: undefined };
}

/**
 * Chooses between HTML and the RDF formats by Accept, and says so in Vary. Throws NOT_ACCEPTABLE
 * when neither fits.
 */
export function chooseFormat(
  request: FastifyRequest,
  reply: FastifyReply,
  preferred: 'html' | 'rdf',
): RdfFormat | 'html' {
  reply.header('vary', 'Accept');
  const offers = preferred === 'html' ? ['text/html', ...rdfTypes] : [...rdfTypes, 'text/html'];
  const type = negotiateType(request.headers.accept, offers);
  if (type === 'text/html') return 'html';
  const format = type === null ? undefined : formatOf(type);
  if (format) return format;
  throw new HttpProblem('NOT_ACCEPTABLE', `Available are: ${offers.join(', ')}.`, {
    available: offers,
  });
}

/** What to send as RDF. */
export interface RdfResource {
  /** Address without suffix. */
  readonly address: string;
  readonly serial: number;
  readonly graphs: readonly GraphText[];
  /** Further values of the Link header. */
  readonly links?: readonly string[];
  /** What comes after the suffix in addresses of other formats. */
  readonly query?: string;
}

/** IRI of the profile that published descriptions follow, for the Link header (RFC 6906). */
const profile = 'https://data.health.europa.eu/healthdcat-ap/releases/release-8/';

/** Sends a resource in a format, with its entity tag and links, or 304 when the client has it. */
export async function sendRdf(
  request: FastifyRequest,
  reply: FastifyReply,
  format: RdfFormat,
  resource: RdfResource,
): Promise<FastifyReply> {
  const tag = `"${resource.serial}-${format.suffix}"`;
  reply
    .header('etag', tag)
    .header('cache-control', 'public, no-cache')
    .header('x-catalogue-serial', String(resource.serial))
    .header('link', [...formatLinks(resource, format), ...(resource.links ?? [])].join(', '));
  if (matchesTag(request.headers['if-none-match'], tag)) return reply.code(304).send();
  const document = await toDocument(format, resource.graphs);
  return reply.type(`${format.mediaType}; charset=utf-8`).send(document);
}

function formatLinks({ address, query = '' }: RdfResource, own: RdfFormat): string[] {
  const alternates = formats
    .filter((format) => format !== own)
    .map(
      ({ suffix, mediaType }) =>
        `<${address}.${suffix}${query}>; rel="alternate"; type="${mediaType}"`,
    );
  return [`<${address}${query}>; rel="canonical"`, `<${profile}>; rel="profile"`, ...alternates];
}
