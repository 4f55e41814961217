import type { Quad } from '@rdfjs/types';
import type { GatherContext } from '../../harvest/ports.ts';
import { HarvestError } from '../../model/problem.ts';
import type { Gathered } from '../../model/record.ts';
import { parseTurtle } from '../../parse/turtle.ts';
import { failed, problemOfPart } from '../gathered.ts';
import { datasetParts } from '../split.ts';
import { type Changes, linksOf } from './fold.ts';
import { type Description, recallDescription } from './state.ts';

/** Most entities joined into one dataset. */
const mostEntities = 1000;

/** The record of a dataset: its description with those of the entities it leads to. */
export async function joinDataset(
  context: GatherContext,
  iri: string,
  changes: Changes,
): Promise<Gathered> {
  const { url: feed } = context.source;
  try {
    const own = await describe(context, iri, changes);
    const quads = [...own.quads];
    const joined = new Set([iri]);
    // An array grows while it is walked.
    for (const link of linksIn(quads)) {
      if (joined.has(link) || changes.state.get(link)?.kind !== 'entity') continue;
      if (joined.size > mostEntities) {
        const sentence = `${iri} leads to more than ${mostEntities} entities of the feed.`;
        throw new HarvestError('PARSE_UNSAFE', sentence);
      }
      joined.add(link);
      quads.push(...(await describe(context, link, changes)).quads);
    }
    for (const part of datasetParts(quads)) {
      if (part.remoteKey !== iri) continue;
      const mediaType = 'application/n-triples';
      return {
        kind: 'payload',
        payload: { remoteKey: iri, body: part.ntriples, mediaType, url: own.url },
      };
    }
    throw new HarvestError('MAP_NO_DATASET', `${own.url} describes no dataset ${iri}.`);
  } catch (error) {
    return failed(iri, feed, problemOfPart(error, context.signal));
  }
}

/** Links of quads that may be added to while they are read. */
function* linksIn(quads: readonly Quad[]): Generator<string> {
  for (let at = 0; at < quads.length; at += 1) {
    const quad = quads[at];
    if (quad) yield* linksOf([quad]);
  }
}

async function describe(
  context: GatherContext,
  iri: string,
  { descriptions }: Changes,
): Promise<{ readonly quads: readonly Quad[]; readonly url: string }> {
  const found: Description | null =
    descriptions.get(iri) ?? (await recallDescription(context, iri));
  if (found === null) {
    throw new HarvestError(
      'MAP_UNREADABLE',
      `The description of ${iri} was not kept; the feed must send it again.`,
    );
  }
  // Each parse gives its blank nodes labels of their own.
  const format = 'application/n-triples';
  return { quads: parseTurtle(found.ntriples, { format, baseIri: iri }).quads, url: found.url };
}
