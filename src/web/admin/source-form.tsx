import { Type } from '@fastify/type-provider-typebox';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Offers } from '../../model/administration.ts';
import type { ManagedSource, SourceRefusal } from '../../model/managed-source.ts';
import { refuseSource } from '../api/answers.ts';
import { SourceId, strict } from '../api/schemas.ts';
import { HttpProblem } from '../problem.ts';
import { formMessages } from '../ui/admin-form-messages.ts';
import type { SourceForm } from '../ui/admin-source-form.tsx';
import { SourceFormPage } from '../ui/admin-source-form-page.tsx';
import { SourceStartPage } from '../ui/admin-source-start-page.tsx';
import type { Language } from '../ui/language.ts';
import { callerOf } from './caller.ts';
import { adminPage, sendAdminPage } from './layout.ts';
import { optionFields } from './option-fields.ts';
import type { ConsoleContext, ConsolePart } from './part.ts';
import { planOf } from './schedule.ts';
import { errorsOf } from './source-errors.ts';
import {
  effectiveOf,
  type FieldError,
  type Fields,
  fieldsOf,
  readFields,
} from './source-fields.ts';
import { knownSource } from './sources-state.ts';

const params = strict({ source: SourceId });
const Start = strict({ preset: Type.Optional(Type.String({ maxLength: 63 })) });
const body = Type.Unsafe<Fields>({
  type: 'object',
  additionalProperties: { type: 'string', maxLength: 50_000 },
  maxProperties: 100,
});
const testedRecords = 10;
const shownRuns = 5;
const admin = { role: 'admin' } as const;
const own = { role: 'curator', source: 'source' } as const;

/** The form that creates a source or changes one, and the preview of what it would give. */
export const sourceFormPages: ConsolePart = (context, language) => async (app) => {
  const { baseUrl, administration } = context;
  const { offers, sources } = administration;
  const base = `${new URL(baseUrl).pathname.replace(/\/$/, '')}/${language}/admin/sources`;
  const form = formOf(context, language);

  app.get(
    '/admin/sources/new',
    { config: { needs: admin }, schema: { querystring: Start } },
    async (request, reply) => {
      const { preset } = request.query;
      const known = await offers();
      if (preset === undefined) {
        const page = adminPage(request, baseUrl, language);
        const view = { title: formMessages[language].newSource, section: 'Sources' } as const;
        return sendAdminPage(reply, page, view, <SourceStartPage {...{ page, offers: known }} />);
      }
      const fields = fieldsOf({ preset }, known);
      return form.send(request, reply, { managed: null, fields, offers: known });
    },
  );
  app.post(
    '/admin/sources/new',
    { config: { needs: admin, act: 'source.create' }, schema: { body } },
    async (request, reply) => {
      const known = await offers();
      const { body: fields } = request;
      const { input, errors } = readFields(fields, {}, known);
      const { id } = input;
      request.act = { ...(typeof id === 'string' ? { sourceId: id.slice(0, 63) } : {}) };
      const draft = { managed: null, fields, offers: known };
      if (errors.length > 0) return form.send(request, reply, { ...draft, errors });
      const created = await sources.create(input, callerOf(request).identity);
      if (created.kind !== 'done') return form.refuse(request, reply, draft, created);
      return reply.redirect(`${base}/${created.source.source.id}?done=saved`, 303);
    },
  );
  app.post(
    '/admin/sources/new/test',
    { config: { needs: admin, act: 'source.test' }, schema: { body } },
    (request, reply) => form.test(request, reply, null, request.body),
  );
  app.get('/admin/sources/new/test', { config: { needs: admin } }, async (_request, reply) =>
    reply.redirect(`${base}/new`, 303),
  );

  app.get(
    '/admin/sources/:source/edit',
    { config: { needs: own }, schema: { params } },
    async (request, reply) => {
      const managed = changeable(context, request.params.source);
      const known = await offers();
      const fields = fieldsOf(managed.entry ?? {}, known);
      return form.send(request, reply, { managed, fields, offers: known });
    },
  );
  app.post(
    '/admin/sources/:source/edit',
    { config: { needs: own, act: 'source.change' }, schema: { params, body } },
    async (request, reply) => {
      const managed = changeable(context, request.params.source);
      const known = await offers();
      const { body: fields } = request;
      const { id } = managed.source;
      const { input, errors } = readFields({ ...fields, id }, managed.entry ?? {}, known);
      const draft = { managed, fields, offers: known };
      if (errors.length > 0) return form.send(request, reply, { ...draft, errors });
      const revision = Number(fields['revision'] ?? '');
      const changed = await sources.change(id, input, revision, callerOf(request).identity);
      if (changed.kind !== 'done') return form.refuse(request, reply, draft, changed);
      return reply.redirect(`${base}/${id}?done=saved`, 303);
    },
  );
  app.post(
    '/admin/sources/:source/edit/test',
    { config: { needs: own, act: 'source.test' }, schema: { params, body } },
    (request, reply) =>
      form.test(request, reply, changeable(context, request.params.source), request.body),
  );
  app.get(
    '/admin/sources/:source/edit/test',
    { config: { needs: own }, schema: { params } },
    async (request, reply) => reply.redirect(`${base}/${request.params.source}/edit`, 303),
  );
};

