import { randomUUID } from 'node:crypto';
import { link, mkdir, readFile, rename, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { HarvestError } from '../model/problem.ts';
import { storeError } from './queryable.ts';

interface Holder {
  readonly pid: number;
  readonly host: string;
  /** Tells the process from a later one with the same number; '' where it cannot be known. */
  readonly start: string;
  readonly since: string;
  readonly token: string;
}

const heartbeatMs = 5000;
/** A lock of another host or container is dead when it was not touched for so long. */
const foreignSilenceMs = 30_000;

/**
 * Makes this process the only user of a data directory until the returned function is called. A
 * lock left by a dead process is taken over. Throws STORE_FAILED naming the process that holds it.
 */
export async function lockDataDir(dataDir: string): Promise<() => Promise<void>> {
  const path = join(dataDir, 'glaneur.lock');
  const holder: Holder = {
    pid: process.pid,
    host: hostname(),
    start: await startOf(process.pid),
    since: new Date().toISOString(),
    token: randomUUID(),
  };
  try {
    await mkdir(dataDir, { recursive: true });
    if (!(await create(path, holder))) {
      await takeOver(path, dataDir, holder.token);
      if (!(await create(path, holder))) throw inUse(dataDir, 'another process that just started');
    }
  } catch (error) {
    throw storeError(`The data directory ${dataDir} cannot be locked`, error);
  }
  const beat = setInterval(() => {
    const now = new Date();
    // A failed touch is made good by the next one.
    utimes(path, now, now).catch(() => {});
  }, heartbeatMs).unref();
  return async () => {
    clearInterval(beat);
    if ((await readHolder(path))?.token === holder.token) await rm(path, { force: true });
  };
}

async function create(path: string, holder: Holder): Promise<boolean> {
  const draft = `${path}.${holder.token}`;
  await writeFile(draft, JSON.stringify(holder), { flag: 'wx' });
  try {
    // Unlike writing in place, a link appears with its content, and only if nobody was faster.
    await link(draft, path);
    return true;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EEXIST') return false;
    throw error;
  } finally {
    await rm(draft, { force: true });
  }
}

async function takeOver(path: string, dataDir: string, token: string): Promise<void> {
  const holder = await readHolder(path);
  if (holder !== null && (await isAlive(path, holder))) {
    throw inUse(dataDir, `process ${holder.pid} on ${holder.host}, started ${holder.since}`);
  }
  const moved = `${path}.${token}`;
  await rename(path, moved).catch(() => {});
  const found = await readHolder(moved);
  const isNew = found !== null && found.token !== holder?.token;
  // Another process took over between our look and our move: its lock goes back.
  if (isNew) await link(moved, path).catch(() => {});
  await rm(moved, { force: true });
}

function inUse(dataDir: string, who: string): HarvestError {
  return new HarvestError(
    'STORE_FAILED',
    `The data directory ${dataDir} is in use by ${who}; stop it, or give DATABASE_URL a PostgreSQL that both can share.`,
  );
}

async function isAlive(path: string, holder: Holder): Promise<boolean> {
  if (holder.host !== hostname()) {
    const touched = await stat(path).catch(() => null);
    return touched !== null && Date.now() - touched.mtimeMs < foreignSilenceMs;
  }
  return isRunning(holder.pid) && (await startOf(holder.pid)) === holder.start;
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // The process exists but belongs to somebody else.
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}

/** Boot and start time of a process on Linux, where containers reuse process 1 at every start. */
async function startOf(pid: number): Promise<string> {
  try {
    const boot = await readFile('/proc/sys/kernel/random/boot_id', 'utf8');
    const line = await readFile(`/proc/${pid}/stat`, 'utf8');
    // The second field, a name in brackets, may hold spaces; the start time is the 22nd.
    const fields = line.slice(line.lastIndexOf(')') + 2).split(' ');
    return `${boot.trim()}/${fields[19] ?? ''}`;
  } catch {
    return '';
  }
}

async function readHolder(path: string): Promise<Holder | null> {
  try {
    const value: unknown = JSON.parse(await readFile(path, 'utf8'));
    // Only Glaneur writes this file; whatever else stands there is no holder.
    return typeof value === 'object' && value !== null && 'token' in value
      ? (value as Holder)
      : null;
  } catch {
    return null;
  }
}
