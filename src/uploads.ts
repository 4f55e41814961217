import type { Context } from './context.ts';
import type { Identity } from './model/access.ts';
import type { PushedBody } from './model/ingest.ts';
import type { Gathered } from './model/record.ts';
import type { RecordPreview } from './model/record-preview.ts';
import type { Source } from './model/source.ts';
import type { Upload, UploadedFile, UploadPreview, Uploads } from './model/upload.ts';
import { readPushedDatasets, readPushedSheet, takesSheets } from './sources/index.ts';
import { livingKeys } from './store/payloads.ts';
import { createUploadStore } from './store/uploads.ts';

/** Media types by the end of a file's name; content goes before them when RDF is read. */
const mediaTypes: Readonly<Record<string, string>> = {
  jsonld: 'application/ld+json',
  nt: 'application/n-triples',
  rdf: 'application/rdf+xml',
  trig: 'application/trig',
  xml: 'application/rdf+xml',
};

/** Wires what becomes of files that people upload. */
export function createUploads(context: Context): Uploads {
  const { database, ingest, registry } = context;
  const store = createUploadStore({ database, now: () => new Date() });
  const ownerOf = ({ kind, id }: Identity) => `${kind} ${id}`;
  return {
    takes: (sourceId) => {
      const source = registry.find(sourceId);
      if (source?.connector !== 'push') return null;
      return takesSheets(source) ? 'sheet' : 'rdf';
    },
    keep: async (sourceId, file, by) => {
      await read(registry.get(sourceId), file);
      return store.keep(ownerOf(by), sourceId, file);
    },
    find: (id, sourceId, by) => store.find(id, ownerOf(by), sourceId),
    preview: (upload, limit, signal) => preview(context, upload, limit, signal),
    take: async (upload) => {
      const source = registry.get(upload.sourceId);
      const take = takesSheets(source) ? ingest.sheet : ingest.document;
      const pushed = await take({ source }, bodyOf(upload));
      if (pushed.kind === 'taken') await store.forget(upload.id);
      return pushed;
    },
    forget: ({ id }) => store.forget(id),
  };
}

function bodyOf({ name, body }: UploadedFile): PushedBody {
  const end = /\.(\w+)$/.exec(name.toLowerCase())?.[1] ?? '';
  const mediaType = Object.hasOwn(mediaTypes, end) ? mediaTypes[end] : undefined;
  return { body, mediaType: mediaType ?? 'text/turtle', charset: undefined };
}

async function read(source: Source, file: UploadedFile): Promise<readonly Gathered[]> {
  const body = bodyOf(file);
  if (takesSheets(source)) return readPushedSheet(source, body);
  const payloads = await readPushedDatasets({ ...body, baseIri: source.url });
  return payloads.map((payload) => ({ kind: 'payload', payload }));
}

async function preview(
  { registry, preview: dryRun, database }: Context,
  upload: Upload,
  limit: number,
  signal: AbortSignal,
): Promise<UploadPreview> {
  const source = registry.get(upload.sourceId);
  const found = await read(source, upload);
  const rows = found.filter(({ kind }) => kind === 'payload' || kind === 'failed');
  const records: RecordPreview[] = [];
  const gather = async function* () {
    yield* rows.slice(0, limit);
  };
  for await (const record of dryRun(source, signal, gather)) records.push(record);
  const listed = new Set(rows.flatMap(keyOf));
  const living = takesSheets(source) ? await livingKeys(database, source.id) : null;
  const absent = living?.filter((key) => !listed.has(key)).length ?? null;
  return { records, total: rows.length, absent };
}

function keyOf(item: Gathered): readonly string[] {
  if (item.kind === 'payload') return [item.payload.remoteKey];
  return item.kind === 'failed' ? [item.remoteKey] : [];
}
