import { HarvestError, problemOf } from '../model/problem.ts';
import type { Gathered } from '../model/record.ts';
import type { HarvestRun, RunTrigger } from '../model/run.ts';
import type { Source } from '../model/source.ts';
import { inBatches } from './batches.ts';
import { fingerprint } from './fingerprint.ts';
import { createLanes } from './lanes.ts';
import { createPageLedger } from './page-ledger.ts';
import type { HarvestPorts } from './ports.ts';
import { startTally, type Tally } from './tally.ts';

const batchSize = 50;
const parallelBatches = 3;

/**
 * THE FLOW: harvests one source.
 *
 *     gather → parse → map → identify → validate → assess → store
 *
 * Gathering goes on while earlier batches are prepared in worker threads and stored, each batch in
 * one transaction. A record's failure is that record's outcome; a source's failure is the run's
 * verdict; only a complete walk may delete by absence.
 *
 * @returns the finished run, or null when another run of the source is under way
 */
export async function harvest(
  source: Source,
  trigger: RunTrigger,
  ports: HarvestPorts,
  signal: AbortSignal,
): Promise<HarvestRun | null> {
  const begun = await ports.runs.begin(source.id, trigger);
  if (begun === null) return null;
  const http = ports.http(source);
  const tally = startTally(begun, http.figures, ports.observe);
  const lanes = createLanes(parallelBatches);
  const recipe = ports.recipe(source);
  const memory = ports.pages.memory(begun, source, recipe);
  const ledger = createPageLedger();
  try {
    let number = 0;
    const walk = ports.gather({ source, http, memory, signal });
    for await (const batch of inBatches(walk, batchSize)) {
      signal.throwIfAborted();
      const turn = number++;
      await lanes.add(async () => {
        const pages = await harvestBatch(batch, source, recipe, ports, tally, signal);
        const ready = tally.sound(ledger.stored(turn, pages));
        await ports.pages.keep(begun, source, recipe, ready);
        await ports.runs.progress(tally.run());
      });
    }
    await lanes.drain();
    tally.conclude();
  } catch (error) {
    await lanes.settle();
    tally.fail(signal.aborted ? cancelled() : problemOf(error));
  } finally {
    await http.close();
  }
  try {
    tally.retired(await ports.records.retire(tally.run(), source, tally.walk()));
  } catch (error) {
    tally.fail(problemOf(error));
  }
  const run = tally.finish(ports.now());
  await ports.runs.finish(run);
  ports.observe({ kind: 'run-finished', run });
  return run;
}

/** Stores what is due of one batch, and returns the pages that ended in it. */
async function harvestBatch(
  batch: readonly Gathered[],
  source: Source,
  recipe: string,
  ports: HarvestPorts,
  tally: Tally,
  signal: AbortSignal,
) {
  const { payloads, failures, pages } = tally.receive(batch);
  const items = payloads.map((payload) => ({ payload, fingerprint: fingerprint(recipe, payload) }));
  const unchanged = await ports.records.unchanged(source, items);
  tally.unchanged(unchanged);
  const due = items.filter(({ payload }) => !unchanged.has(payload.remoteKey));
  if (due.length > 0) {
    const prepared = await ports.prepare(source, due, signal);
    tally.outcomes(await ports.records.save(tally.run(), source, prepared));
  }
  if (failures.length > 0) tally.outcomes(await ports.records.fail(tally.run(), failures));
  return pages;
}

function cancelled() {
  return problemOf(new HarvestError('GATHER_CANCELLED', 'The run was stopped before its end'));
}
