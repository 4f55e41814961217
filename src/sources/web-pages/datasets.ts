import { createHash } from 'node:crypto';
import type { Quad } from '@rdfjs/types';
import type { HttpResponse } from '../../harvest/ports.ts';
import { HarvestError, type Problem, problemOf } from '../../model/problem.ts';
import type { Gathered } from '../../model/record.ts';
import { parseEmbedded } from '../../parse/embedded-json-ld.ts';
import { asksForPassword, decodeHtml, jsonLdBlocks } from '../../parse/html.ts';
import { failed } from '../gathered.ts';
import { type DatasetPart, datasetParts } from '../split.ts';

/** The datasets that a page describes. */
export interface PageDatasets {
  readonly records: readonly Gathered[];
  /** Why a block about datasets could not be read, or null. */
  readonly lost: Problem | null;
}

/**
 * Reads the datasets from the JSON-LD blocks of a page. A broken block loses no other; one that says
 * nothing of datasets is left alone. Throws PARSE_LOGIN_PAGE for a page that asks for a password and
 * PARSE_TRUNCATED for one without end, when they describe nothing.
 */
export async function datasetsOfPage(response: HttpResponse): Promise<PageDatasets> {
  const html = decodeHtml(response.body, response.charset);
  const { url } = response;
  const quads: Quad[] = [];
  const broken = new Map<DatasetPart, Problem>();
  let lost: Problem | null = null;
  for (const block of jsonLdBlocks(html)) {
    const read = await readBlock(block, url);
    if (read.problem === null) quads.push(...read.quads);
    else if (/dataset/i.test(block)) {
      const parts = [...datasetParts(read.quads)];
      for (const part of parts) broken.set(part, read.problem);
      if (parts.length === 0) lost ??= read.problem;
    }
  }
  const records = recordsOf([...broken.keys(), ...datasetParts(quads)], broken, url);
  if (records.length === 0 && lost === null) refuseStrange(html, url);
  return { records, lost };
}

function recordsOf(
  parts: readonly DatasetPart[],
  broken: ReadonlyMap<DatasetPart, Problem>,
  url: string,
): readonly Gathered[] {
  const records = new Map<string, Gathered>();
  for (const { key, part } of keyed(parts, url)) {
    const problem = broken.get(part);
    // The broken ones come first: a dataset is not published by halves.
    if (records.get(key)?.kind === 'failed') continue;
    if (problem) records.set(key, failed(key, url, problem));
    else records.set(key, payloadOf(key, part, url));
  }
  return [...records.values()];
}

function payloadOf(remoteKey: string, { ntriples }: DatasetPart, url: string): Gathered {
  const mediaType = 'application/n-triples';
  return { kind: 'payload', payload: { remoteKey, body: ntriples, mediaType, url } };
}

async function readBlock(
  block: string,
  url: string,
): Promise<{ readonly quads: readonly Quad[]; readonly problem: Problem | null }> {
  try {
    const { quads, failures } = await parseEmbedded(block, url);
    return { quads, problem: failures[0] ? problemOf(failures[0].error) : null };
  } catch (error) {
    return { quads: [], problem: problemOf(error) };
  }
}

/** A page without datasets may be any page, but not a locked door or half of one. */
function refuseStrange(html: string, url: string): void {
  if (asksForPassword(html)) {
    throw new HarvestError(
      'PARSE_LOGIN_PAGE',
      `${url} asks for a password and describes no dataset; leave it out with options.exclude if it never does.`,
    );
  }
  if (!/<\/html\s*>/i.test(html.slice(-10_000))) {
    throw new HarvestError('PARSE_TRUNCATED', `${url} describes no dataset and has no end.`);
  }
}

interface KeyedPart {
  readonly key: string;
  readonly part: DatasetPart;
}

const ownAddress = /^https?:\/\/schema\.org\/url$/;
const ownName = /^https?:\/\/schema\.org\/(?:identifier|name)$/;

/**
 * Gives a dataset without IRI and identifier the address of its page as key: the one it names itself,
 * else the page it stands on; where several stand there, with a digest of their identifier or name.
 */
function keyed(parts: readonly DatasetPart[], url: string): readonly KeyedPart[] {
  const nameless = parts.filter((part) => part.remoteKey.startsWith('title-')).length;
  return parts.map((part) => {
    const subject = part.quads[0]?.subject;
    if (subject?.termType !== 'BlankNode' || !part.remoteKey.startsWith('title-')) {
      return { key: part.remoteKey, part };
    }
    const own = part.quads.filter((quad) => quad.subject.equals(subject));
    const addresses = own.filter((quad) => ownAddress.test(quad.predicate.value));
    if (addresses.length === 1 && addresses[0]) return { key: addresses[0].object.value, part };
    if (nameless === 1) return { key: url, part };
    const names = own
      .filter(
        ({ predicate, object }) => ownName.test(predicate.value) && object.termType === 'Literal',
      )
      .map(({ object }) => object.value);
    const digest = createHash('sha256').update(names.sort().join('\n')).digest('hex');
    return { key: `${url}#${digest.slice(0, 16)}`, part };
  });
}
