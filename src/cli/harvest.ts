import { createContext, sourceById } from '../context.ts';
import type { HarvestRun } from '../model/run.ts';
import type { CommandInput } from './commands.ts';
import { createProgress } from './progress.ts';
import { attentionList, summaryTable } from './summary.ts';

const shownPerSource = 20;

/** `glaneur harvest`: runs sources now, with a progress display and a summary. */
export async function harvestSources(input: CommandInput): Promise<number> {
  const { operands, options, signal, stdout, stderr } = input;
  const progress = createProgress(stderr);
  const context = await createContext(input.settings, { observe: progress.observe });
  try {
    const ids = operands.length > 0 ? operands : context.sources.map(({ id }) => id);
    for (const id of ids) sourceById(context.sources, id);
    const cancel = () => {
      for (const id of ids) context.queue.cancel(id);
    };
    signal.addEventListener('abort', cancel, { once: true });
    const results = await Promise.all(ids.map((id) => context.queue.request(id, 'request')));
    progress.stop();
    const runs = results.filter((run): run is HarvestRun => run !== null);
    if (options.json) {
      stdout.write(`${JSON.stringify(runs, null, 2)}\n`);
    } else {
      stdout.write(`${summaryTable(runs)}\n`);
      for (const run of runs) {
        const lines = attentionList(
          run,
          await context.runs.outcomes(run.id, 10_000),
          shownPerSource,
        );
        if (lines.length > 0) stdout.write(`\n${run.sourceId}\n  ${lines.join('\n  ')}\n`);
      }
    }
    if (results.includes(null)) stderr.write('A source is being harvested by another process.\n');
    const isWell =
      runs.length === ids.length && runs.every(({ verdict }) => verdict === 'complete');
    return isWell ? 0 : 1;
  } finally {
    progress.stop();
    await context.close();
  }
}
