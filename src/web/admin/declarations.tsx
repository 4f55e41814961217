import multipart from '@fastify/multipart';
import { type FastifyPluginAsyncTypebox, Type } from '@fastify/type-provider-typebox';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { HarvestError, problemOf } from '../../model/problem.ts';
import { strict } from '../api/schemas.ts';
import { HttpProblem } from '../problem.ts';
import { declarationMessages } from '../ui/admin-declaration-messages.ts';
import { DeclarationsPage, type Imported } from '../ui/admin-declarations-page.tsx';
import type { Language } from '../ui/language.ts';
import { pageLink } from '../ui/layout.tsx';
import { csrf } from './decisions-deletions.tsx';
import { adminPage, sendAdminPage } from './layout.ts';
import type { ConsoleContext } from './part.ts';
import { fileOf, readFile } from './uploaded-file.ts';

/** Largest file; that of the API. */
const maxBytes = 16 * 1024 * 1024;
const needs = { role: 'admin' } as const;
const listForm = /^[a-z0-9][a-z0-9-]{0,99}$/;

/** Lists of declared databases: taken in, and forgotten (the public page compares them). */
export function declarationPages(
  { baseUrl, administration, coverage }: ConsoleContext,
  language: Language,
): FastifyPluginAsyncTypebox {
  const { declarations } = administration;
  const words = declarationMessages[language];

  async function show(request: FastifyRequest, reply: FastifyReply, outcome: Imported | null) {
    const page = adminPage(request, baseUrl, language);
    const lists = await coverage.lists();
    const content = <DeclarationsPage {...{ page, lists, outcome }} />;
    return sendAdminPage(reply, page, { title: words.title, section: 'Coverage' }, content);
  }

  return async (app) => {
    await app.register(multipart, {
      attachFieldsToBody: 'keyValues',
      limits: { fileSize: maxBytes, files: 1, fields: 4, fieldSize: 1000, parts: 5 },
      onFile: readFile,
    });
    app.get('/admin/declarations', { config: { needs } }, (request, reply) =>
      show(request, reply, null),
    );
    app.post(
      '/admin/declarations',
      { config: { needs, act: 'declarations.import' } },
      async (request, reply) => {
        const list = listOf(request.body);
        const file = fileOf(request.body);
        if (list === null || file === null) {
          return show(request, reply.code(422), { kind: 'refused', reason: words.incomplete });
        }
        request.act = { target: list };
        try {
          const { declared, failures } = await declarations.importSheet(list, file.body);
          request.act = { target: list, detail: { declared, failures: failures.length } };
          return await show(request, reply, { kind: 'taken', list, declared, failures });
        } catch (error) {
          const problem = error instanceof HarvestError ? problemOf(error) : null;
          if (problem?.stage !== 'parse') throw error;
          return show(request, reply.code(422), { kind: 'unreadable', problem });
        }
      },
    );
    app.post(
      '/admin/declarations/:list/remove',
      {
        config: { needs, act: 'declarations.remove' },
        schema: {
          params: strict({ list: Type.String({ minLength: 1, maxLength: 100 }) }),
          body: strict(csrf),
        },
      },
      async (request, reply) => {
        const { list } = request.params;
        request.act = { target: list };
        if (!(await declarations.remove(list)))
          throw new HttpProblem('NOT_FOUND', 'There is no list of this name.');
        const page = adminPage(request, baseUrl, language);
        return reply.redirect(pageLink(page, '/admin/declarations'), 303);
      },
    );
  };
}

function listOf(body: unknown): string | null {
  if (typeof body !== 'object' || body === null || !('list' in body)) return null;
  return typeof body.list === 'string' && listForm.test(body.list) ? body.list : null;
}
