import { Writable } from 'node:stream';
import type { CommandInput } from '../../src/cli/command.ts';

/** What a command wrote, and its exit code. */
export interface CommandOutcome {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

/** Runs a command as the command line does, without a terminal. */
export async function runCommand(
  run: (input: CommandInput) => Promise<number>,
  input: Pick<CommandInput, 'settings' | 'operands'> & Partial<CommandInput>,
): Promise<CommandOutcome> {
  const written = { out: '', err: '' };
  const stream = (name: 'out' | 'err') =>
    new Writable({
      write(chunk, _encoding, done) {
        written[name] += String(chunk);
        done();
      },
    });
  const code = await run({
    options: {},
    signal: new AbortController().signal,
    stdout: stream('out'),
    stderr: stream('err'),
    ...input,
  });
  return { code, ...written };
}
