import { type Context, createContext } from '../context.ts';
import type { HarvestRun, RunTrigger } from '../model/run.ts';
import type { ValidationEngine } from '../validate/shacl.ts';
import type { CommandInput } from './command.ts';
import { previewLines } from './preview.ts';
import { createProgress, type Progress } from './progress.ts';
import { attentionList, summaryTable } from './summary.ts';

const shownPerSource = 20;

/** `glaneur harvest`: runs sources now, with a progress display and a summary; or previews them. */
export async function harvestSources(input: CommandInput): Promise<number> {
  const { engine } = input.options;
  if (engine !== undefined && engine !== 'compiled' && engine !== 'reference') {
    input.stderr.write(`--engine is one of compiled, reference, not ${engine}.\n`);
    return 64;
  }
  return input.options['dry-run'] ? previewSources(input) : runSources(input, 'request');
}

/** `glaneur replay`: maps and validates what is stored again. */
export function replaySources(input: CommandInput): Promise<number> {
  return runSources(input, 'replay');
}

const engineOf = ({ options }: CommandInput): ValidationEngine =>
  options.engine === 'reference' ? 'reference' : 'compiled';

async function runSources(input: CommandInput, trigger: RunTrigger): Promise<number> {
  const { stderr, signal } = input;
  const progress = createProgress(stderr);
  const context = await createContext(input.settings, {
    observe: progress.observe,
    engine: engineOf(input),
  });
  try {
    const ids = wanted(input, context);
    const cancel = () => {
      for (const id of ids) context.queue.cancel(id);
    };
    signal.addEventListener('abort', cancel, { once: true });
    const results = await Promise.all(ids.map((id) => context.queue.request(id, trigger)));
    const runs = results.filter((run): run is HarvestRun => run !== null);
    await report(input, context, progress, runs);
    if (results.includes(null)) stderr.write('A source is being harvested by another process.\n');
    const isWell =
      runs.length === ids.length && runs.every(({ verdict }) => verdict === 'complete');
    return isWell ? 0 : 1;
  } finally {
    progress.stop();
    await context.close();
  }
}

async function report(
  { options, stdout }: CommandInput,
  context: Context,
  progress: Progress,
  runs: readonly HarvestRun[],
): Promise<void> {
  progress.stop();
  if (options.json) {
    stdout.write(`${JSON.stringify(runs, null, 2)}\n`);
    return;
  }
  stdout.write(`${summaryTable(runs)}\n`);
  for (const run of runs) {
    const outcomes = await context.runs.outcomes(run.id, 10_000);
    const lines = attentionList(run, outcomes, shownPerSource);
    if (lines.length > 0) stdout.write(`\n${run.sourceId}\n  ${lines.join('\n  ')}\n`);
  }
}

async function previewSources(input: CommandInput): Promise<number> {
  const { options, signal, stdout } = input;
  const context = await createContext(input.settings, { engine: engineOf(input) });
  let isWell = true;
  try {
    for (const id of wanted(input, context)) {
      if (!options.json) stdout.write(`${id}\n`);
      for await (const preview of context.preview(context.registry.get(id), signal)) {
        isWell &&= preview.outcome !== 'incomplete';
        stdout.write(
          options.json ? `${JSON.stringify({ source: id, ...preview })}\n` : previewLines(preview),
        );
      }
    }
    return isWell ? 0 : 1;
  } finally {
    await context.close();
  }
}

function wanted({ operands }: CommandInput, { registry, sources }: Context): readonly string[] {
  for (const id of operands) registry.get(id);
  return operands.length > 0 ? operands : sources.map(({ id }) => id);
}
