import { type FastifyPluginAsyncTypebox, Type } from '@fastify/type-provider-typebox';
import type { Administration, Offer, Offers } from '../../model/administration.ts';
import { answers } from './answers.ts';
import { Localised, listOf, strict } from './schemas.ts';

const Anything = Type.Unsafe<unknown>({ type: 'object', additionalProperties: true });
const Offered = Type.Unsafe<Offer>(
  strict({
    id: Type.String(),
    title: Type.Optional(Localised),
    options: Type.Optional(Anything),
    entry: Type.Optional(Anything),
  }),
);

const lists: readonly (readonly [keyof Offers, string])[] = [
  ['connectors', 'How sources are asked, with the JSON Schema of the options of each'],
  ['mappings', 'How records are read'],
  ['profiles', 'What records can be held to'],
  ['presets', 'What sources can build on'],
];

/** What a source can be made of. */
export function offersApi({ offers }: Administration): FastifyPluginAsyncTypebox {
  return async (app) => {
    for (const [name, summary] of lists) {
      app.get(
        `/${name}`,
        {
          config: { needs: { role: 'viewer' } },
          schema: { summary, response: answers(strict({ items: listOf(Offered) })) },
        },
        async () => ({ items: (await offers())[name] }),
      );
    }
  };
}
