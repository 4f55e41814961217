import { type FastifyPluginAsyncTypebox, Type } from '@fastify/type-provider-typebox';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Dump } from '../../publish/dumps/contract.ts';
import { formats, type RdfFormat } from '../../publish/formats.ts';
import { type Target, targets } from '../../publish/profiles/index.ts';
import type { WebContext } from '../context.ts';
import { HttpProblem } from '../problem.ts';
import { isNotModified } from './conditional.ts';
import {
  chooseProfile,
  profileArgument,
  profileLinks,
  representationQuery,
} from './profile-choice.ts';
import { sendProfileList } from './send-rdf.ts';

interface FileName {
  readonly format: RdfFormat;
  readonly isGzip: boolean;
}

/** A dump that was asked for: its file in a profile. */
interface DumpName extends FileName {
  readonly target: Target;
}

/** Reads `catalog.ttl` or `catalog.ttl.gz`. */
function parseName(file: string): FileName | undefined {
  const [base, suffix, gzip, ...rest] = file.split('.');
  const format = formats.find((known) => known.suffix === suffix);
  const isValid = base === 'catalog' && (gzip === undefined || gzip === 'gz') && rest.length === 0;
  return format && isValid ? { format, isGzip: gzip === 'gz' } : undefined;
}

interface Range {
  readonly start: number;
  readonly end: number;
}

/** Reads a Range header of one range (RFC 9110 §14.1.2): undefined to send all, null if it lies outside. */
export function parseRange(header: string | undefined, size: number): Range | null | undefined {
  const match = /^bytes=(\d{0,15})-(\d{0,15})$/.exec(header ?? '');
  if (!match) return undefined;
  const [, first = '', last = ''] = match;
  if (first === '' && last === '') return undefined;
  const start = first === '' ? Math.max(0, size - Number(last)) : Number(first);
  const end = first === '' || last === '' ? size - 1 : Math.min(Number(last), size - 1);
  return start > end ? null : { start, end };
}

/** The whole catalogue at one serial, as files; an interrupted download can go on where it stopped. */
export function dumpRoutes({ baseUrl, dumps }: WebContext): FastifyPluginAsyncTypebox {
  return async (app) => {
    const params = Type.Object({ file: Type.String({ maxLength: 40 }) });
    const schema = { params, querystring: representationQuery };
    // Not compressed on the fly: a range of a file must stay a range of that file.
    const compress = false as const;
    app.route({
      method: ['GET', 'HEAD'],
      url: '/dumps/:file',
      schema,
      compress,
      handler: async (request, reply) => {
        const { file } = request.params;
        const asked = parseName(file);
        if (!asked) throw new HttpProblem('NOT_FOUND', 'There is no such dump.');
        reply.header('vary', 'Accept-Profile');
        const chosen = chooseProfile(request.headers, request.query);
        if (chosen === 'list')
          return sendProfileList(reply, { address: `${baseUrl}/dumps/catalog` }, formats);
        const name = { ...asked, target: chosen.target };
        const { signal } = request;
        const dump = await dumps.open(name.format, name.isGzip, { target: name.target, signal });
        reply.header('link', linksOf(`${baseUrl}/dumps/${file}`, name.target));
        let isSending = false;
        try {
          isSending = announce(request, reply, name, dump);
          if (!isSending) return reply.send();
        } finally {
          if (!isSending) dump.close();
        }
        return reply.send(dump.read(rangeOf(request, name, dump) ?? undefined));
      },
    });
  };
}

function linksOf(address: string, own: Target): string {
  const others = targets.filter((target) => target !== own);
  return [
    ...others.map((target) => {
      const argument = profileArgument(target);
      return `<${address}${argument && `?${argument}`}>; rel="alternate"; formats="${target.iri}"`;
    }),
    ...profileLinks(own),
  ].join(', ');
}

function tagOf({ format, isGzip, target }: DumpName, { serial }: Dump): string {
  return `"${serial}-${target.id}-${format.suffix}${isGzip ? '-gz' : ''}"`;
}

/** The range to send, if the client's copy is still that of this serial (RFC 9110 §13.1.5). */
function rangeOf({ headers }: FastifyRequest, name: DumpName, dump: Dump) {
  const condition = headers['if-range'];
  const isSame = condition === undefined || condition === tagOf(name, dump);
  return isSame ? parseRange(headers.range, dump.size) : undefined;
}

/** Sets status and headers; false when no body is to follow. */
function announce(
  request: FastifyRequest,
  reply: FastifyReply,
  name: DumpName,
  dump: Dump,
): boolean {
  const tag = tagOf(name, dump);
  reply
    .header('etag', tag)
    .header('accept-ranges', 'bytes')
    .header('content-profile', `<${name.target.iri}>`)
    .header('cache-control', 'public, no-cache')
    .header('x-catalogue-serial', String(dump.serial));
  if (dump.modified) reply.header('last-modified', dump.modified.toUTCString());
  if (isNotModified(request.headers, { etag: tag, modified: dump.modified })) {
    reply.code(304);
    return false;
  }
  const range = rangeOf(request, name, dump);
  if (range === null) {
    reply.header('content-range', `bytes */${dump.size}`);
    throw new HttpProblem('RANGE_NOT_SATISFIABLE', `The dump has ${dump.size} bytes.`);
  }
  const { start, end } = range ?? { start: 0, end: dump.size - 1 };
  if (range) reply.code(206).header('content-range', `bytes ${start}-${end}/${dump.size}`);
  reply
    .type(name.isGzip ? 'application/gzip' : `${name.format.mediaType}; charset=utf-8`)
    .header('content-length', String(end - start + 1));
  return request.method !== 'HEAD' && dump.size > 0;
}
