import { type FastifyPluginAsyncTypebox, Type } from '@fastify/type-provider-typebox';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { PublishedDataset } from '../../model/published.ts';
import { datasetQualityDocument } from '../../publish/quality/dqv.ts';
import { datasetDocument } from '../../rdf/mint.ts';
import { dqv } from '../../rdf/vocabularies.ts';
import type { WebContext } from '../context.ts';
import { HttpProblem } from '../problem.ts';
import { DatasetPage, titleOf } from '../ui/dataset-page.tsx';
import { type Language, languages } from '../ui/language.ts';
import { describePage, renderPage } from '../ui/layout.tsx';
import { QualityBlock } from '../ui/quality-block.tsx';
import type { KeptAnswers } from './kept-answers.ts';
import { negotiateLanguage } from './negotiate.ts';
import { representationQuery } from './profile-choice.ts';
import { chooseByAddress } from './rdf-reply.ts';
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
      const dataset = await readDataset(context, name);
      if (typeof dataset === 'string') {
        return redirect(context, request, reply, dataset, `/datasets/${dataset}${suffix}`);
      }
      if (chosen !== 'html')
        return sendRdf(request, reply, chosen, {
          address: dataset.graph,
          serial: dataset.serial,
          modified: dataset.modified,
          graphs: [dataset],
          links: [qualityLink(context.baseUrl, name)],
          // An id in capitals finds the dataset too, but no event tells of a change under that address.
          keep: dataset.graph === context.baseUrl + path ? keep : undefined,
        });
      const language = negotiateLanguage(request.headers['accept-language'], languages);
      reply.header('vary', 'Accept, Accept-Profile, Accept-Language');
      return showDataset(context, reply, dataset, language);
    });
  };
}

/** The page of a dataset in one language. */
export async function datasetPage(
  context: WebContext,
  request: FastifyRequest<{ Params: { id: string } }>,
  reply: FastifyReply,
  language: Language,
): Promise<FastifyReply> {
  const dataset = await readDataset(context, request.params.id);
  return typeof dataset === 'string'
    ? redirect(context, request, reply, dataset, `/${language}/datasets/${dataset}`)
    : showDataset(context, reply, dataset, language);
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
  { baseUrl, quality: reader }: WebContext,
  reply: FastifyReply,
  dataset: PublishedDataset,
  language: Language,
): Promise<FastifyReply> {
  const [quality, trend] = await Promise.all([
    reader.dataset(dataset.id),
    reader.datasetTrend(dataset.id),
  ]);
  const page = describePage(baseUrl, language, `/datasets/${dataset.id}`);
  return reply
    .type('text/html; charset=utf-8')
    .header('content-language', language)
    .header(
      'link',
      [
        `<${datasetDocument(baseUrl, dataset.id)}>; rel="canonical"`,
        qualityLink(baseUrl, dataset.id),
      ].join(', '),
    )
    .send(
      renderPage(
        page,
        titleOf({ page, dataset }).text,
        <DatasetPage page={page} dataset={dataset}>
          <QualityBlock page={page} quality={quality} trend={trend} />
        </DatasetPage>,
      ),
    );
}

/** The dataset of this id, or the id of the one it was merged into. */
async function readDataset({ reader }: WebContext, id: string): Promise<PublishedDataset | string> {
  const dataset = isId(id) ? ((await reader.dataset(id)) ?? (await reader.redirect(id))) : null;
  if (dataset !== null) return dataset;
  const tombstone = isId(id) ? await reader.tombstone(id) : null;
  if (!tombstone) throw new HttpProblem('NOT_FOUND', 'The catalogue has no dataset of this id.');
  throw new HttpProblem('GONE', tombstone.reason, {
    iri: tombstone.iri,
    deletedAt: tombstone.at.toISOString(),
    serial: tombstone.serial,
  });
}

/** Whether a path segment can be an id of ours at all, so that nothing else reaches the store. */
export function isId(text: string): boolean {
  return /^[\w-]{1,64}$/.test(text);
}
