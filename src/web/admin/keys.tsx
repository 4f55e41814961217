import { type FastifyPluginAsyncTypebox, type Static, Type } from '@fastify/type-provider-typebox';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { keyProblem, keyRoles, type NewKey } from '../../model/access.ts';
import { SourceId, strict, Uuid } from '../api/schemas.ts';
import { HttpProblem } from '../problem.ts';
import { Confirmation } from '../ui/admin-decision-confirmation.tsx';
import { type KeyForm, KeysPage } from '../ui/admin-keys-page.tsx';
import { peopleMessages } from '../ui/admin-people-messages.ts';
import type { Language } from '../ui/language.ts';
import { pageLink } from '../ui/layout.tsx';
import { csrf } from './decisions-deletions.tsx';
import { adminPage, sendAdminPage } from './layout.ts';
import type { ConsoleContext } from './part.ts';

const dayMs = 86_400_000;
const needs = { role: 'admin' } as const;
const section = 'Keys';
const blank: KeyForm = { name: '', role: 'push', source: '', days: '' };

const Form = strict({
  ...csrf,
  name: Type.String({ minLength: 1, maxLength: 200 }),
  role: Type.Enum(keyRoles),
  source: Type.Union([Type.Literal(''), SourceId], { default: '' }),
  days: Type.String({ pattern: '^[0-9]{0,4}$', default: '' }),
});

/** Keys: made, shown once, listed and revoked. */
export function keyPages(
  { baseUrl, administration }: ConsoleContext,
  language: Language,
): FastifyPluginAsyncTypebox {
  const { access, sources } = administration;
  const words = peopleMessages[language];

  async function show(
    request: FastifyRequest,
    reply: FastifyReply,
    parts: { form?: KeyForm; problem?: string | null; secret?: string } = {},
  ) {
    const { form = blank, problem = null, secret = null } = parts;
    const page = adminPage(request, baseUrl, language);
    const keys = await access.keys.list();
    const choices = sources.list().map(({ source }) => source);
    const now = new Date();
    const content = <KeysPage {...{ page, keys, sources: choices, now, form, problem, secret }} />;
    return sendAdminPage(reply, page, { title: words.keys, section }, content);
  }

  return async (app) => {
    app.get('/admin/keys', { config: { needs } }, (request, reply) => show(request, reply));

    app.post(
      '/admin/keys',
      { config: { needs, act: 'key.create' }, schema: { body: Form } },
      async (request, reply) => {
        const { csrf: _, ...form } = request.body;
        const key = keyOf(form);
        const problem =
          keyProblem(key, sources.find(form.source)?.source) ??
          (form.days !== '' && Number(form.days) === 0 ? 'A key lasts a day at least' : null);
        if (problem !== null) return show(request, reply.code(422), { form, problem });
        const made = await access.keys.create(key);
        const { id, role, name, sourceId } = made.key;
        const about = { target: id, detail: { role, name } };
        request.act = sourceId === null ? about : { ...about, sourceId };
        return show(request, reply.code(201), { secret: made.secret });
      },
    );

    const url = '/admin/keys/:key/revoke';
    const params = strict({ key: Uuid });
    app.get(url, { config: { needs }, schema: { params } }, async (request, reply) => {
      const key = (await access.keys.list()).find(({ id }) => id === request.params.key);
      if (!key) throw new HttpProblem('NOT_FOUND', 'No key has this id.');
      const page = adminPage(request, baseUrl, language);
      const question = words.revokeTitle(key.name);
      const content = (
        <Confirmation
          page={page}
          question={question}
          sentences={words.revokeText}
          action={`/admin/keys/${key.id}/revoke`}
          back="/admin/keys"
          label={words.revokeDo}
          isDanger
        />
      );
      return sendAdminPage(reply, page, { title: question, section }, content);
    });
    app.post(
      url,
      { config: { needs, act: 'key.revoke' }, schema: { params, body: strict(csrf) } },
      async (request, reply) => {
        if (!(await access.keys.revoke(request.params.key))) {
          throw new HttpProblem('NOT_FOUND', 'No key in force has this id.');
        }
        const page = adminPage(request, baseUrl, language);
        return reply.redirect(pageLink(page, '/admin/keys'), 303);
      },
    );
  };
}

function keyOf({ name, role, source, days }: Omit<Static<typeof Form>, 'csrf'>): NewKey {
  const expiresAt = days === '' ? null : new Date(Date.now() + Number(days) * dayMs);
  return { name, role, sourceId: source === '' ? null : source, expiresAt };
}
