import { type Static, Type } from 'typebox';
import type { GatherContext } from '../harvest/ports.ts';
import { HarvestError } from '../model/problem.ts';
import type { Gathered } from '../model/record.ts';
import type { Connector } from './connector.ts';
import { readDirectory } from './directory.ts';
import { matching } from './name-pattern.ts';
import { checkedOptions } from './options.ts';
import { lists } from './rest-json.ts';
import type { JoinFiles, ReadFile } from './saved-answers/answer-file.ts';
import { readCsw } from './saved-answers/csw.ts';
import { joinDataHub } from './saved-answers/datahub.ts';
import { gatherEach } from './saved-answers/each-file.ts';
import { joinEmx2 } from './saved-answers/emx2.ts';
import { gatherJoined } from './saved-answers/joined-files.ts';
import { readListApi } from './saved-answers/list-api.ts';
import { joinNada } from './saved-answers/nada.ts';
import { readOaiPmh } from './saved-answers/oai-pmh.ts';

/** How the files of a software are read, and how their names end in a directory. */
type Answers =
  | { readonly files: RegExp; readonly read: ReadFile; readonly join?: never }
  | { readonly files: RegExp; readonly join: JoinFiles; readonly read?: never };

const json = /\.(?:json|jsonl|ndjson)$/i;
const xml = /\.xml$/i;

/** Software whose answers are read; another one is an entry here and in the options. */
const kinds = {
  ckan: { files: json, read: readListApi(lists.ckan) },
  csw: { files: xml, read: readCsw },
  datahub: { files: /\.(?:json|ya?ml)$/i, join: joinDataHub },
  dataverse: { files: json, read: readListApi(lists.dataverse) },
  dkan: { files: json, read: readListApi(lists.dkan) },
  emx2: { files: json, join: joinEmx2 },
  invenio: { files: json, read: readListApi(lists.invenio) },
  mica: { files: json, read: readListApi(lists.mica) },
  nada: { files: /\.(?:json|xml)$/i, join: joinNada },
  'oai-pmh': { files: xml, read: readOaiPmh },
  opendatasoft: { files: json, read: readListApi(lists.opendatasoft) },
  udata: { files: json, read: readListApi(lists.udata) },
} satisfies Record<string, Answers>;

const options = Type.Object(
  {
    answers: Type.Enum(
      [
        'ckan',
        'csw',
        'datahub',
        'dataverse',
        'dkan',
        'emx2',
        'invenio',
        'mica',
        'nada',
        'oai-pmh',
        'opendatasoft',
        'udata',
      ],
      { description: 'Software or protocol whose answers were saved' },
    ),
    mode: Type.Enum(['document', 'directory'], {
      description: 'document: one file; directory: an index of files',
    }),
    pattern: Type.Optional(
      Type.String({
        description: 'directory: names of the files; all with the usual ending if absent',
      }),
    ),
    maxPages: Type.Optional(
      Type.Integer({ minimum: 1, description: 'Most files of one walk; 10,000 if absent' }),
    ),
  },
  { additionalProperties: false },
);

/**
 * Gathers answers of catalogue software that a holder saved as files on a plain web server. A broken
 * file is a failure under its own address and makes the walk incomplete.
 */
export const savedAnswers: Connector = {
  options,
  gather: (context) => gatherFiles(context, checkedOptions(options, context.source)),
};

function isFile(found: Gathered, url: string): found is Gathered & { readonly kind: 'failed' } {
  return found.kind === 'failed' && found.remoteKey === url;
}

async function* gatherFiles(
  context: GatherContext,
  { answers, mode, pattern, maxPages = 10_000 }: Static<typeof options>,
): AsyncGenerator<Gathered> {
  const kind: Answers = kinds[answers];
  const isWanted = pattern ? matching(pattern) : (name: string) => kind.files.test(name);
  const { files, tooMany } =
    mode === 'directory'
      ? await readDirectory(context, isWanted, maxPages)
      : { files: [context.source.url], tooMany: [] };
  const walk = kind.join
    ? gatherJoined(context, files, kind.join)
    : gatherEach(context, files, kind.read);
  for await (const found of walk) {
    // A source of one file cannot begin without it.
    if (mode === 'document' && isFile(found, context.source.url)) {
      throw new HarvestError(found.problem.code, found.problem.message);
    }
    yield found;
  }
  yield* tooMany;
}
