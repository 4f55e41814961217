import { type Static, Type } from 'typebox';
import type { GatherContext } from '../harvest/ports.ts';
import { HarvestError, type Problem, problemOf } from '../model/problem.ts';
import type { Gathered } from '../model/record.ts';
import type { Connector } from './connector.ts';
import { type CswPage, type CswRequest, getRecordsUrl, readPage } from './csw/page.ts';
import { incomplete, keysMet, problemOfPart } from './gathered.ts';
import { checkedOptions } from './options.ts';

const options = Type.Object(
  {
    outputSchema: Type.Enum(['gmd', 'dcat'], {
      description: 'gmd: ISO 19139, for the mapping iso-19139; dcat: RDF, for the mapping dcat-ap',
    }),
    constraint: Type.Optional(
      Type.String({ minLength: 1, description: 'CQL text that records must match; all if absent' }),
    ),
    pageSize: Type.Optional(
      Type.Integer({ minimum: 1, maximum: 1000, description: 'Records per page; 25 if absent' }),
    ),
    maxPages: Type.Optional(
      Type.Integer({ minimum: 1, description: 'Most pages of one walk; 10,000 if absent' }),
    ),
  },
  { additionalProperties: false },
);

/** Gathers the datasets of an OGC catalogue service (CSW 2.0.2, GetRecords by GET). */
export const csw: Connector = {
  options,
  gather: (context) => gatherCatalogue(context, checkedOptions(options, context.source)),
};

async function* gatherCatalogue(
  context: GatherContext,
  { outputSchema, constraint, pageSize = 25, maxPages = 10_000 }: Static<typeof options>,
): AsyncGenerator<Gathered> {
  const keys = new Set<string>();
  let walked = 0;
  let total: number | null = null;
  let position: number | null = 1;
  for (let pages = 1; position !== null; pages += 1) {
    const request: CswRequest = { outputSchema, constraint, position, pageSize };
    const page: CswPage | null = yield* walkPage(context, request, keys);
    if (page === null) return;
    if (pages === maxPages && page.next !== null) {
      const problem = pageLoop(`${maxPages} pages, the limit in options.maxPages, were read`);
      yield incomplete(context.source.url, problem);
      return;
    }
    walked += page.returned;
    total = page.matched ?? total;
    position = page.next;
  }
  if (total !== null) yield { kind: 'announced', total, walked };
}

/** Gathers one page and returns it, or null when the walk cannot go on; `keys` are those met so far. */
async function* walkPage(
  context: GatherContext,
  request: CswRequest,
  keys: Set<string>,
): AsyncGenerator<Gathered, CswPage | null> {
  const url = getRecordsUrl(context.source.url, request);
  const known = keys.size;
  let met = 0;
  let page: CswPage;
  try {
    page = await readPage(context, request);
    for await (const found of page.gathered) {
      met += keysMet(found).length;
      for (const key of keysMet(found)) keys.add(key);
      yield found;
    }
  } catch (error) {
    if (request.position === 1) throw error;
    yield incomplete(url, problemOfPart(error, context.signal));
    return null;
  }
  const isRepeated = met > 0 && keys.size === known;
  const leadsBack = page.next !== null && page.next <= request.position;
  if (!isRepeated && !leadsBack) return page;
  const what = isRepeated ? 'repeats the records of earlier pages' : 'leads back';
  yield incomplete(url, pageLoop(`${url} ${what}`));
  return null;
}

function pageLoop(what: string): Problem {
  return problemOf(new HarvestError('GATHER_PAGE_LOOP', `${what}; the walk stopped there.`));
}
