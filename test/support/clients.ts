import { execFile, execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import type { Quad } from '@rdfjs/types';
import { Parser } from 'n3';
import { toCanonicalNTriples } from '../../src/rdf/serialise.ts';

const run = promisify(execFile);
const folder = fileURLToPath(new URL('../conformance/clients/', import.meta.url));
const debianPython = '/usr/bin/python3';

/** Whether a program is installed. */
export function isInstalled(program: string): boolean {
  try {
    execFileSync('sh', ['-c', `command -v ${program}`], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}

/** Whether Debian's Python has the libraries. */
export function hasPythonClients(): boolean {
  try {
    execFileSync(debianPython, ['-c', 'import rdflib, SPARQLWrapper'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}

const npmProgram = (name: string) => `${folder}node_modules/.bin/${name}`;

/** Whether a program of the package in test/conformance/clients is installed. */
export function hasNpmClient(name: string): boolean {
  return existsSync(npmProgram(name));
}

/** Runs a program to its end and returns what it wrote. Throws when it fails. */
export async function runClient(
  program: string,
  args: readonly string[],
  environment: Readonly<Record<string, string>> = {},
): Promise<string> {
  const { stdout } = await run(program, [...args], {
    env: { ...process.env, ...environment },
    maxBuffer: 2 ** 28,
  });
  return stdout;
}

/** Runs a program of the package in test/conformance/clients, on this Node. */
export const runNpmClient = (
  name: string,
  args: readonly string[],
  environment?: Readonly<Record<string, string>>,
) => runClient(npmProgram(name), args, environment);

/** Runs the Python client, which writes files of N-Triples into a folder. */
export const runPythonClient = (address: string, into: string) =>
  runClient(debianPython, [`${folder}catalogue.py`, address, into]);

/** For NODE_OPTIONS: makes a client ask for the format in ACCEPT. */
export const acceptOption = `--import=${folder}accept.mjs`;

export const parse = (text: string): Quad[] => new Parser().parse(text);

/** SHA-256 of the canonical N-Triples: the same for the same graph (no blank nodes are published). */
export function hashOf(quads: readonly Quad[]): string {
  if (quads.some(({ subject, object }) => [subject, object].some(isBlank)))
    throw new TypeError('A published graph has no blank nodes');
  return createHash('sha256').update(toCanonicalNTriples(quads)).digest('hex');
}

const isBlank = ({ termType }: Quad['object']) => termType === 'BlankNode';
