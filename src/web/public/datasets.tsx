import { type FastifyPluginAsyncTypebox, Type } from '@fastify/type-provider-typebox';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { PublishedDataset, Tombstone } from '../../model/published.ts';
import { formatOf, formats, toDocument } from '../../publish/formats.ts';
import { datasetQualityDocument } from '../../publish/quality/dqv.ts';
import { describeForSearch } from '../../publish/schema-org.ts';
import { describeTombstone } from '../../publish/tombstone.ts';
import { datasetDocument } from '../../rdf/mint.ts';
import { dqv } from '../../rdf/vocabularies.ts';
import type { WebContext } from '../context.ts';
import { HttpProblem } from '../problem.ts';
import { DataBlock } from '../ui/data-block.tsx';
import { DatasetPage, titleOf } from '../ui/dataset-page.tsx';
import { type Language, languages } from '../ui/language.ts';
import { describePage, renderPage } from '../ui/layout.tsx';
import { QualityBlock } from '../ui/quality-block.tsx';
import { readAround } from './around.ts';
import type { KeptAnswers } from './kept-answers.ts';
import { negotiateLanguage } from './negotiate.ts';
import { representationQuery } from './profile-choice.ts';
import { chooseByAddress, type Representation } from './rdf-reply.ts';
import { sendRdf } from './send-rdf.ts';

/** Path parameter of a dataset or agent. */
export const idParameter = Type.Object({ id: Type.String({ maxLength: 120 }) });

/** The dataset's IRI and document: HTML or RDF by Accept or suffix; 410 after deletion. */
export function datasetRoutes(
  context: WebContext,
  answers: KeptAnswers,
): FastifyPluginAsyncTypebox {
  return async (app) => {
    const schema = { params: idParameter, querystring: representationQuery };
    app.get('/datasets/:id', { schema }, async (request, reply) => {
      const { name, suffix, chosen } = chooseByAddress(request.params.id, request, reply);
      const path = `/datasets/${name}`;
      const keep = await answers.recall(request, reply, path, chosen);
      if (keep === 'sent') return reply;
      const found = await readDataset(context, name);
      if (typeof found === 'string')
        return redirect(context, request, reply, found, `/datasets/${found}${suffix}`);
      if (chosen === 'html') {
        const language = negotiateLanguage(request.headers['accept-language'], languages);
        reply.header('vary', 'Accept, Accept-Profile, Accept-Language');
        return showDataset(context, reply, found, language);
      }
      if ('reason' in found) return sendTombstone(context, request, reply, chosen, found);
      return sendRdf(request, reply, chosen, {
        address: found.graph,
        baseUrl: context.baseUrl,
        subject: found.iri,
        serial: found.serial,
        modified: found.modified,
        graphs: [found],
        links: [qualityLink(context.baseUrl, name)],
        // An id in capitals finds the dataset too, but no event tells of a change under that address.
        keep: found.graph === context.baseUrl + path ? keep : undefined,
      });
    });
  };
}

/** The page of a dataset in one language. */
export async function datasetPage(
  context: WebContext,
  request: FastifyRequest<{ Params: { id: string }; Querystring: { variables?: number } }>,
  reply: FastifyReply,
  language: Language,
): Promise<FastifyReply> {
  const dataset = await readDataset(context, request.params.id);
  return typeof dataset === 'string'
    ? redirect(context, request, reply, dataset, `/${language}/datasets/${dataset}`)
    : showDataset(context, reply, dataset, language, request.query.variables ?? null);
}

/** Sends on from a merged record to its dataset, in the same format and with the same query. */
function redirect(
  { baseUrl }: WebContext,
  request: FastifyRequest,
  reply: FastifyReply,
  id: string,
  path: string,
): FastifyReply {
  const start = request.url.indexOf('?');
  const query = start < 0 ? '' : request.url.slice(start);
  return reply
    .header('link', `<${datasetDocument(baseUrl, id)}>; rel="canonical"`)
    .header('cache-control', 'public, no-cache')
    .redirect(`${baseUrl}${path}${query}`, 301);
}

