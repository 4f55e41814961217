import type { WriteStream } from 'node:tty';
import type { HarvestEvent } from '../harvest/events.ts';
import type { HarvestRun } from '../model/run.ts';

/** Shows runs while they go on. */
export interface Progress {
  readonly observe: (event: HarvestEvent) => void;
  /** Leaves the last state on the screen. */
  readonly stop: () => void;
}

const refreshMs = 100;

/** A live line per source on a terminal; one plain line per finished run in a pipe. */
export function createProgress(output: NodeJS.WritableStream): Progress {
  return isTerminal(output) ? liveProgress(output) : plainProgress(output);
}

function isTerminal(output: NodeJS.WritableStream): output is WriteStream {
  return 'isTTY' in output && output.isTTY === true;
}

function plainProgress(output: NodeJS.WritableStream): Progress {
  return {
    observe: (event) => {
      if (event.kind === 'run-started') output.write(`${event.run.sourceId}: started\n`);
      if (event.kind === 'run-finished') output.write(`${describe(event.run)}\n`);
    },
    stop: () => undefined,
  };
}

function liveProgress(output: WriteStream): Progress {
  const runs = new Map<string, HarvestRun>();
  let lines = 0;
  let frame = 0;
  const draw = () => {
    frame += 1;
    const text = [...runs.values()].map((run) => `${mark(run, frame)} ${describe(run)}`);
    const up = lines > 0 ? `\u001b[${lines}A` : '';
    const width = Math.max(20, output.columns - 1);
    output.write(`${up}${text.map((line) => `\u001b[2K${line.slice(0, width)}\n`).join('')}`);
    lines = text.length;
  };
  const timer = setInterval(draw, refreshMs);
  return {
    observe: (event) => {
      runs.set(event.run.sourceId, event.run);
    },
    stop: () => {
      clearInterval(timer);
      draw();
    },
  };
}

function mark(run: HarvestRun, frame: number): string {
  if (run.verdict === 'complete') return '✔';
  if (run.verdict !== null) return '✖';
  return '⠋⠙⠹⠸⠼⠴⠦⠧⠇⠏'.charAt(frame % 10);
}

function describe(run: HarvestRun): string {
  const { counts } = run;
  const figures = Object.entries(counts).filter(([, count]) => count > 0);
  const outcomes = figures.map(([kind, count]) => `${count} ${kind}`).join(', ');
  const state = run.verdict ?? 'harvesting';
  const requests = `${run.requests} requests`;
  return `${run.sourceId}: ${state}, ${run.gathered} gathered${outcomes ? ` (${outcomes})` : ''}, ${requests}`;
}
