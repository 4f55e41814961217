import { at, embedded, listOf, textOf } from '../json.ts';

/** Reads a field of a package by its name. */
export type Fields = (name: string) => unknown;

const mostExtras = 500;

/**
 * Fields of a package wherever a portal keeps them: as fields of a schema, or in the list of extras,
 * there perhaps as JSON inside text and under names that begin with `dcat_`.
 */
export function fieldsOf(pack: unknown): Fields {
  const extras = new Map<string, unknown>();
  for (const extra of listOf(at(pack, 'extras')).slice(0, mostExtras)) {
    const key = textOf(at(extra, 'key'))?.replace(/^dcat_/, '');
    if (key !== undefined && !extras.has(key)) extras.set(key, at(extra, 'value'));
  }
  return (name) => {
    const own = at(pack, name);
    return embedded(isEmpty(own) ? extras.get(name) : own);
  };
}

function isEmpty(value: unknown): boolean {
  return value === undefined || value === null || value === '';
}

/** The translations of a field where there are any, else the field itself. */
export function translated(field: Fields, name: string): unknown {
  const translations = field(`${name}_translated`);
  return isEmpty(translations) ? field(name) : translations;
}
