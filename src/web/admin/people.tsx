import { type FastifyPluginAsyncTypebox, Type } from '@fastify/type-provider-typebox';
import type { Person } from '../../model/access.ts';
import { SourceId, strict, Uuid } from '../api/schemas.ts';
import { HttpProblem } from '../problem.ts';
import { Confirmation } from '../ui/admin-decision-confirmation.tsx';
import { peopleMessages } from '../ui/admin-people-messages.ts';
import { PeoplePage, PersonPage } from '../ui/admin-people-page.tsx';
import { type Language, plain } from '../ui/language.ts';
import { pageLink } from '../ui/layout.tsx';
import { csrf } from './decisions-deletions.tsx';
import { adminPage, sendAdminPage } from './layout.ts';
import type { ConsoleContext } from './part.ts';

const needs = { role: 'admin' } as const;
const section = 'People';
const Params = strict({ person: Uuid });

/** People: what curators are in charge of, and who is kept out. */
export function peoplePages(
  { baseUrl, administration }: ConsoleContext,
  language: Language,
): FastifyPluginAsyncTypebox {
  const { access, sources } = administration;
  const words = peopleMessages[language];

  async function personOf({ person: id }: { person: string }): Promise<Person> {
    const person = (await access.people.list()).find((each) => each.id === id);
    if (person) return person;
    throw new HttpProblem('NOT_FOUND', 'Nobody has this id.');
  }

  return async (app) => {
    app.get('/admin/people', { config: { needs } }, async (request, reply) => {
      const page = adminPage(request, baseUrl, language);
      const content = <PeoplePage page={page} people={await access.people.list()} />;
      return sendAdminPage(reply, page, { title: words.people, section }, content);
    });

    const path = '/admin/people/:person';
    app.get(
      path,
      {
        config: { needs },
        schema: {
          params: Params,
          querystring: strict({ saved: Type.Optional(Type.Literal('yes')) }),
        },
      },
      async (request, reply) => {
        const person = await personOf(request.params);
        const page = adminPage(request, baseUrl, language);
        const choices = sources.list().map(({ source }) => source);
        const isSaved = request.query.saved !== undefined;
        const content = <PersonPage {...{ page, person, sources: choices, isSaved }} />;
        return sendAdminPage(reply, page, { title: plain(person.name), section }, content);
      },
    );
    app.post(
      path,
      {
        config: { needs, act: 'person.change' },
        schema: {
          params: Params,
          body: strict({
            ...csrf,
            sources: Type.Array(SourceId, { maxItems: 1000, uniqueItems: true, default: [] }),
          }),
        },
      },
      async (request, reply) => {
        const { id, name, blocked } = await personOf(request.params);
        const chosen = request.body.sources;
        await access.people.change(id, { sources: chosen, blocked });
        request.act = { detail: { name, sources: chosen, blocked } };
        const page = adminPage(request, baseUrl, language);
        return reply.redirect(pageLink(page, `/admin/people/${id}?saved=yes`), 303);
      },
    );

    for (const change of ['block', 'unblock'] as const) {
      const url = `${path}/${change}`;
      app.get(url, { config: { needs }, schema: { params: Params } }, async (request, reply) => {
        const person = await personOf(request.params);
        const page = adminPage(request, baseUrl, language);
        const question = words[`${change}Title`](person.name);
        const content = (
          <Confirmation
            page={page}
            question={question}
            sentences={words[`${change}Text`]}
            action={`/admin/people/${person.id}/${change}`}
            back={`/admin/people/${person.id}`}
            label={words[`${change}Do`]}
            isDanger={change === 'block'}
          />
        );
        return sendAdminPage(reply, page, { title: question, section }, content);
      });
      app.post(
        url,
        {
          config: { needs, act: `person.${change}` },
          schema: { params: Params, body: strict(csrf) },
        },
        async (request, reply) => {
          const { id, name, sources: own } = await personOf(request.params);
          const page = adminPage(request, baseUrl, language);
          if (id === page.identity.id) {
            throw new HttpProblem('CONFLICT', 'Nobody can block or unblock themselves.');
          }
          await access.people.change(id, { sources: own, blocked: change === 'block' });
          request.act = { detail: { name } };
          return reply.redirect(pageLink(page, `/admin/people/${id}?saved=yes`), 303);
        },
      );
    }
  };
}
