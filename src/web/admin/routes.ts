import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import type { WebContext } from '../context.ts';
import { languages } from '../ui/language.ts';
import { signInRoutes } from './sign-in.tsx';

/** The console: every page of it in one language under its prefix, or in the reader's own without. */
export function adminRoutes(
  { baseUrl }: WebContext,
  { access, settings }: NonNullable<WebContext['administration']>,
): FastifyPluginAsyncTypebox {
  return async (app) => {
    const signIn = { baseUrl, access, settings };
    app.register(signInRoutes(signIn));
    for (const language of languages) {
      app.register(signInRoutes(signIn, language), { prefix: `/${language}` });
    }
  };
}
