import { readFile, writeFile } from 'node:fs/promises';
import { setImmediate as turn } from 'node:timers/promises';
import { formatOf, type GraphText, type RdfFormat, type Suffix } from '../formats.ts';
import { findTarget, render, type Target } from '../profiles/index.ts';
import { readGraphs, type SegmentGraph, toGraphText } from './segments.ts';

/** What to write: the graphs of an N-Quads file in another format and profile, without head and tail. */
export interface RenderTask {
  readonly from: string;
  readonly to: string;
  readonly suffix: Suffix;
  /** Id of the profile. */
  readonly profile: string;
  /** What was written so before: the text of a graph that stayed the same is taken from it. */
  readonly earlier?: EarlierRendering | undefined;
}

/** Paths of a finished {@link RenderTask}: its N-Quads, what was written, and the lengths that came of it as JSON. */
export interface EarlierRendering {
  readonly from: string;
  readonly to: string;
  readonly lengths: string;
}

/** Does a {@link RenderTask}, here or in another thread. Gives the length of each graph's text in bytes, in order. */
export type Render = (task: RenderTask) => Promise<readonly number[]>;

/** Renders in this thread. */
export async function renderFile(task: RenderTask): Promise<readonly number[]> {
  const format = formatOf(task.suffix);
  const target = findTarget(task.profile);
  if (!format || !target)
    throw new TypeError(`There is no format ${task.suffix} in ${task.profile}`);
  const known = task.earlier ? await readEarlier(task.earlier, format) : new Map<string, string>();
  const texts: string[] = [];
  for (const graph of await graphsIn(task.from))
    texts.push(known.get(graph.nquads) ?? (await renderGraph(toGraphText(graph), format, target)));
  await writeFile(task.to, texts.filter((text) => text !== '').join(format.separator));
  return texts.map((text) => Buffer.byteLength(text));
}

async function renderGraph(graph: GraphText, format: RdfFormat, target: Target): Promise<string> {
  // Whatever else this thread has to do is done between two graphs: some formats take milliseconds for one.
  await turn();
  return format.write(render(target, graph));
}

/** Texts of graphs by their N-Quads. */
async function readEarlier(
  { from, to, lengths }: EarlierRendering,
  { separator }: RdfFormat,
): Promise<ReadonlyMap<string, string>> {
  const [graphs, text, json] = await Promise.all([
    graphsIn(from),
    readFile(to),
    readFile(lengths, 'utf8'),
  ]);
  const known = new Map<string, string>();
  const sizes: readonly number[] = JSON.parse(json);
  let at = 0;
  for (const [index, graph] of graphs.entries()) {
    const size = sizes[index] ?? 0;
    known.set(graph.nquads, text.toString('utf8', at, at + size));
    if (size > 0) at += size + Buffer.byteLength(separator);
  }
  return known;
}

type Graphs = readonly Omit<SegmentGraph, 'kind'>[];

/** A segment and what it was before are read for one format after the other: their graphs are kept that long. */
const lastRead = new Map<string, Promise<Graphs>>();
const mostKept = 4;

function graphsIn(path: string): Promise<Graphs> {
  const known = lastRead.get(path);
  if (known) return known;
  const graphs = readFile(path, 'utf8').then((nquads) => [...readGraphs(nquads)]);
  lastRead.set(path, graphs);
  graphs.catch(() => lastRead.delete(path));
  for (const oldest of lastRead.keys()) if (lastRead.size > mostKept) lastRead.delete(oldest);
  return graphs;
}
