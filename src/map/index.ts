import { HarvestError } from '../model/problem.ts';
import type { ParsedDocument } from '../rdf/document.ts';
import { dcatAp } from './dcat-ap.ts';
import { applyDefaults } from './defaults.ts';
import { inventory } from './inventory.ts';
import type { Draft, Mapping, MappingContext } from './mapping.ts';
import { nada } from './nada.ts';

/** A hospital data warehouse describes itself in RDF or as a row of an inventory. */
const eds: Mapping = (document, context) =>
  document.kind === 'rdf' ? dcatAp(document, context) : inventory(document, context);

/** Mappings by the id that settings use: a new source model is one file and one line here. */
export const mappings = {
  'dcat-ap': dcatAp,
  eds,
  inventory,
  nada,
} satisfies Record<string, Mapping>;

const byId: ReadonlyMap<string, Mapping> = new Map(Object.entries(mappings));

/**
 * Maps one parsed record to HealthDCAT-AP and fills in the source's defaults.
 *
 * @throws HarvestError MAP_NO_DATASET, MAP_NO_TITLE or MAP_UNREADABLE; CONFIG_INVALID for an unknown
 *   mapping
 */
export function mapToHealthDcat(
  mappingId: string,
  document: ParsedDocument,
  context: MappingContext,
): Draft {
  const mapping = byId.get(mappingId);
  if (!mapping) {
    const known = [...byId.keys()].join(', ');
    throw new HarvestError(
      'CONFIG_INVALID',
      `There is no mapping named ${mappingId}; there are ${known}`,
    );
  }
  return applyDefaults(mapping(document, context), context.defaults);
}
