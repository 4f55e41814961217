import { setTimeout as sleep } from 'node:timers/promises';
import { Type } from '@fastify/type-provider-typebox';
import { refuseSource } from '../api/answers.ts';
import { SourceId, strict } from '../api/schemas.ts';
import { HttpProblem } from '../problem.ts';
import { hasRole } from '../ui/admin-layout.tsx';
import { AdminSourcePage } from '../ui/admin-source-page.tsx';
import { SourcesPage } from '../ui/admin-sources-page.tsx';
import { speak } from '../ui/language.ts';
import { adminPage, sendAdminPage } from './layout.ts';
import type { ConsoleContext, ConsolePart } from './part.ts';
import { knownSource, sourceStates } from './sources-state.ts';

const params = strict({ source: SourceId });
const viewer = { role: 'viewer' } as const;
const own = { role: 'curator', source: 'source' } as const;
const Csrf = Type.Optional(Type.String({ maxLength: 200 }));
const Act = Type.Union([Type.Null(), strict({ csrf: Csrf })]);
const Done = strict({ done: Type.Optional(Type.Enum(['asked', 'saved'])) });
const Removal = strict({
  csrf: Csrf,
  confirm: Type.Literal('yes'),
  revision: Type.Integer({ minimum: 0 }),
});
const shownRuns = 5;

/** The list of sources, the page of each, and what can be done to it at the press of a button. */
export const sourcePages: ConsolePart = (context, language) => async (app) => {
  const { baseUrl, administration } = context;
  const { sources } = administration;
  const back = new URL(baseUrl).pathname.replace(/\/$/, '');
  const pathOf = (path: string) => `${back}/${language}/admin/${path}`;

  app.get('/admin/sources', { config: { needs: viewer } }, async (request, reply) => {
    const page = adminPage(request, baseUrl, language);
    const states = await sourceStates(context, page.identity);
    const view = { title: page.text.adminSources, section: 'Sources' } as const;
    const canAdd = hasRole(page.identity, 'admin');
    return sendAdminPage(reply, page, view, <SourcesPage {...{ page, states, canAdd }} />);
  });

  app.get(
    '/admin/sources/:source',
    { config: { needs: { ...viewer, source: 'source' } }, schema: { params, querystring: Done } },
    async (request, reply) => {
      const { id } = knownSource(context, request.params.source).source;
      const page = adminPage(request, baseUrl, language);
      const states = await sourceStates(context, page.identity);
      const state = states.find(({ managed }) => managed.source.id === id);
      if (!state) throw new HttpProblem('NOT_FOUND', 'There is no source of this name.');
      const nextRuns = state.managed.paused ? [] : sources.nextRuns(id, shownRuns);
      const title = speak(state.managed.source.title, language)?.text ?? id;
      const done = request.query.done ?? null;
      const content = <AdminSourcePage {...{ page, state, nextRuns, done }} />;
      return sendAdminPage(reply, page, { title, section: 'Sources' }, content);
    },
  );

  for (const [verb, trigger] of [
    ['run', 'request'],
    ['replay', 'replay'],
  ] as const) {
    app.post(
      `/admin/sources/:source/${verb}`,
      { config: { needs: own, act: 'run.start' }, schema: { params, body: Act } },
      async (request, reply) => {
        const { id } = knownSource(context, request.params.source).source;
        request.act = { detail: { trigger } };
        const asked = await sources.run(id, trigger);
        if (!asked) {
          throw new HttpProblem('CONFLICT', 'This source pushes; there is nothing to ask it.');
        }
        const run = await runOf(context, asked.id);
        return reply.redirect(pathOf(run ? `runs/${run}` : `sources/${id}?done=asked`), 303);
      },
    );
  }

  app.post(
    '/admin/sources/:source/cancel',
    { config: { needs: own, act: 'run.cancel' }, schema: { params, body: Act } },
    async (request, reply) => {
      const { id } = knownSource(context, request.params.source).source;
      if (!(await sources.cancel(id))) {
        throw new HttpProblem('CONFLICT', 'No run of this source waits or is under way.');
      }
      return reply.redirect(pathOf(`sources/${id}`), 303);
    },
  );

  for (const verb of ['pause', 'resume'] as const) {
    app.post(
      `/admin/sources/:source/${verb}`,
      { config: { needs: own, act: `source.${verb}` }, schema: { params, body: Act } },
      async (request, reply) => {
        const { id } = knownSource(context, request.params.source).source;
        await sources.pause(id, verb === 'pause');
        return reply.redirect(pathOf(`sources/${id}`), 303);
      },
    );
  }

  app.post(
    '/admin/sources/:source/delete',
    {
      config: { needs: { role: 'admin', source: 'source' }, act: 'source.delete' },
      schema: { params, body: Removal },
    },
    async (request, reply) => {
      const removed = await sources.remove(request.params.source, request.body.revision);
      if (removed.kind !== 'removed') throw refuseSource(removed);
      const { withdrawn, held } = removed;
      request.act = { detail: { withdrawn, held } };
      return reply.redirect(pathOf(held > 0 ? 'decisions' : 'sources'), 303);
    },
  );
};

const tries = 20;
const betweenTriesMs = 100;

/** The run that answers a request, if it begins at once: its page says more than that it is asked for. */
async function runOf({ administration }: ConsoleContext, request: string): Promise<string | null> {
  for (let attempt = 1; attempt <= tries; attempt += 1) {
    const asked = await administration.sources.request(request);
    if (asked && asked.runId !== null) return asked.runId;
    await sleep(betweenTriesMs);
  }
  return null;
}
