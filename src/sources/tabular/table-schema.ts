import type { GatherContext, HttpResponse } from '../../harvest/ports.ts';
import { HarvestError } from '../../model/problem.ts';
import type { Gathered } from '../../model/record.ts';
import type { Localised } from '../../model/source.ts';
import { parseJson } from '../../parse/json.ts';
import { decodeText } from '../../parse/text.ts';
import { addressOf } from '../address.ts';
import { objectOf } from '../json-page.ts';
import { listedFiles } from '../listing.ts';
import { visitParts } from '../parts.ts';
import { visit } from '../visit.ts';
import { refuseWebPage } from '../web-page.ts';

/** Options of the layout: what the tables themselves do not say, and where they are. */
export interface TableSchemaOptions {
  readonly key?: string;
  readonly title?: Localised;
  readonly description?: Localised;
  /** Addresses from that of the source; absent: the source is an index of them. */
  readonly tables?: readonly string[];
}

type Json = Readonly<Record<string, unknown>>;

/** What an index says: a data package with its descriptor, or a mere list of files. */
interface Index {
  readonly descriptor: Json;
  /** Schemas that stand in the descriptor itself. */
  readonly inline: readonly unknown[];
  readonly urls: readonly string[];
}

const accept = 'application/json, text/html;q=0.5, */*;q=0.1';
const mostTables = 2_000;

/**
 * Gathers one dataset that many Frictionless Table Schemas describe, a table each: those of
 * options.tables, or those that the source names as a data package, a JSON list or a page of links.
 * Throws when one cannot be read: a dataset without one of its tables must not replace the whole.
 */
export async function* gatherTableSchema(
  context: GatherContext,
  options: TableSchemaOptions,
): AsyncGenerator<Gathered> {
  const { source } = context;
  if (options.tables) {
    const urls = options.tables.map((table) => absolute(table, source.url));
    yield* gatherTables(context, options, { descriptor: {}, inline: [], urls }, false);
    return;
  }
  const visited = await visit(context, source.url, accept);
  if (visited.kind === 'changed') {
    const index = readIndex(visited.response);
    yield* gatherTables(context, options, index, true);
    yield visited.remember([keyOf(context, options, index)], { index });
    return;
  }
  // Only the lines above write it, and a changed recipe forgets it.
  const index = visited.page.rest['index'] as Index;
  if (index.urls.length === 0) yield* visited.gathered;
  else {
    yield* visited.gathered.filter(({ kind }) => kind === 'page');
    yield* gatherTables(context, options, index, false);
  }
}

/** The record, unless neither the index nor any table changed. */
async function* gatherTables(
  context: GatherContext,
  options: TableSchemaOptions,
  index: Index,
  isIndexChanged: boolean,
): AsyncGenerator<Gathered> {
  const { source } = context;
  const { descriptor, inline, urls } = index;
  if (urls.length + inline.length > mostTables) {
    const sentence = `${source.url} names more than ${mostTables} tables.`;
    throw new HarvestError('PARSE_UNSAFE', sentence);
  }
  const parts = await visitParts(context, urls, accept, isIndexChanged);
  if (parts.kind === 'unchanged') {
    yield* parts.gathered;
    return;
  }
  const remoteKey = keyOf(context, options, index);
  const body = JSON.stringify({
    settings: { title: options.title, description: options.description },
    descriptor,
    tables: [...inline, ...parts.responses.map(readJson)],
  });
  const payload = { remoteKey, body, mediaType: 'application/json', url: source.url };
  yield { kind: 'payload', payload };
  yield* parts.remember([remoteKey]);
}

function keyOf({ source }: GatherContext, { key }: TableSchemaOptions, index: Index): string {
  return key ?? nameOf(index.descriptor) ?? source.id;
}

function nameOf({ id, name }: Json): string | undefined {
  return [id, name].find((each): each is string => typeof each === 'string' && each !== '');
}

function readIndex(response: HttpResponse): Index {
  const { url } = response;
  const text = decodeText(response.body).trimStart();
  if (!text.startsWith('{')) {
    const urls = listedFiles(response).filter((file) => /\.json$/i.test(new URL(file).pathname));
    if (urls.length > 0) return { descriptor: {}, inline: [], urls };
    throw new HarvestError('GATHER_OPTION', `${url} names no JSON file.`);
  }
  const found = objectOf(readJson(response)) ?? {};
  if (Array.isArray(found['fields'])) return { descriptor: {}, inline: [found], urls: [] };
  const { resources, ...descriptor } = found;
  if (!Array.isArray(resources)) {
    const sentence = `${url} is neither a Table Schema (fields) nor a data package (resources).`;
    throw new HarvestError('GATHER_OPTION', sentence);
  }
  const tables = resources.map((resource) => objectOf(resource) ?? {});
  return {
    descriptor,
    inline: tables.flatMap(inlineTable),
    urls: tables.flatMap(({ schema }) => (typeof schema === 'string' ? absolute(schema, url) : [])),
  };
}

/** A resource that holds its schema: names are often on the resource, fields in the schema. */
function inlineTable({ name, title, description, schema }: Json): readonly unknown[] {
  const fields = objectOf(schema);
  return fields ? [{ name, title, description, ...fields }] : [];
}

function readJson(response: HttpResponse): unknown {
  refuseWebPage(response);
  const { mediaType, charset, body } = response;
  return parseJson(decodeText(body, { mediaType, ...(charset && { charset }) }));
}

function absolute(reference: string, base: string): string {
  const address = addressOf(reference, base);
  if (address && /^https?:$/.test(address.protocol)) return address.href;
  throw new HarvestError('GATHER_OPTION', `${base} names a table at ${reference}, no web address.`);
}
