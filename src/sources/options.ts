import type { Static, TSchema } from 'typebox';
import { Value } from 'typebox/value';
import { HarvestError } from '../model/problem.ts';
import type { Source } from '../model/source.ts';

/** The source's options, checked against its connector's schema; throws GATHER_OPTION naming the first wrong one. */
export function checkedOptions<Schema extends TSchema>(
  schema: Schema,
  source: Source,
): Static<Schema> {
  const options: unknown = source.options;
  if (Value.Check(schema, options)) return options;
  const errors = Value.Errors(schema, options);
  // An unknown option is reported twice; the second report names it.
  const error = errors.find(({ keyword }) => keyword !== 'boolean') ?? errors[0];
  const path = `options${(error?.instancePath ?? '').replaceAll('/', '.')}`;
  const details = Object.values(error?.params ?? {})
    .filter(Array.isArray)
    .map((names) => `: ${names.join(', ')}`);
  throw new HarvestError(
    'GATHER_OPTION',
    `${path} of source ${source.id} ${error?.message ?? 'is wrong'}${details.join('')}.`,
  );
}