/** Value of a Link header that leads to the measurements of a dataset. */
function qualityLink(baseUrl: string, id: string): string {
  return `<${datasetQualityDocument(baseUrl, id)}>; rel="${dqv.hasQualityMeasurement.value}"`;
}

async function showDataset(
  context: WebContext,
  reply: FastifyReply,
  dataset: PublishedDataset | Tombstone,
  language: Language,
  variables: number | null = null,
): Promise<FastifyReply> {
  if ('reason' in dataset) {
    const { iri, at, reason, serial } = dataset;
    throw new HttpProblem('GONE', reason, { iri, deletedAt: at.toISOString(), serial });
  }
  const { baseUrl, quality: reader } = context;
  const [around, quality, trend] = await Promise.all([
    readAround(context, dataset, variables),
    reader.dataset(dataset.id),
    reader.datasetTrend(dataset.id),
  ]);
  const page = describePage(baseUrl, language, `/datasets/${dataset.id}`);
  const forSearch = describeForSearch(dataset, baseUrl, language);
  const isShort = dataset.ntriples.length <= longestInPage;
  const content = (
    <>
      <DataBlock json={JSON.stringify(forSearch)} />
      {isShort ? <DataBlock json={await documentOf(dataset)} /> : null}
      <DatasetPage page={page} dataset={dataset} around={around}>
        <QualityBlock page={page} quality={quality} trend={trend} />
      </DatasetPage>
    </>
  );
  return reply
    .type('text/html; charset=utf-8')
    .header('content-language', language)
    .header(
      'link',
      `${pageLinks(datasetDocument(baseUrl, dataset.id))}, ${qualityLink(baseUrl, dataset.id)}`,
    )
    .send(renderPage(page, titleOf({ page, dataset }).text, content));
}

/** A longer description, in characters, would weigh on its page: links lead to it (`describedby`). */
const longestInPage = 100_000;

async function documentOf(dataset: PublishedDataset): Promise<string> {
  const format = formatOf('jsonld');
  return format ? toDocument(format, [dataset]) : '';
}

/** The IRI of the page's dataset, and the documents that describe it for machines (Signposting, describedby). */
function pageLinks(address: string): string {
  const documents = formats.flatMap(({ suffix, mediaType }) =>
    ['describedby', 'alternate'].map(
      (relation) => `<${address}.${suffix}>; rel="${relation}"; type="${mediaType}"`,
    ),
  );
  return [`<${address}>; rel="canonical"`, ...documents].join(', ');
}

/** The dataset of this id, the id of the one it was merged into, or what is left of it. */
async function readDataset(
  { reader }: WebContext,
  id: string,
): Promise<PublishedDataset | string | Tombstone> {
  const found = isId(id)
    ? ((await reader.dataset(id)) ?? (await reader.redirect(id)) ?? (await reader.tombstone(id)))
    : null;
  if (found === null)
    throw new HttpProblem('NOT_FOUND', 'The catalogue has no dataset of this id.');
  return found;
}

function sendTombstone(
  { baseUrl }: WebContext,
  request: FastifyRequest,
  reply: FastifyReply,
  chosen: Representation | 'list',
  tombstone: Tombstone,
): Promise<FastifyReply> {
  const graph = describeTombstone(baseUrl, tombstone);
  return sendRdf(request, reply, chosen, {
    address: graph.graph,
    baseUrl,
    subject: `${graph.graph}#record`,
    serial: tombstone.serial,
    modified: tombstone.at,
    graphs: [graph],
    isGone: true,
  });
}

/** Whether a path segment can be an id of ours at all, so that nothing else reaches the store. */
export function isId(text: string): boolean {
  return /^[\w-]{1,64}$/.test(text);
}
