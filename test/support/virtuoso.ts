import { spawn, spawnSync } from 'node:child_process';
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

/** Whether Debian's virtuoso-opensource-7-bin is installed. */
export const hasVirtuoso = ['virtuoso-t', 'isql-vt'].every(
  (name) => spawnSync('which', [name]).status === 0,
);

/** A Virtuoso of a test's own, set up as the README says. */
export interface Virtuoso {
  readonly queryUrl: string;
  readonly updateUrl: string;
  readonly graphStoreUrl: string;
  readonly account: { readonly user: string; readonly password: string };
  /** Ends the server at once, as a power cut would. */
  kill(): Promise<void>;
  /** Starts it again on its files. */
  start(): Promise<void>;
  /** Starts it again without its files. */
  startEmpty(): Promise<void>;
  close(): Promise<void>;
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  // A TCP server that listens has an AddressInfo, never a pipe name.
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}

const settings = (sqlPort: number, httpPort: number) => `[Database]
DatabaseFile = virtuoso.db
ErrorLogFile = virtuoso.log
LockFile = virtuoso.lck
TransactionFile = virtuoso.trx
xa_persistent_file = virtuoso.pxa
FileExtend = 20
[TempDatabase]
DatabaseFile = virtuoso-temp.db
TransactionFile = virtuoso-temp.trx
FileExtend = 20
[Parameters]
ServerPort = 127.0.0.1:${sqlPort}
DisableUnixSocket = 1
NumberOfBuffers = 2000
MaxDirtyBuffers = 1500
ServerThreads = 20
CheckpointInterval = 60
CaseMode = 2
DirsAllowed = .
AsyncQueueMaxThreads = 2
ThreadsPerQuery = 1
[HTTPServer]
ServerPort = 127.0.0.1:${httpPort}
ServerThreads = 10
[SPARQL]
ResultSetMaxRows = 1000000
`;

/** Starts it on free loopback ports in a temporary directory; only the graphs of `baseUrl` are public. */
export async function startVirtuoso(baseUrl: string): Promise<Virtuoso> {
  const directory = await mkdtemp(join(tmpdir(), 'glaneur-virtuoso-'));
  const [sqlPort, httpPort] = [await freePort(), await freePort()];
  await writeFile(join(directory, 'virtuoso.ini'), settings(sqlPort, httpPort));
  let server: ReturnType<typeof spawn> | undefined;
  const origin = `http://127.0.0.1:${httpPort}`;

  function sql(statement: string): void {
    const { stdout, stderr, status } = spawnSync(
      'isql-vt',
      [`127.0.0.1:${sqlPort}`, 'dba', 'dba', 'ERRORS=STDOUT', `EXEC=${statement}`],
      { encoding: 'utf8' },
    );
    if (status !== 0 || /\*\*\* Error/.test(stdout)) throw new Error(`${stdout}${stderr}`);
  }

  async function start(): Promise<void> {
    server = spawn('virtuoso-t', ['+foreground', '+configfile', 'virtuoso.ini'], {
      cwd: directory,
      stdio: 'ignore',
    });
    for (let attempt = 0; attempt < 600; attempt += 1) {
      const answer = await fetch(`${origin}/sparql?query=ASK%7B%7D`).catch(() => null);
      if (answer?.ok) return;
      await sleep(100);
    }
    throw new Error('Virtuoso does not start');
  }

  async function kill(): Promise<void> {
    const ending = server;
    if (!ending || ending.exitCode !== null || ending.signalCode !== null) return;
    const ended = new Promise((resolve) => ending.once('exit', resolve));
    ending.kill('SIGKILL');
    await ended;
    await rm(join(directory, 'virtuoso.lck'), { force: true });
  }

  function hide(): void {
    const hidden = 'http://www.openlinksw.com/schemas/virtrdf#PrivateGraphs';
    sql("DB.DBA.RDF_DEFAULT_USER_PERMS_SET('nobody', 0, 1);");
    sql("DB.DBA.RDF_DEFAULT_USER_PERMS_SET('nobody', 1, 0);");
    sql(`DB.DBA.RDF_GRAPH_GROUP_CREATE('${hidden}', 1);`);
    for (const graph of [
      'http://www.openlinksw.com/schemas/virtrdf#',
      'http://www.w3.org/ns/ldp#',
      'http://localuriqaserver/sparql',
      `${baseUrl}/.well-known/glaneur/serial`,
    ])
      sql(`DB.DBA.RDF_GRAPH_GROUP_INS('${hidden}', '${graph}');`);
  }

  async function startEmpty(): Promise<void> {
    for (const name of await readdir(directory))
      if (name !== 'virtuoso.ini') await rm(join(directory, name), { force: true });
    await start();
    hide();
  }

  await startEmpty();
  return {
    queryUrl: `${origin}/sparql`,
    updateUrl: `${origin}/sparql-auth`,
    graphStoreUrl: `${origin}/sparql-graph-crud-auth`,
    account: { user: 'dba', password: 'dba' },
    kill,
    start,
    startEmpty,
    async close() {
      await kill();
      await rm(directory, { recursive: true, force: true });
    },
  };
}
