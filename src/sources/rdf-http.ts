import { type Static, Type } from 'typebox';
import type { GatherContext } from '../harvest/ports.ts';
import type { Gathered } from '../model/record.ts';
import type { Connector } from './connector.ts';
import { gatherDirectory } from './directory.ts';
import { gatherFairDataPoint } from './fair-data-point.ts';
import { gatherHydra } from './hydra.ts';
import { checkedOptions } from './options.ts';
import { gatherPage } from './page-records.ts';
import { visitRdf } from './rdf-page.ts';
import { sheetColumns } from './sheet-records.ts';
import { gatherWebPages } from './web-pages.ts';

const options = Type.Object(
  {
    mode: Type.Enum(['document', 'hydra', 'fdp', 'directory', 'pages'], {
      description:
        'document: one RDF document; hydra: pages; fdp: FAIR Data Point; directory: an index of files; pages: the web pages of a sitemap',
    }),
    maxPages: Type.Optional(
      Type.Integer({
        minimum: 1,
        description: 'Most pages or files of one walk; 10,000 if absent',
      }),
    ),
    paged: Type.Optional(
      Type.Boolean({ description: 'fdp: ask for the children of a container page by page' }),
    ),
    pageSize: Type.Optional(
      Type.Integer({
        minimum: 1,
        maximum: 1000,
        description: 'fdp: children per page; 10 if absent',
      }),
    ),
    include: Type.Optional(
      Type.Array(Type.String(), {
        description: 'pages: paths to read, `*` for any characters; all if absent',
      }),
    ),
    exclude: Type.Optional(
      Type.Array(Type.String(), { description: 'pages: paths to leave alone' }),
    ),
    sheets: Type.Optional(
      Type.Object(
        {
          pattern: Type.Optional(
            Type.String({
              description: 'directory: names of the sheets; *.csv and *.xlsx if absent',
            }),
          ),
          ...sheetColumns,
        },
        { additionalProperties: false },
      ),
    ),
  },
  { additionalProperties: false },
);

/**
 * Gathers datasets described in RDF over HTTP: a document, pages, a FAIR Data Point, a directory of
 * files, or web pages with JSON-LD in them.
 */
export const rdfHttp: Connector = {
  options,
  gather: (context) => walkOf(context, checkedOptions(options, context.source)),
};

function walkOf(
  context: GatherContext,
  {
    mode,
    maxPages = 10_000,
    paged = false,
    pageSize = 10,
    sheets,
    ...pages
  }: Static<typeof options>,
): AsyncIterable<Gathered> {
  switch (mode) {
    case 'document':
      return gatherDocument(context);
    case 'hydra':
      return gatherHydra(context, maxPages);
    case 'fdp':
      return gatherFairDataPoint(context, paged ? { pageSize, maxPages } : null);
    case 'directory':
      return gatherDirectory(context, { maxFiles: maxPages, sheets });
    case 'pages':
      return gatherWebPages(context, { maxPages, ...pages });
  }
}

async function* gatherDocument(context: GatherContext): AsyncGenerator<Gathered> {
  yield* gatherPage(await visitRdf(context, context.source.url));
}
