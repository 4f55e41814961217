import { type FastifyPluginAsyncTypebox, Type } from '@fastify/type-provider-typebox';
import { type Identity, permits, seesSource } from '../../model/access.ts';
import type { Administration } from '../../model/administration.ts';
import type { RecordDetails } from '../../model/journal.ts';
import type { RecordPreview } from '../../model/record-preview.ts';
import { formatOf, toDocument } from '../../publish/formats.ts';
import { readCursor } from '../api/paging.ts';
import { outcomes, SourceId, states, strict, Uuid } from '../api/schemas.ts';
import { HttpProblem } from '../problem.ts';
import { readTermNames } from '../term-names.ts';
import { diffOf } from '../ui/admin-record-diff.tsx';
import { DiffPage } from '../ui/admin-record-diff-page.tsx';
import { recordMessages } from '../ui/admin-record-messages.ts';
import { RecordPage } from '../ui/admin-record-page.tsx';
import { recordPath } from '../ui/admin-record-parts.tsx';
import { RecordsPage } from '../ui/admin-records-page.tsx';
import { type Language, plain, speak } from '../ui/language.ts';
import { pageLink } from '../ui/layout.tsx';
import { adminPage, sendAdminPage } from './layout.ts';
import type { ConsoleContext } from './part.ts';

const viewer = { needs: { role: 'viewer' } } as const;
const ofSource = { needs: { role: 'viewer', source: 'source' } } as const;
const pageSize = 50;
const excerptLength = 5000;

const Filter = strict({
  q: Type.String({ maxLength: 200, default: '' }),
  source: Type.Union([Type.Literal(''), SourceId], { default: '' }),
  state: Type.Optional(Type.Enum(['', ...states])),
  outcome: Type.Optional(Type.Enum(['', ...outcomes])),
  cursor: Type.Optional(Type.String({ maxLength: 4000 })),
});
const One = strict({ source: SourceId, record: Uuid });
const Version = Type.Integer({ minimum: 1, maximum: 2 ** 31 - 1 });

