import { Type } from '@fastify/type-provider-typebox';
import { seesSource } from '../../model/access.ts';
import { instantForm, readCursor, toPage, uuidForm } from '../api/paging.ts';
import { strict, Uuid } from '../api/schemas.ts';
import { HttpProblem } from '../problem.ts';
import { runMessages } from '../ui/admin-run-messages.ts';
import { journalKinds, RunPage } from '../ui/admin-run-page.tsx';
import { RunsPage } from '../ui/admin-runs-page.tsx';
import { adminPage, sendAdminPage } from './layout.ts';
import type { ConsolePart } from './part.ts';

const viewer = { needs: { role: 'viewer' } } as const;
const runsAtOnce = 50;
const entriesAtOnce = 100;

// An empty choice of a form restricts nothing.
const RunsQuery = strict({
  source: Type.Optional(Type.String({ maxLength: 63 })),
  verdict: Type.Optional(Type.Enum(['', 'complete', 'partial', 'failed', 'running'])),
  cursor: Type.Optional(Type.String({ maxLength: 4000 })),
});
const JournalQuery = strict({
  outcome: Type.Optional(Type.Enum([...journalKinds])),
  after: Type.Integer({ minimum: 0, default: 0 }),
});

/** Runs: all of them, and each with its journal. */
export const runPages: ConsolePart = (context, language) => async (app) => {
  const { baseUrl, administration } = context;
  const { journal, sources } = administration;

  app.get(
    '/admin/runs',
    { config: viewer, schema: { querystring: RunsQuery } },
    async (request, reply) => {
      const page = adminPage(request, baseUrl, language);
      const ids = sources
        .list()
        .map((managed) => managed.source.id)
        .filter((id) => seesSource(page.identity, id));
      // A curator reads the runs of one of their sources at a time.
      const isCurator = page.identity.role === 'curator';
      const source = request.query.source || (isCurator ? (ids[0] ?? 'none') : undefined);
      if (source !== undefined && isCurator && ids.length > 0 && !ids.includes(source)) {
        throw new HttpProblem('FORBIDDEN', 'You are not in charge of this source.');
      }
      const verdict = request.query.verdict || undefined;
      const place = readCursor(request.query.cursor, [instantForm, uuidForm]);
      const after = place ? { startedAt: new Date(place[0]), id: place[1] } : undefined;
      const found = await journal.runs({
        sourceId: source,
        verdict,
        after,
        limit: runsAtOnce + 1,
      });
      const { items: runs, next } = toPage(found, runsAtOnce, ({ startedAt, id }) => [
        startedAt.toISOString(),
        id,
      ]);
      const content = <RunsPage {...{ page, runs, sources: ids, source, verdict, next }} />;
      const title = runMessages[language].runsTitle;
      return sendAdminPage(reply, page, { title, section: 'Runs' }, content);
    },
  );

  app.get(
    '/admin/runs/:run',
    { config: viewer, schema: { params: strict({ run: Uuid }), querystring: JournalQuery } },
    async (request, reply) => {
      const run = await journal.run(request.params.run);
      const page = adminPage(request, baseUrl, language);
      if (!run || !seesSource(page.identity, run.sourceId)) {
        throw new HttpProblem('NOT_FOUND', 'There is no run of this id.');
      }
      const { outcome: kind, after } = request.query;
      const found = await journal.outcomes(run.id, after, entriesAtOnce + 1, kind);
      const entries = found.slice(0, entriesAtOnce);
      const next = found.length > entriesAtOnce ? (entries.at(-1)?.id ?? null) : null;
      const isFixed = sources.find(run.sourceId)?.managedBy !== 'admin';
      const isLive = run.verdict === null;
      return sendAdminPage(
        reply,
        page,
        {
          title: `${runMessages[language].run} ${run.sourceId}`,
          section: 'Runs',
          ...(isLive ? { scripts: ['follow-run.js'], refreshSeconds: 10 } : {}),
        },
        <RunPage {...{ page, run, isFixed, entries, kind, next }} />,
      );
    },
  );
};
