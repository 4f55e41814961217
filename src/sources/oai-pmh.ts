import { type Static, Type } from 'typebox';
import type { GatherContext } from '../harvest/ports.ts';
import type { Gathered } from '../model/record.ts';
import type { Connector } from './connector.ts';
import { walkList } from './oai-pmh/list.ts';
import { identify, planWalk } from './oai-pmh/state.ts';
import { checkedOptions } from './options.ts';

const options = Type.Object(
  {
    metadataPrefix: Type.Optional(
      Type.String({ minLength: 1, description: 'Format to ask for; oai_dc if absent' }),
    ),
    sets: Type.Optional(
      Type.Array(Type.String({ minLength: 1 }), {
        minItems: 1,
        description: 'Sets to ask for; all records if absent',
      }),
    ),
    fullEveryDays: Type.Optional(
      Type.Integer({
        minimum: 0,
        description:
          'Days after which all records are asked for again, not changes alone; 7 if absent',
      }),
    ),
    maxPages: Type.Optional(
      Type.Integer({ minimum: 1, description: 'Most pages of one list; 10,000 if absent' }),
    ),
  },
  { additionalProperties: false },
);

/** Gathers the records of an OAI-PMH 2.0 repository, where possible only those that changed. */
export const oaiPmh: Connector = {
  options,
  gather: (context) => gatherRepository(context, checkedOptions(options, context.source)),
};

async function* gatherRepository(
  context: GatherContext,
  { metadataPrefix = 'oai_dc', sets, fullEveryDays = 7, maxPages = 10_000 }: Static<typeof options>,
): AsyncGenerator<Gathered> {
  const repository = await identify(context);
  const { from, remember } = await planWalk(context, repository, fullEveryDays);
  if (from !== null) yield { kind: 'changes-only' };
  const met = new Set<string>();
  let isSound = !Number.isNaN(repository.now);
  for (const set of sets ?? [undefined]) {
    const list = { metadataPrefix, set, from: from ?? undefined, maxPages };
    for await (const found of walkList(context, list, met)) {
      if (losesRecords(found)) isSound = false;
      yield found;
    }
  }
  // A repository that is empty today must be asked for everything again.
  if (isSound && (from !== null || met.size > 0)) yield remember;
}

function losesRecords(found: Gathered): boolean {
  if (found.kind === 'announced') return found.total !== found.walked;
  return found.kind === 'incomplete';
}
