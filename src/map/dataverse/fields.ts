import { at, listOf, textOf } from '../json.ts';

/** Metadata of one version, by the type names of Dataverse. */
export interface DataverseFields {
  /** Values of a simple field, or of one part of a compound one. */
  readonly values: (name: string, part?: string) => readonly unknown[];
  /** Parts of a compound field, by their names, once per repetition. */
  readonly compounds: (name: string) => readonly unknown[];
}

const mostFields = 500;

/** Reads `metadataBlocks`, in which every value says its own name and type. */
export function dataverseFields(version: unknown): DataverseFields {
  const blocks = at(version, 'metadataBlocks');
  const names = typeof blocks === 'object' && blocks !== null ? Object.keys(blocks) : [];
  const fields = names.flatMap((name) => listOf(at(blocks, name, 'fields'))).slice(0, mostFields);
  const compounds = (name: string) =>
    fields
      .filter((field) => textOf(at(field, 'typeName')) === name)
      .flatMap((field) => listOf(at(field, 'value')));
  return {
    compounds,
    values: (name, part) =>
      part === undefined
        ? compounds(name)
        : compounds(name).flatMap((each) => partOf(each, part) ?? []),
  };
}

/** One part of a compound value. */
export function partOf(compound: unknown, name: string): unknown {
  return at(compound, name, 'value');
}
