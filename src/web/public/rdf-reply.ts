import type { FastifyReply, FastifyRequest } from 'fastify';
import { formats, type RdfFormat } from '../../publish/formats.ts';
import type { Target } from '../../publish/profiles/index.ts';
import { type ResourceFormat, resourceFormats } from '../../publish/resource-formats.ts';
import { HttpProblem } from '../problem.ts';
import { negotiateType } from './negotiate.ts';
import { chooseProfile, type RepresentationQuery } from './profile-choice.ts';

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
  return formatAmong(formats, preferred, request.headers.accept);
}

function formatAmong<Format extends { readonly mediaType: string }>(
  known: readonly Format[],
  preferred: 'html' | 'rdf' | 'rdf only',
  accept: string | undefined,
): Format | 'html' {
  const types = known.map(({ mediaType }) => mediaType);
  const offers = [
    ...(preferred === 'html' ? ['text/html'] : []),
    ...types,
    ...(preferred === 'rdf' ? ['text/html'] : []),
  ];
  const type = negotiateType(accept, offers);
  if (type === 'text/html') return 'html';
  const format = known.find(({ mediaType }) => mediaType === type);
  if (format) return format;
  throw new HttpProblem('NOT_ACCEPTABLE', `Available are: ${offers.join(', ')}.`, {
    available: offers,
  });
}

/** A format and a profile that a resource is stated in. */
export interface Representation {
  readonly format: ResourceFormat;
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
  const accept = request.query._mediatype ?? request.headers.accept;
  const format = formatAmong(resourceFormats, isAsked ? 'rdf only' : preferred, accept);
  return format === 'html' ? 'html' : { format, target };
}

/** Chooses the profile where the address names the format. Throws NOT_ACCEPTABLE. */
export function representationIn(
  format: ResourceFormat,
  request: Negotiated,
  reply: FastifyReply,
): Representation | 'list' {
  reply.header('vary', 'Accept-Profile');
  const profile = chooseProfile(request.headers, request.query);
  return profile === 'list' ? 'list' : { format, target: profile.target };
}

/** What the last part of a path and the headers ask for: a suffix goes before Accept. Throws NOT_ACCEPTABLE. */
export function chooseByAddress(part: string, request: Negotiated, reply: FastifyReply) {
  const format = resourceFormats.find(({ suffix }) => part.endsWith(`.${suffix}`));
  const suffix = format ? `.${format.suffix}` : '';
  const chosen = format
    ? representationIn(format, request, reply)
    : chooseRepresentation(request, reply, 'html');
  return { name: part.slice(0, part.length - suffix.length), suffix, chosen };
}
