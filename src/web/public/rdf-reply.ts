import type { FastifyReply, FastifyRequest } from 'fastify';
import {
  formatOf,
  formats,
  type GraphText,
  type RdfFormat,
  toDocument,
} from '../../publish/formats.ts';
import { render, storedTarget, type Target, targets } from '../../publish/profiles/index.ts';
import { HttpProblem } from '../problem.ts';
import { matchesTag, negotiateType } from './negotiate.ts';
import {
  chooseProfile,
  profileArgument,
  profileLinks,
  type RepresentationQuery,
  tokenLinks,
} from './profile-choice.ts';

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
  return formatAmong(offers, request.headers.accept);
}

function formatAmong(offers: readonly string[], accept: string | undefined): RdfFormat | 'html' {
  const type = negotiateType(accept, offers);
  if (type === 'text/html') return 'html';
  const format = type === null ? undefined : formatOf(type);
  if (format) return format;
  throw new HttpProblem('NOT_ACCEPTABLE', `Available are: ${offers.join(', ')}.`, {
    available: offers,
  });
}

/** A format and a profile that a resource is stated in. */
export interface Representation {
  readonly format: RdfFormat;
  readonly target: Target;
}

type Negotiated = FastifyRequest<{ Querystring: RepresentationQuery }>;

/**
 * Chooses format and profile independently of one another (Content Negotiation by Profile §7.1); a
 * page for people follows no profile, so that whoever asks for one gets RDF. `list` asks for the
 * list of profiles. Throws NOT_ACCEPTABLE.
 */
export function chooseRepresentation(
  request: Negotiated,
  reply: FastifyReply,
  preferred: 'html' | 'rdf',
): Representation | 'list' | 'html' {
  reply.header('vary', 'Accept, Accept-Profile');
  const profile = chooseProfile(request.headers, request.query);
  if (profile === 'list') return 'list';
  const { target, isAsked } = profile;
  const offers = preferred === 'html' ? ['text/html', ...rdfTypes] : [...rdfTypes, 'text/html'];
  const accept = request.query._mediatype ?? request.headers.accept;
  const format = formatAmong(isAsked ? rdfTypes : offers, accept);
  return format === 'html' ? 'html' : { format, target };
}

/** Chooses the profile where the address names the format. Throws NOT_ACCEPTABLE. */
export function representationIn(
  format: RdfFormat,
  request: Negotiated,
  reply: FastifyReply,
): Representation | 'list' {
  reply.header('vary', 'Accept-Profile');
  const profile = chooseProfile(request.headers, request.query);
  return profile === 'list' ? 'list' : { format, target: profile.target };
}

interface Named {
  /** Address without suffix. */
  readonly address: string;
  /** Query argument that is part of the address. */
  readonly argument?: string;
}

/** What to send as RDF. */
export interface RdfResource extends Named {
  readonly serial: number;
  /** As stored; stated in the profile of the answer when it is sent. */
  readonly graphs: readonly GraphText[];
  /** What is said about the document itself, the same in every profile. */
  readonly controls?: GraphText;
  /** Further values of the Link header. */
  readonly links?: readonly string[];
}

/** Sends a resource in a format and a profile, with its entity tag and links, or 304 when the client has it. */
export async function sendRdf(
  request: FastifyRequest,
  reply: FastifyReply,
  chosen: Representation | 'list',
  resource: RdfResource,
): Promise<FastifyReply> {
  if (chosen === 'list') return sendProfileList(reply, resource);
  const { format, target } = chosen;
  const tag = `"${resource.serial}-${target.id}-${format.suffix}"`;
  const links = [...representationLinks(resource, format, target), ...profileLinks(target)];
  reply
    .header('etag', tag)
    .header('cache-control', 'public, no-cache')
    .header('x-catalogue-serial', String(resource.serial))
    .header('content-profile', `<${target.iri}>`)
    .header('link', [...links, ...(resource.links ?? [])].join(', '));
  if (matchesTag(request.headers['if-none-match'], tag)) return reply.code(304).send();
  const graphs = resource.graphs.map((graph) => render(target, graph));
  const document = await toDocument(format, [
    ...graphs,
    ...(resource.controls ? [resource.controls] : []),
  ]);
  return reply.type(`${format.mediaType}; charset=utf-8`).send(document);
}

/** Address of one representation. */
function addressOf({ address, argument }: Named, suffix: string, target: Target): string {
  const query = [argument ?? '', profileArgument(target)].filter((part) => part !== '').join('&');
  return address + suffix + (query === '' ? '' : `?${query}`);
}

/**
 * The default representation, the other formats of this profile and the other profiles in this
 * format; `_profile=all` lists every pair, which would be too long for the headers of each answer.
 */
function representationLinks(resource: RdfResource, own: RdfFormat, target: Target): string[] {
  const pairs = [
    ...formats.filter((format) => format !== own).map((format) => ({ format, target })),
    ...targets.filter((each) => each !== target).map((each) => ({ format: own, target: each })),
  ];
  return [
    `<${addressOf(resource, '', storedTarget)}>; rel="canonical"; formats="${storedTarget.iri}"`,
    ...pairs.map(({ format: { suffix, mediaType }, target: each }) => {
      const address = addressOf(resource, `.${suffix}`, each);
      return `<${address}>; rel="alternate"; type="${mediaType}"; formats="${each.iri}"`;
    }),
  ];
}

/** Lists all representations of a resource as a set of links (RFC 9264 §4.2). */
export function sendProfileList(reply: FastifyReply, resource: Named): FastifyReply {
  const alternate = targets.flatMap((target) =>
    formats.map(({ suffix, mediaType }) => ({
      href: addressOf(resource, `.${suffix}`, target),
      type: mediaType,
      formats: [target.iri],
      token: [target.id],
    })),
  );
  const anchor = addressOf(resource, '', storedTarget);
  return reply
    .header('cache-control', 'public, no-cache')
    .header('link', tokenLinks.join(', '))
    .type('application/linkset+json')
    .send(JSON.stringify({ linkset: [{ anchor, alternate }] }));
}
