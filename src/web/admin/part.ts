import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import type { WebContext } from '../context.ts';
import type { Language } from '../ui/language.ts';

/** What the pages of the console need. */
export type ConsoleContext = WebContext & {
  readonly administration: NonNullable<WebContext['administration']>;
};

/** A part of the console: its pages and forms in one language, below the prefix of that. */
export type ConsolePart = (
  context: ConsoleContext,
  language: Language,
) => FastifyPluginAsyncTypebox;
