import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { createHttp } from '../fetch/http.ts';
import { createStages } from '../harvest/stages.ts';
import { readKnowledge } from '../knowledge-files.ts';
import { HarvestError, problemOf } from '../model/problem.ts';
import type { ValidationReport } from '../model/report.ts';
import type { SourceLimits } from '../model/source.ts';
import { parseRdf } from '../parse/rdf.ts';
import { decodeText } from '../parse/text.ts';
import { splitDatasets } from '../sources/index.ts';
import { version } from '../version.ts';
import type { CommandInput } from './command.ts';

const limits: SourceLimits = {
  requestsPerSecond: 10,
  concurrency: 1,
  maxBytes: 64 * 1024 * 1024,
  timeoutMs: 30_000,
  allowPrivateHosts: [],
  robots: 'ignore',
};

interface Checked {
  readonly dataset: string;
  readonly report: ValidationReport;
}

/** `glaneur validate`: checks every dataset of a document against a profile, as it stands. */
export async function validateDocument(input: CommandInput): Promise<number> {
  const { operands, options, settings, stdout, stderr } = input;
  const [location] = operands;
  if (location === undefined) {
    stderr.write('Name the file or URL to validate.\n');
    return 64;
  }
  const stages = createStages(await readKnowledge(settings.configDir), settings.baseUrl);
  const { validate } = stages.profile(options.profile ?? 'healthdcat-ap-8');
  let checked: readonly Checked[];
  try {
    const datasets = await readDatasets(location, input.signal);
    checked = await Promise.all(
      datasets.map(async ({ remoteKey, ntriples }) => {
        const { quads } = await parseRdf(ntriples, {
          mediaType: 'application/n-triples',
          baseIri: location,
        });
        return { dataset: remoteKey, report: await validate(quads) };
      }),
    );
  } catch (error) {
    const { code, message, remedy } = problemOf(error);
    stderr.write(`${location}: ${code}: ${message}\n${remedy}\n`);
    return 2;
  }
  stdout.write(options.json ? `${JSON.stringify(checked, null, 2)}\n` : describe(checked));
  return checked.every(({ report }) => report.conforms) ? 0 : 1;
}

async function readDatasets(location: string, signal: AbortSignal) {
  const { text, mediaType, baseIri } = /^https?:\/\//.test(location)
    ? await fetchDocument(location, signal)
    : await readDocument(location);
  const { quads, failures } = await parseRdf(text, { mediaType, baseIri });
  const [failure] = failures;
  if (failure) throw failure.error;
  const datasets = splitDatasets(quads).filter((part) => 'ntriples' in part);
  if (datasets.length === 0) {
    throw new HarvestError('MAP_NO_DATASET', `${location} describes no dcat:Dataset`);
  }
  return datasets;
}

async function fetchDocument(location: string, signal: AbortSignal) {
  const http = createHttp({ limits, userAgent: `Glaneur/${version}` });
  try {
    const response = await http.get(location, { signal, accept: 'text/turtle, */*;q=0.1' });
    const { mediaType, charset, body, url } = response;
    const text = decodeText(body, charset === undefined ? { mediaType } : { mediaType, charset });
    return { text, mediaType, baseIri: url };
  } finally {
    await http.close();
  }
}

async function readDocument(location: string) {
  const path = resolve(location);
  try {
    const text = decodeText(await readFile(path));
    return { text, mediaType: '', baseIri: pathToFileURL(path).href };
  } catch (cause) {
    if (cause instanceof HarvestError) throw cause;
    throw new HarvestError('PARSE_NOT_RDF', `${location} cannot be read`, { cause });
  }
}

function describe(checked: readonly Checked[]): string {
  return checked
    .map(({ dataset, report }) => {
      const lines = report.results.map(({ severity, focusNode, path, value, message }) => {
        const where = [
          path,
          focusNode === dataset ? null : `on ${focusNode}`,
          value && `value ${value}`,
        ];
        const text = message['en'] ?? message['fr'] ?? Object.values(message)[0] ?? '';
        return `  ${severity.padEnd(9)} ${where.filter(Boolean).join(' ')}\n            ${text}\n`;
      });
      const verdict = report.conforms ? 'conforms' : 'does not conform';
      return `${dataset} ${verdict} to ${report.profile} (${report.level})\n${lines.join('')}`;
    })
    .join('\n');
}
