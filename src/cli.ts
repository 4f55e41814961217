#!/usr/bin/env node
import { parseArgs } from 'node:util';
import { commandOptions } from './cli/command.ts';
import { commands } from './cli/commands.ts';
import { readSettings } from './config.ts';
import { HarvestError } from './model/problem.ts';

/** Exit codes beyond those of the commands (sysexits.h). */
const usageError = 64;
const configurationError = 78;

const help = [
  'Usage: glaneur COMMAND [--config DIR]',
  '',
  ...Object.values(commands).map(({ usage, purpose }) => `  ${usage.padEnd(56)} ${purpose}`),
  '',
  `Exit codes: 0 done, 1 not all well, ${usageError} wrong usage, ${configurationError} wrong settings.`,
].join('\n');

/** Runs one command line and returns its exit code. */
async function main(args: string[], signal: AbortSignal): Promise<number> {
  const { values, positionals } = parseCommandLine(args);
  const [name = '', ...operands] = positionals;
  if (values.help || name === '' || name === 'help') {
    process.stdout.write(`${help}\n`);
    return values.help || name === 'help' ? 0 : usageError;
  }
  const command = Object.hasOwn(commands, name) ? commands[name] : undefined;
  if (!command) {
    process.stderr.write(`There is no command ${name}.\n\n${help}\n`);
    return usageError;
  }
  const settings = readSettings(undefined, values.config);
  const { stdout, stderr } = process;
  return command.run({ settings, operands, options: values, signal, stdout, stderr });
}

function parseCommandLine(args: string[]) {
  try {
    return parseArgs({ args, options: commandOptions, allowPositionals: true });
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : error}\n\n${help}\n`);
    process.exit(usageError);
  }
}

const stop = new AbortController();
for (const name of ['SIGINT', 'SIGTERM'] as const) {
  process.once(name, () => stop.abort());
}
try {
  process.exitCode = await main(process.argv.slice(2), stop.signal);
} catch (error) {
  const isConfiguration = error instanceof HarvestError && error.code === 'CONFIG_INVALID';
  process.stderr.write(
    error instanceof HarvestError
      ? `${error.code}: ${error.message}\n`
      : `${error instanceof Error ? (error.stack ?? error.message) : error}\n`,
  );
  process.exitCode = isConfiguration ? configurationError : 1;
}
