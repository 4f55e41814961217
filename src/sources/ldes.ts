import { type Static, Type } from 'typebox';
import type { GatherContext } from '../harvest/ports.ts';
import { problemOf } from '../model/problem.ts';
import type { Gathered } from '../model/record.ts';
import type { Connector } from './connector.ts';
import { failed, incomplete } from './gathered.ts';
import { type Changes, datasetsDue, fold } from './ldes/fold.ts';
import { joinDataset } from './ldes/join.ts';
import { recallState, rememberDescription, rememberState } from './ldes/state.ts';
import { type FeedPage, walkFeed } from './ldes/walk.ts';
import { checkedOptions } from './options.ts';

const options = Type.Object(
  {
    maxPages: Type.Optional(
      Type.Integer({ minimum: 1, description: 'Most pages of the feed; 10,000 if absent' }),
    ),
  },
  { additionalProperties: false },
);

/**
 * Gathers datasets from a Linked Data Event Stream, DCAT-AP Feeds included. The first run reads the
 * whole feed; later ones read what may have changed, and say nothing of the rest. Agents,
 * distributions and contacts that are announced as members of their own are kept and joined into the
 * datasets that lead to them; when one changes, so do these.
 */
export const ldes: Connector = {
  options,
  gather: (context) => gatherFeed(context, checkedOptions(options, context.source)),
};

async function* gatherFeed(
  context: GatherContext,
  { maxPages = 10_000 }: Static<typeof options>,
): AsyncGenerator<Gathered> {
  const { url: feed } = context.source;
  const before = await recallState(context);
  const { pages, isForgetful } = await walkFeed(context, before !== null, maxPages);
  if (before !== null || isForgetful) yield { kind: 'changes-only' };
  for (const { address, problem } of pages) if (problem) yield incomplete(address, problem);
  const changes = fold(pages, before ?? new Map());
  yield* failures(changes);
  for (const [remoteKey, { kind }] of changes.state) {
    const reason = 'The feed says that it was deleted.';
    if (kind === 'gone') yield { kind: 'gone', remoteKey, reason };
  }
  for (const iri of datasetsDue(changes)) yield await joinDataset(context, iri, changes);
  // Remembered in this order a run that is cut off leaves nothing out: what follows what it needs.
  for (const [iri, description] of changes.descriptions) {
    yield rememberDescription(feed, iri, description);
  }
  if (before === null || changes.touched.size > 0) yield rememberState(feed, changes.state);
  for (const page of pages) yield* rememberPage(page, changes);
}

function* failures({ broken, state }: Changes): Generator<Gathered> {
  for (const [iri, { error, url }] of broken) {
    const problem = problemOf(error);
    // An entity is no record: that its datasets may be out of date is the run's problem.
    if (state.get(iri)?.kind === 'entity') yield incomplete(url, problem);
    else yield failed(iri, url, problem);
  }
}

/** A page with a broken entity is read again; one whose records fail is not kept by the run. */
function* rememberPage(
  { members, remember }: FeedPage,
  { broken, state }: Changes,
): Generator<Gathered> {
  const objects = [...new Set(members.map(({ object }) => object))];
  const isBroken = (iri: string) => broken.has(iri) && state.get(iri)?.kind === 'entity';
  if (!remember || objects.some(isBroken)) return;
  yield remember(objects.filter((iri) => broken.has(iri) || state.get(iri)?.kind === 'dataset'));
}
