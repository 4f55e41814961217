import type { Offers } from '../../model/administration.ts';
import { membersOf } from '../api/json-object.ts';

/** A field for one option of a connector, made of its JSON Schema. */
export interface OptionField {
  readonly name: string;
  readonly kind: 'choice' | 'flag' | 'number' | 'text' | 'lines' | 'yaml';
  readonly choices: readonly string[];
  readonly description: string;
  readonly isRequired: boolean;
}

/** The fields for the options of a connector; none of an unknown one. */
export function optionFields(offers: Offers, connector: string): readonly OptionField[] {
  const schema = membersOf(offers.connectors.find(({ id }) => id === connector)?.options);
  const required: readonly unknown[] = Array.isArray(schema['required']) ? schema['required'] : [];
  return Object.entries(membersOf(schema['properties'])).map(([name, value]) => {
    const property = membersOf(value);
    const choices = choicesOf(property);
    return {
      name,
      kind: kindOf(property, choices),
      choices,
      description: typeof property['description'] === 'string' ? property['description'] : '',
      isRequired: required.includes(name),
    };
  });
}

type Schema = Readonly<Record<string, unknown>>;

function choicesOf(schema: Schema): readonly string[] {
  const { enum: named, anyOf } = schema;
  const constants = Array.isArray(anyOf) ? anyOf.map((each) => membersOf(each)['const']) : [];
  const values: readonly unknown[] = Array.isArray(named) ? named : constants;
  return values.every((value) => typeof value === 'string') ? values : [];
}

function kindOf(schema: Schema, choices: readonly string[]): OptionField['kind'] {
  if (choices.length > 0) return 'choice';
  const { type } = schema;
  if (type === 'boolean') return 'flag';
  if (type === 'integer' || type === 'number') return 'number';
  if (type === 'string') return 'text';
  return type === 'array' && membersOf(schema['items'])['type'] === 'string' ? 'lines' : 'yaml';
}
