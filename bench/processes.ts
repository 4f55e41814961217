import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { promisify } from 'node:util';

const run = promisify(execFile);
/** Ceiling of the JavaScript heap of a thread of the pipeline. */
export const heapMiB = 192;
/** A PostgreSQL server to make databases on; without it the embedded database is used. */
export const database = process.env['BENCH_DATABASE_URL'];

/** Runs a script of this folder in a process of its own and reads the JSON it prints last. */
export async function script<T>(
  name: string,
  url: string,
  environment: NodeJS.ProcessEnv,
): Promise<T> {
  // The pipeline gets a small heap, so that its peak shows what it needs and not what it may waste.
  const heap = name === 'pipeline' ? [`--max-old-space-size=${heapMiB}`] : [];
  const args = [...heap, '--import', 'tsx', `bench/${name}.ts`, url];
  const options = { env: environment, maxBuffer: 1 << 24 };
  const { stdout } = await run(process.execPath, args, options);
  return JSON.parse(stdout.trim().split('\n').at(-1) ?? '') as T;
}

/** Starts the source of so many datasets. */
export async function startServer(size: number): Promise<{ child: ChildProcess; url: string }> {
  const child = spawn(process.execPath, ['--import', 'tsx', 'bench/server.ts', String(size)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  for await (const port of createInterface({ input: child.stdout })) {
    return { child, url: `http://127.0.0.1:${port}/catalog?page=1` };
  }
  throw new Error('the server ended before it began');
}

/** A database of its own for one round, when a server is given. */
export async function withDatabase<T>(
  work: (environment: NodeJS.ProcessEnv) => Promise<T>,
): Promise<T> {
  if (database === undefined) return work(process.env);
  const { Client } = (await import('pg')).default;
  const name = `glaneur_bench_${process.pid}_${Date.now()}`;
  const client = new Client({ connectionString: database });
  await client.connect();
  try {
    await client.query(`create database ${name}`);
    const url = new URL(database);
    url.pathname = `/${name}`;
    return await work({ ...process.env, BENCH_DATABASE_URL: url.href });
  } finally {
    await client.query(`drop database if exists ${name} with (force)`);
    await client.end();
  }
}
