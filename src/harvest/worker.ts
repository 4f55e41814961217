import { workerData } from 'piscina';
import type { Prepared } from '../model/record.ts';
import type { Source } from '../model/source.ts';
import type { PrepareSettings } from './pool.ts';
import type { Fingerprinted } from './ports.ts';
import { prepareRecord } from './record.ts';
import { createStages } from './stages.ts';

// workerData is untyped by nature; createPreparePool is the only one that starts this file.
const { knowledge, baseUrl, engine } = workerData as PrepareSettings;
const stages = createStages(knowledge, baseUrl, engine);

/** Entry of a worker thread: prepares a batch of one source. */
export default async function prepareBatch(task: {
  readonly source: Source;
  readonly batch: readonly Fingerprinted[];
}): Promise<readonly Prepared[]> {
  const prepared: Prepared[] = [];
  for (const item of task.batch) prepared.push(await prepareRecord(item, task.source, stages));
  return prepared;
}
