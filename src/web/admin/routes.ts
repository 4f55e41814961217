import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import type { WebContext } from '../context.ts';
import { negotiateLanguage } from '../public/negotiate.ts';
import { languages } from '../ui/language.ts';
import { auditPages } from './audit.tsx';
import { decisionPages } from './decisions.tsx';
import { deletionPages } from './decisions-deletions.tsx';
import { declarationPages } from './declarations.tsx';
import { keyPages } from './keys.tsx';
import { overviewPages } from './overview.tsx';
import type { ConsolePart } from './part.ts';
import { peoplePages } from './people.tsx';
import { recordPages } from './records.tsx';
import { runPages } from './runs.tsx';
import { schedulePages } from './schedule.ts';
import { signInRoutes } from './sign-in.tsx';
import { sourceFormPages } from './source-form.tsx';
import { sourcePages } from './sources.tsx';
import { uploadPages } from './upload.tsx';

const parts: readonly ConsolePart[] = [
  overviewPages,
  sourcePages,
  sourceFormPages,
  schedulePages,
  runPages,
  recordPages,
  decisionPages,
  deletionPages,
  uploadPages,
  declarationPages,
  keyPages,
  peoplePages,
  auditPages,
];

/** The console, each page in each language; without one in its address, a page leads to the reader's own. */
export function adminRoutes(
  context: WebContext,
  administration: NonNullable<WebContext['administration']>,
): FastifyPluginAsyncTypebox {
  const { baseUrl } = context;
  const { access, settings } = administration;
  const basePath = new URL(baseUrl).pathname.replace(/\/$/, '');
  return async (app) => {
    const signIn = { baseUrl, access, settings };
    app.register(signInRoutes(signIn));
    for (const url of ['/admin', '/admin/*']) {
      app.get(url, { config: { needs: { role: 'viewer' } } }, (request, reply) => {
        const language = negotiateLanguage(request.headers['accept-language'], languages);
        return reply
          .header('vary', 'Accept-Language')
          .redirect(`${basePath}/${language}${request.url}`, 303);
      });
    }
    for (const language of languages) {
      const prefix = `/${language}`;
      app.register(signInRoutes(signIn, language), { prefix });
      for (const part of parts) {
        app.register(part({ ...context, administration }, language), { prefix });
      }
    }
  };
}