/** A form as somebody sent it, or as it first is. */
interface Draft {
  readonly managed: ManagedSource | null;
  readonly fields: Fields;
  readonly offers: Offers;
  readonly errors?: readonly FieldError[];
  readonly isOutdated?: boolean;
  readonly tested?: SourceForm['tested'];
}

function formOf({ baseUrl, administration }: ConsoleContext, language: Language) {
  const { sources, offers } = administration;

  function send(request: FastifyRequest, reply: FastifyReply, draft: Draft) {
    const { managed, fields, errors = [], isOutdated = false, tested = null } = draft;
    const page = adminPage(request, baseUrl, language);
    const form: SourceForm = {
      id: managed?.source.id ?? null,
      revision: Number(fields['revision'] ?? managed?.revision ?? 0),
      fields,
      errors,
      isOutdated,
      offers: draft.offers,
      nextRuns: sources.upcoming(planOf(fields, draft.offers), shownRuns),
      tested,
    };
    if (isOutdated) reply.code(412);
    else if (errors.length > 0) reply.code(422);
    const text = formMessages[language];
    const title = managed ? `${text.editSource} ${managed.source.id}` : text.newSource;
    const view = { title, section: 'Sources', scripts: ['next-runs.js'] } as const;
    return sendAdminPage(reply, page, view, <SourceFormPage {...{ page, form }} />);
  }

  function refuse(request: FastifyRequest, reply: FastifyReply, draft: Draft, why: SourceRefusal) {
    if (why.kind === 'outdated') return send(request, reply, { ...draft, isOutdated: true });
    const sentences =
      why.kind === 'invalid'
        ? why.errors
        : why.kind === 'reserved'
          ? [why.reason]
          : [refuseSource(why).message];
    const { preset } = draft.fields;
    const connector =
      draft.fields['connector'] || effectiveOf({ preset }, draft.offers, 'connector');
    const options = optionFields(draft.offers, connector);
    const errors = sentences.flatMap((sentence) => errorsOf(sentence, options));
    return send(request, reply, { ...draft, errors });
  }

  async function test(
    request: FastifyRequest,
    reply: FastifyReply,
    managed: ManagedSource | null,
    fields: Fields,
  ) {
    const known = await offers();
    const id = managed?.source.id ?? null;
    const whole = id === null ? fields : { ...fields, id };
    const { input, errors } = readFields(whole, managed?.entry ?? {}, known);
    const draft = { managed, fields, offers: known };
    if (errors.length > 0) return send(request, reply, { ...draft, errors });
    const { signal } = request;
    const { identity } = callerOf(request);
    const tested = await sources.test(input, id, identity, { limit: testedRecords, signal });
    if (tested.kind !== 'tested') return refuse(request, reply, draft, tested);
    return send(request, reply, { ...draft, tested });
  }

  return { send, refuse, test };
}

/** A source that the console changes; one of a file is changed there. */
function changeable(context: ConsoleContext, id: string): ManagedSource {
  const managed = knownSource(context, id);
  if (managed.managedBy === 'admin') return managed;
  throw new HttpProblem('CONFLICT', 'A file declares this source: change it there.');
}
