import { type FastifyPluginAsyncTypebox, Type } from '@fastify/type-provider-typebox';
import { strict } from '../api/schemas.ts';
import { AuditPage } from '../ui/admin-audit-page.tsx';
import { peopleMessages } from '../ui/admin-people-messages.ts';
import type { Language } from '../ui/language.ts';
import { adminPage, sendAdminPage } from './layout.ts';
import type { ConsoleContext } from './part.ts';

const pageSize = 100;
const dayMs = 86_400_000;
const text = Type.String({ maxLength: 100, default: '' });
const Day = Type.String({ pattern: '^(?:20[0-9]{2}-[0-9]{2}-[0-9]{2})?$', default: '' });
const Query = strict({
  actor: text,
  action: text,
  from: Day,
  to: Day,
  before: Type.Optional(Type.Integer({ minimum: 1 })),
});

/** The audit log, by who, what and when. */
export function auditPages(
  { baseUrl, administration }: ConsoleContext,
  language: Language,
): FastifyPluginAsyncTypebox {
  const { access, audit } = administration;
  return async (app) => {
    app.get(
      '/admin/audit',
      { config: { needs: { role: 'admin' } }, schema: { querystring: Query } },
      async (request, reply) => {
        const { before, ...filter } = request.query;
        const [from, to] = [dayOf(filter.from), dayOf(filter.to)];
        const [people, keys, found] = await Promise.all([
          access.people.list(),
          access.keys.list(),
          audit.list({
            ...(filter.actor && { actorId: filter.actor }),
            ...(filter.action && { action: filter.action }),
            ...(from && { from }),
            // The last day counts in full.
            ...(to && { to: new Date(to.getTime() + dayMs) }),
            ...(before !== undefined && { before }),
            limit: pageSize + 1,
          }),
        ]);
        const entries = found.slice(0, pageSize);
        const next = found.length > pageSize ? (entries.at(-1)?.id ?? null) : null;
        const page = adminPage(request, baseUrl, language);
        const isFirst = before === undefined;
        const content = <AuditPage {...{ page, filter, people, keys, entries, next, isFirst }} />;
        const view = { title: peopleMessages[language].audit, section: 'Audit' } as const;
        return sendAdminPage(reply, page, view, content);
      },
    );
  };
}

/** Midnight of a day, in UTC; null for none, or for one that no calendar has. */
function dayOf(text: string): Date | null {
  const day = new Date(`${text}T00:00:00.000Z`);
  return Number.isNaN(day.getTime()) ? null : day;
}