/** Records: the list, and for each what it was, is and would become. */
export function recordPages(
  context: ConsoleContext,
  language: Language,
): FastifyPluginAsyncTypebox {
  const { baseUrl, administration } = context;
  const { journal, published, remap, restore } = administration;
  const words = recordMessages[language];

  /** The record of the path; of another source than the path says there is none. */
  async function recordOf(params: { source: string; record: string }): Promise<RecordDetails> {
    const record = await journal.record(params.record);
    if (record?.sourceId === params.source) return record;
    throw new HttpProblem('NOT_FOUND', 'There is no record of this id in the source.');
  }

  return async (app) => {
    app.get(
      '/admin/records',
      { config: viewer, schema: { querystring: Filter } },
      async (request, reply) => {
        const { q, source, state, outcome, cursor } = request.query;
        const page = adminPage(request, baseUrl, language);
        const { sourceIds, choices } = visibleSources(administration, page.identity, source);
        const place = readCursor(cursor, [/^[\w-]+$/, /^[^\0]*$/s]);
        const found = await journal.records({
          sourceIds,
          state: state || undefined,
          outcome: outcome || undefined,
          text: q.trim().replaceAll('\0', '') || undefined,
          after: place ? { sourceId: place[0], remoteKey: place[1] } : undefined,
          limit: pageSize + 1,
        });
        const records = found.slice(0, pageSize);
        const filter = { source, state: state || undefined, outcome: outcome || undefined };
        const content = (
          <RecordsPage
            page={page}
            sources={choices}
            filter={{ ...filter, text: q.trim() }}
            records={records}
            next={found.length > pageSize ? cursorOf(records.at(-1)) : null}
            isFirst={place === null}
          />
        );
        return sendAdminPage(reply, page, { title: words.list, section: 'Records' }, content);
      },
    );

    // Lists of other pages know a record by its id alone.
    app.get(
      '/admin/records/:record',
      { config: viewer, schema: { params: strict({ record: Uuid }) } },
      async (request, reply) => {
        const page = adminPage(request, baseUrl, language);
        const record = await journal.record(request.params.record);
        if (!record || !seesSource(page.identity, record.sourceId)) {
          throw new HttpProblem('NOT_FOUND', 'There is no record of this id.');
        }
        return reply.redirect(pageLink(page, recordPath(record)), 303);
      },
    );

    const path = '/admin/sources/:source/records/:record';
    app.get(path, { config: ofSource, schema: { params: One } }, async (request, reply) => {
      const record = await recordOf(request.params);
      const { id, sourceId } = record;
      const page = adminPage(request, baseUrl, language);
      const [report, payload, triples] = await Promise.all([
        journal.report(id),
        journal.payload(id),
        published(id),
      ]);
      const preview = await previewOf(record, triples, request.signal);
      const described = triples ?? preview?.added.join('\n') ?? '';
      const content = (
        <RecordPage
          page={page}
          record={record}
          report={report}
          excerpt={payload?.body.slice(0, excerptLength) ?? null}
          published={triples}
          preview={preview}
          names={await readTermNames(context, described)}
          mayDecide={permits(page.identity, { role: 'curator', source: 'source' }, sourceId)}
        />
      );
      const title = plain(speak(record.title ?? {}, language)?.text ?? record.remoteKey);
      return sendAdminPage(reply, page, { title, section: 'Records' }, content);
    });

    app.get(
      `${path}/payload`,
      { config: ofSource, schema: { params: One } },
      async (request, reply) => {
        const { id } = await recordOf(request.params);
        const payload = await journal.payload(id);
        if (!payload) throw new HttpProblem('NOT_FOUND', 'Nothing is kept of what was sent.');
        // Whatever a source sent is for saving, never for a browser to interpret.
        return reply
          .type('application/octet-stream')
          .header('content-disposition', `attachment; filename="${id}.txt"`)
          .header('x-content-type-options', 'nosniff')
          .send(Buffer.from(payload.body));
      },
    );

    app.get(
      `${path}/graph.ttl`,
      { config: ofSource, schema: { params: One } },
      async (request, reply) => {
        const record = await recordOf(request.params);
        const triples = await published(record.id);
        const preview = await previewOf(record, triples, request.signal);
        const ntriples = triples ?? preview?.added.map((line) => `${line}\n`).join('') ?? '';
        const turtle = formatOf('ttl');
        if (ntriples === '' || !turtle) {
          throw new HttpProblem('NOT_FOUND', 'No description can be made of what was sent.');
        }
        const graph = record.iri ?? record.id;
        return reply
          .type('text/turtle; charset=utf-8')
          .send(await toDocument(turtle, [{ graph, ntriples }]));
      },
    );

    app.get(
      `${path}/diff`,
      {
        config: ofSource,
        schema: { params: One, querystring: strict({ from: Version, to: Version }) },
      },
      async (request, reply) => {
        const record = await recordOf(request.params);
        const { from, to } = request.query;
        const [before, after] = await Promise.all([
          journal.version(record.id, from),
          journal.version(record.id, to),
        ]);
        if (before === null || after === null) {
          throw new HttpProblem('NOT_FOUND', 'The record has no version of this number.');
        }
        const page = adminPage(request, baseUrl, language);
        const content = <DiffPage {...{ page, record, from, to }} {...diffOf(before, after)} />;
        return sendAdminPage(reply, page, { title: words.difference, section: 'Records' }, content);
      },
    );

    app.post(
      `${path}/restore`,
      {
        config: { needs: { role: 'curator', source: 'source' }, act: 'record.restore' },
        schema: { params: One },
      },
      async (request, reply) => {
        const record = await recordOf(request.params);
        if (record.state !== 'deleted' || !(await restore(record.id))) {
          throw new HttpProblem('CONFLICT', 'The record is not deleted, or cannot be published.');
        }
        const page = adminPage(request, baseUrl, language);
        return reply.redirect(pageLink(page, recordPath(record)), 303);
      },
    );
  };

  /** What the payload would become, unless that is what is published. */
  async function previewOf(
    { id, lastOutcome }: RecordDetails,
    triples: string | null,
    signal: AbortSignal,
  ): Promise<RecordPreview | null> {
    if (triples !== null && lastOutcome !== 'quarantined') return null;
    return remap(id, signal);
  }
}

function cursorOf(last: RecordDetailsKey | undefined): string | null {
  if (!last) return null;
  return Buffer.from(JSON.stringify([last.sourceId, last.remoteKey])).toString('base64url');
}

type RecordDetailsKey = Pick<RecordDetails, 'sourceId' | 'remoteKey'>;

/** The sources that a list may show: those somebody sees, or the one of them that was chosen. */
export function visibleSources(
  { sources }: Pick<Administration, 'sources'>,
  identity: Identity,
  chosen: string,
) {
  const choices = sources
    .list()
    .map(({ source }) => source)
    .filter(({ id }) => seesSource(identity, id));
  if (chosen !== '' && !seesSource(identity, chosen)) {
    throw new HttpProblem('FORBIDDEN', 'You are not in charge of this source.');
  }
  const all = identity.role === 'curator' ? identity.sources : undefined;
  return { choices, sourceIds: chosen === '' ? all : [chosen] };
}
