import { Client } from 'undici';

/** What to ask, over and over. */
export interface Load {
  readonly origin: string;
  /** Asked in turn. */
  readonly paths: readonly string[];
  readonly accept: string;
  readonly connections: number;
  readonly seconds: number;
  /** Address to ask from: another one is another client. */
  readonly localAddress: string;
}

/** What came of it. */
export interface Answers {
  readonly p95Ms: number;
  readonly statuses: Readonly<Record<string, number>>;
}

/** Asks without pause on so many connections, in a process of its own, and prints {@link Answers}. */
const load = JSON.parse(process.argv[2] ?? '') as Load;
const times: number[] = [];
const statuses: Record<string, number> = {};
const end = performance.now() + load.seconds * 1000;
let asked = 0;

async function ask(client: Client): Promise<void> {
  while (performance.now() < end) {
    const path = load.paths[asked++ % load.paths.length] ?? '/';
    const start = performance.now();
    try {
      const { statusCode, body } = await client.request({
        path,
        method: 'GET',
        headers: { accept: load.accept },
        headersTimeout: 0,
      });
      await body.dump({ limit: 1 << 28 });
      statuses[statusCode] = (statuses[statusCode] ?? 0) + 1;
    } catch {
      statuses['failed'] = (statuses['failed'] ?? 0) + 1;
    }
    times.push(performance.now() - start);
  }
}

await Promise.all(
  Array.from({ length: load.connections }, async () => {
    const client = new Client(load.origin, { localAddress: load.localAddress });
    await ask(client);
    await client.destroy();
  }),
);
times.sort((a, b) => a - b);
const at = (share: number) => times[Math.floor(times.length * share)] ?? Number.NaN;
const answers: Answers = {
  p95Ms: at(0.95),
  statuses,
};
process.stdout.write(`${JSON.stringify(answers)}\n`);
