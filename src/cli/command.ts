import type { Settings } from '../config.ts';

/** Options that parseArgs understands, for all commands together. */
export const commandOptions = {
  approve: { type: 'boolean' },
  config: { type: 'string' },
  days: { type: 'string' },
  'dry-run': { type: 'boolean' },
  engine: { type: 'string' },
  force: { type: 'boolean' },
  format: { type: 'string' },
  help: { type: 'boolean', short: 'h' },
  id: { type: 'string' },
  iri: { type: 'string' },
  json: { type: 'boolean' },
  language: { type: 'string' },
  levels: { type: 'string' },
  merge: { type: 'boolean' },
  name: { type: 'string' },
  never: { type: 'boolean' },
  output: { type: 'string', short: 'o' },
  profile: { type: 'string' },
  reject: { type: 'boolean' },
  replace: { type: 'boolean' },
  role: { type: 'string' },
  title: { type: 'string' },
  split: { type: 'boolean' },
} as const;

export interface CommandInput {
  readonly settings: Settings;
  readonly operands: readonly string[];
  readonly options: {
    readonly approve?: boolean | undefined;
    readonly days?: string | undefined;
    readonly 'dry-run'?: boolean | undefined;
    readonly engine?: string | undefined;
    readonly force?: boolean | undefined;
    readonly format?: string | undefined;
    readonly id?: string | undefined;
    readonly iri?: string | undefined;
    readonly json?: boolean | undefined;
    readonly language?: string | undefined;
    readonly levels?: string | undefined;
    readonly merge?: boolean | undefined;
    readonly name?: string | undefined;
    readonly never?: boolean | undefined;
    readonly output?: string | undefined;
    readonly profile?: string | undefined;
    readonly reject?: boolean | undefined;
    readonly replace?: boolean | undefined;
    readonly role?: string | undefined;
    readonly title?: string | undefined;
    readonly split?: boolean | undefined;
  };
  readonly signal: AbortSignal;
  readonly stdout: NodeJS.WritableStream;
  readonly stderr: NodeJS.WritableStream;
}

/** One command: what it needs, and its exit code when it is done. */
export interface Command {
  readonly usage: string;
  readonly purpose: string;
  readonly run: (input: CommandInput) => Promise<number>;
}
