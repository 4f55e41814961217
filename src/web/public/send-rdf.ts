import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Answer } from '../../publish/document-cache.ts';
import type { GraphText } from '../../publish/formats.ts';
import { render, storedTarget, type Target, targets } from '../../publish/profiles/index.ts';
import { type ResourceFormat, resourceFormats } from '../../publish/resource-formats.ts';
import { secureData } from '../plugins/security.ts';
import { isNotModified } from './conditional.ts';
import { type Encoding, negotiateEncoding } from './negotiate.ts';
import { profileArgument, profileLinks, tokenLinks } from './profile-choice.ts';
import type { Representation } from './rdf-reply.ts';

interface Named {
  /** Address without suffix. */
  readonly address: string;
  /** Query argument that is part of the address. */
  readonly argument?: string;
}

/** What to send as RDF. */
export interface RdfResource extends Named {
  /** Public base of all addresses. */
  readonly baseUrl: string;
  /** IRI of what the document is about. */
  readonly subject: string;
  readonly serial: number;
  /** When it was changed last, where that is known. */
  readonly modified?: Date | undefined;
  /** As stored; stated in the profile of the answer when it is sent. */
  readonly graphs: readonly GraphText[];
  /** What is said about the document itself, the same in every profile. */
  readonly controls?: GraphText;
  /** Further values of the Link header. */
  readonly links?: readonly string[];
  /** Whether this is all that is left of it: status 410. */
  readonly isGone?: boolean;
  /** Takes the finished answer, to give it again. */
  readonly keep?: ((answer: Answer) => void) | undefined;
}

/**
 * Sends a resource in a format and a profile, with its entity tag and links, or 304 when the client has
 * it. The tag names the content coding too, since the bytes differ (RFC 9110 §8.8.3.3).
 */
export async function sendRdf(
  request: FastifyRequest,
  reply: FastifyReply,
  chosen: Representation | 'list',
  resource: RdfResource,
): Promise<FastifyReply> {
  if (chosen === 'list') return sendProfileList(reply, resource);
  const { format, target } = chosen;
  const { serial, modified } = resource;
  const encoding = negotiateEncoding(request.headers['accept-encoding']);
  const coding = encoding === 'identity' ? '' : `-${encoding}`;
  const etag = `"${serial}-${target.id}-${format.suffix}${coding}"`;
  const shapes = `${resource.baseUrl}/profiles/${target.id}`;
  const links = [
    ...representationLinks(resource, format, target),
    `<${shapes}>; rel="describedby"`,
    ...profileLinks(target),
  ];
  secureData(reply);
  reply
    .header('vary', `${reply.getHeader('vary')}, Accept-Encoding`)
    .header('etag', etag)
    .header('cache-control', 'public, no-cache')
    .header('x-catalogue-serial', String(serial))
    .header('content-profile', `<${target.iri}>`)
    .header('link', [...links, ...(resource.links ?? [])].join(', '));
  if (modified) reply.header('last-modified', modified.toUTCString());
  const isGone = resource.isGone === true;
  if (!isGone && isNotModified(request.headers, { etag, modified })) return reply.code(304).send();
  const graphs = resource.graphs.map((graph) => render(target, graph));
  const all = [...graphs, ...(resource.controls ? [resource.controls] : [])];
  const document = await format.write(all, resource.subject);
  const body = await encode(reply, document, encoding);
  reply.type(`${format.mediaType}; charset=utf-8`).header('content-length', String(body.length));
  resource.keep?.({ etag, modified, headers: headersOf(reply), body });
  return reply.code(isGone ? 410 : 200).send(body);
}

const brotli = promisify(brotliCompress);
const zip = promisify(gzip);
/** Shorter documents are not worth their compression. */
const leastToEncode = 1024;

async function encode(reply: FastifyReply, document: string, encoding: Encoding): Promise<Buffer> {
  const bytes = Buffer.from(document);
  if (encoding === 'identity' || bytes.length < leastToEncode) return bytes;
  reply.header('content-encoding', encoding);
  const params = { [constants.BROTLI_PARAM_QUALITY]: 6 };
  return encoding === 'br' ? brotli(bytes, { params }) : zip(bytes);
}

/** All headers that hooks and route have set, as `writeHead` takes them. */
function headersOf(reply: FastifyReply): readonly string[] {
  return Object.entries(reply.getHeaders()).flatMap(([name, value]) => [name, String(value)]);
}

/** Address of one representation. */
function addressOf({ address, argument }: Named, suffix: string, target: Target): string {
  const query = [argument ?? '', profileArgument(target)].filter((part) => part !== '').join('&');
  return address + suffix + (query === '' ? '' : `?${query}`);
}

/**
 * The default representation, the other formats of this profile, which is not named again, and the other profiles in
 * this format; `_profile=all` lists every pair, which would be too long for the headers of each answer.
 */
function representationLinks(resource: RdfResource, own: ResourceFormat, target: Target): string[] {
  const pairs = [
    ...resourceFormats.filter((format) => format !== own).map((format) => ({ format, target })),
    ...targets.filter((each) => each !== target).map((each) => ({ format: own, target: each })),
  ];
  return [
    `<${addressOf(resource, '', storedTarget)}>; rel="canonical"; formats="${storedTarget.iri}"`,
    ...pairs.map(({ format: { suffix, mediaType }, target: each }) => {
      // Relative to the address of the resource (RFC 8288 §3.1): these links are most of the header.
      const address = addressOf(resource, `.${suffix}`, each);
      const reference = address.slice(address.lastIndexOf('/') + 1);
      const type = mediaType.replaceAll('"', '\\"');
      const formats = each === target ? '' : `; formats="${each.iri}"`;
      return `<${reference}>; rel="alternate"; type="${type}"${formats}`;
    }),
  ];
}

/** Lists all representations of a resource as a set of links (RFC 9264 §4.2). */
export function sendProfileList(
  reply: FastifyReply,
  resource: Named,
  inFormats: readonly Pick<ResourceFormat, 'suffix' | 'mediaType'>[] = resourceFormats,
): FastifyReply {
  const alternate = targets.flatMap((target) =>
    inFormats.map(({ suffix, mediaType }) => ({
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
