import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';

/** Kills the child once it has acknowledged so many batches; returns how many it did. */
export async function killAfter(child: ChildProcess, batches: number): Promise<number> {
  let acknowledged = 0;
  child.stdout?.on('data', (chunk: Buffer) => {
    acknowledged += chunk.toString().split('\n').length - 1;
    if (acknowledged >= batches) child.kill('SIGKILL');
  });
  await once(child, 'exit');
  if (acknowledged < batches) throw new Error(`The child ended after ${acknowledged} batches`);
  return acknowledged;
}
