import { type TSchema, Type } from '@fastify/type-provider-typebox';
import type { SourceInput } from '../../model/managed-source.ts';
import { membersOf } from './json-object.ts';

const longestText = 5000;
const mostItems = 1000;

/**
 * The schema of a source before its preset is applied, made of that of a whole one: nothing is
 * required and nothing filled in, since the preset may say it, and all texts and lists are bounded.
 */
export function inputSchema(whole: TSchema) {
  const { properties, ...rest } = Object.fromEntries(Object.entries(loosen(whole)));
  const preset = { type: 'string', maxLength: 63, description: 'Name of a preset to build on' };
  return Type.Unsafe<SourceInput>({ ...rest, properties: { preset, ...membersOf(properties) } });
}

function loosen(schema: unknown): object {
  const { default: _filled, required: _demanded, ...own } = membersOf(schema);
  const loose = Object.fromEntries(
    Object.entries(own).map(([keyword, value]) => {
      if (keyword === 'properties' || keyword === 'patternProperties') {
        return [keyword, mapValues(membersOf(value), loosen)];
      }
      if (keyword === 'anyOf' && Array.isArray(value))
        return [keyword, nullFirst(value.map(loosen))];
      return [keyword, keyword === 'items' ? loosen(value) : value];
    }),
  );
  return { ...bounds(loose), ...loose };
}

/** Null is tried before text, or it would be turned into an empty one. */
function nullFirst(choices: readonly object[]): readonly object[] {
  const isNull = (choice: object) => 'type' in choice && choice.type === 'null';
  return [...choices.filter(isNull), ...choices.filter((choice) => !isNull(choice))];
}

function bounds(schema: object): object {
  const type = 'type' in schema ? schema.type : null;
  if (type === 'string') return { maxLength: longestText };
  if (type === 'array') return { maxItems: mostItems };
  return type === 'object' && 'patternProperties' in schema ? { maxProperties: 100 } : {};
}

function mapValues(
  values: Readonly<Record<string, unknown>>,
  change: (value: unknown) => unknown,
): Readonly<Record<string, unknown>> {
  return Object.fromEntries(Object.entries(values).map(([name, value]) => [name, change(value)]));
}
