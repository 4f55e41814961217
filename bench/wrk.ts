import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** Throws when there is no wrk, so that nobody learns of it after half an hour. */
export async function requireWrk(): Promise<void> {
  // It ends with 1 after telling its version.
  const { code } = await run('wrk', ['--version']).catch((error) => error);
  if (code === 'ENOENT') throw new Error('wrk asks for documents and queries: apt-get install wrk');
}

/**
 * Asks for these paths in turn, over 8 connections and without pause; gives the answers per second. wrk asks (Debian's
 * package `wrk`): a client in JavaScript takes longer for a document than the server that is measured, so that it
 * would measure itself, and takes the processor from the engine. Throws when any answer is no success.
 */
export async function rateOf(
  origin: string,
  paths: readonly string[],
  accept: string,
  seconds: number,
): Promise<number> {
  const folder = await mkdtemp(join(tmpdir(), 'glaneur-wrk-'));
  const script = join(folder, 'ask.lua');
  await writeFile(script, scriptOf(paths, accept));
  try {
    const options = ['--threads=1', '--connections=8', `--duration=${seconds}s`];
    const { stdout } = await run('wrk', [...options, `--script=${script}`, origin]);
    const { requests, microseconds, failures } = JSON.parse(stdout.trim().split('\n').at(-1) ?? '');
    if (failures > 0) throw new Error(`${failures} of ${requests} answers failed`);
    return requests / (microseconds / 1e6);
  } finally {
    await rm(folder, { recursive: true });
  }
}

function scriptOf(paths: readonly string[], accept: string): string {
  return `
local paths = {${paths.map((path) => JSON.stringify(path)).join(', ')}}
local headers = { accept = ${JSON.stringify(accept)} }
local at = 0
request = function()
  at = at % #paths + 1
  return wrk.format("GET", paths[at], headers)
end
done = function(summary)
  local e = summary.errors
  local failures = e.connect + e.read + e.write + e.status + e.timeout
  print(string.format('{"requests": %d, "microseconds": %d, "failures": %d}', summary.requests, summary.duration, failures))
end
`;
}
