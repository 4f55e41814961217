import { createWriteStream } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { setImmediate as turn } from 'node:timers/promises';
import { formatOf, type GraphText, type Suffix, serialise } from '../formats.ts';
import { findTarget, render, type Target } from '../profiles/index.ts';

/** What to write: the graphs of an N-Quads file in another format and profile, without head and tail. */
export interface RenderTask {
  readonly from: string;
  readonly to: string;
  readonly suffix: Suffix;
  /** Id of the profile. */
  readonly profile: string;
}

/** Does a {@link RenderTask}, here or in another thread. */
export type Render = (task: RenderTask) => Promise<void>;

/** Renders in this thread. */
export async function renderFile({ from, to, suffix, profile }: RenderTask): Promise<void> {
  const format = formatOf(suffix);
  const target = findTarget(profile);
  if (!format || !target) throw new TypeError(`There is no format ${suffix} in ${profile}`);
  const graphs = renderAll(target, await readFile(from, 'utf8'));
  const text = serialise({ ...format, head: '', tail: '' }, graphs);
  await pipeline(Readable.from(text), createWriteStream(to));
}

async function* renderAll(target: Target, nquads: string): AsyncGenerator<GraphText> {
  for (const graph of readGraphs(nquads)) {
    // Whatever else this thread has to do is done between two graphs: some formats take milliseconds for one.
    await turn();
    yield render(target, graph);
  }
}

/** Reads N-Quads back, graph by graph; the lines of a graph stand together. */
function* readGraphs(nquads: string): Generator<GraphText> {
  let graph = '';
  let ntriples: string[] = [];
  for (const line of nquads.split('\n')) {
    const end = line.lastIndexOf(' <');
    const name = line.slice(end + 2, line.lastIndexOf('>'));
    if (name !== graph && ntriples.length > 0) {
      yield { graph, ntriples: ntriples.join('') };
      ntriples = [];
    }
    graph = name;
    ntriples.push(`${line.slice(0, end)} .\n`);
  }
}
