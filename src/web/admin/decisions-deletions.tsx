import { createHash } from 'node:crypto';
import { type FastifyPluginAsyncTypebox, Type } from '@fastify/type-provider-typebox';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { permits } from '../../model/access.ts';
import type { HeldDeletion } from '../../model/decisions.ts';
import type { ManagedSource } from '../../model/managed-source.ts';
import { SourceId, strict } from '../api/schemas.ts';
import { csrfField } from '../plugins/cross-site.ts';
import { HttpProblem } from '../problem.ts';
import { Confirmation } from '../ui/admin-decision-confirmation.tsx';
import {
  DeletedPage,
  deletionsPath,
  HeldPage,
  HeldTable,
} from '../ui/admin-decision-deletions.tsx';
import { decisionMessages } from '../ui/admin-decision-messages.ts';
import type { Language } from '../ui/language.ts';
import { pageLink } from '../ui/layout.tsx';
import { adminPage, sendAdminPage } from './layout.ts';
import type { ConsoleContext } from './part.ts';

const Params = strict({ source: SourceId });
const Moment = Type.String({ pattern: '^\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z$' });
/** The token of every form, checked before its handler. */
export const csrf = { [csrfField]: Type.Optional(Type.String({ maxLength: 200 })) };
const view = { needs: { role: 'viewer', source: 'source' } } as const;
const decide = { role: 'curator', source: 'source' } as const;

/** What the breaker held of a source: shown, decided after a confirmation, and undone. */
export function deletionPages(
  { baseUrl, administration }: ConsoleContext,
  language: Language,
): FastifyPluginAsyncTypebox {
  const { deletions, journal, restoreAll, sources } = administration;
  const words = decisionMessages[language];
  const section = 'Decisions';

  function sourceOf(id: string): ManagedSource {
    const found = sources.find(id);
    if (found) return found;
    throw new HttpProblem('NOT_FOUND', 'There is no source of this name.');
  }

  async function ask(
    request: FastifyRequest,
    reply: FastifyReply,
    decision: 'approve' | 'reject',
    sourceId: string,
    warning: string | null = null,
  ) {
    sourceOf(sourceId);
    const page = adminPage(request, baseUrl, language);
    const held = await deletions.list(sourceId);
    if (held.length === 0) return reply.redirect(pageLink(page, deletionsPath(sourceId)), 303);
    const question = words[`${decision}Title`](held.length);
    const content = (
      <Confirmation
        page={page}
        question={question}
        sentences={words[`${decision}Text`](held.length)}
        action={`${deletionsPath(sourceId)}/${decision}`}
        back={deletionsPath(sourceId)}
        label={words[`${decision}Do`]}
        isDanger={decision === 'approve'}
        fields={{ seen: signOf(held) }}
        warning={warning}
      >
        <HeldTable page={page} held={held} />
      </Confirmation>
    );
    return sendAdminPage(reply, page, { title: question, section }, content);
  }

  return async (app) => {
    const path = '/admin/sources/:source/deletions';
    app.get(path, { config: view, schema: { params: Params } }, async (request, reply) => {
      const { source } = sourceOf(request.params.source);
      const page = adminPage(request, baseUrl, language);
      const [held, summaries] = await Promise.all([deletions.list(source.id), deletions.summary()]);
      const content = (
        <HeldPage
          page={page}
          title={source.title}
          summary={summaries.find(({ sourceId }) => sourceId === source.id) ?? null}
          held={held}
          policy={source.policy.deletion}
          mayDecide={permits(page.identity, decide, source.id)}
        />
      );
      return sendAdminPage(reply, page, { title: words.heldTitle, section }, content);
    });

    for (const decision of ['approve', 'reject'] as const) {
      const url = `${path}/${decision}`;
      app.get(url, { config: { needs: decide }, schema: { params: Params } }, (request, reply) =>
        ask(request, reply, decision, request.params.source),
      );
      app.post(
        url,
        {
          config: { needs: decide, act: `deletions.${decision}` },
          schema: {
            params: Params,
            body: strict({ ...csrf, seen: Type.String({ maxLength: 64 }) }),
          },
        },
        async (request, reply) => {
          const sourceId = request.params.source;
          const held = await deletions.list(sourceId);
          if (signOf(held) !== request.body.seen) {
            return ask(request, reply.code(409), decision, sourceId, words.changed);
          }
          const records = await deletions[decision](sourceId);
          request.act = { sourceId, detail: { records } };
          const page = adminPage(request, baseUrl, language);
          const gone = held[0] && decision === 'approve' ? await momentOf(held[0]) : null;
          const after = gone
            ? `${deletionsPath(sourceId)}/deleted?at=${gone.toISOString()}`
            : `/admin/decisions?done=kept`;
          return reply.redirect(pageLink(page, after), 303);
        },
      );
    }

    app.get(
      `${path}/deleted`,
      {
        config: { needs: decide },
        schema: { params: Params, querystring: strict({ at: Moment }) },
      },
      async (request, reply) => {
        const sourceId = request.params.source;
        const at = new Date(request.query.at);
        const page = adminPage(request, baseUrl, language);
        const count = (await deletions.deletedAt(sourceId, at)).length;
        const content = <DeletedPage {...{ page, sourceId, at, count }} />;
        return sendAdminPage(reply, page, { title: words.doneTitle(count), section }, content);
      },
    );

    app.post(
      `${path}/undo`,
      {
        config: { needs: decide, act: 'deletions.undo' },
        schema: { params: Params, body: strict({ ...csrf, at: Moment }) },
      },
      async (request, reply) => {
        const sourceId = request.params.source;
        const ids = await deletions.deletedAt(sourceId, new Date(request.body.at));
        const records = ids.length === 0 ? 0 : await restoreAll(ids);
        request.act = { sourceId, detail: { records, of: ids.length } };
        const page = adminPage(request, baseUrl, language);
        if (records < ids.length) {
          const detail = `${records} of ${ids.length} records were published again; a run may be under way: try again.`;
          throw new HttpProblem('CONFLICT', detail);
        }
        return reply.redirect(pageLink(page, '/admin/decisions?done=restored'), 303);
      },
    );
  };

  /** When a record was deleted: all records of one approval go at the same moment. */
  async function momentOf({ recordId }: HeldDeletion): Promise<Date | null> {
    return (await journal.record(recordId))?.changedAt ?? null;
  }
}

/** What tells one list of held deletions from another. */
function signOf(held: readonly HeldDeletion[]): string {
  const ids = held.map(({ recordId }) => recordId).sort();
  return createHash('sha256').update(ids.join(' ')).digest('hex').slice(0, 32);
}
