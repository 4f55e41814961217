import { HarvestError } from '../model/problem.ts';
import type { ParsedDocument } from '../rdf/document.ts';
import { bbmri } from './bbmri.ts';
import { ckan } from './ckan.ts';
import { datacite } from './datacite.ts';
import { datahub } from './datahub.ts';
import { dataverse } from './dataverse.ts';
import { dcatAp } from './dcat-ap.ts';
import { ddi } from './ddi.ts';
import { applyDefaults } from './defaults.ts';
import { dublinCore } from './dublin-core.ts';
import { invenio } from './invenio.ts';
import { inventory } from './inventory.ts';
import { iso19139 } from './iso-19139.ts';
import type { Draft, Mapping, MappingContext } from './mapping.ts';
import { mica } from './mica.ts';
import { nada } from './nada.ts';
import { omop } from './omop.ts';
import { opendatasoft } from './opendatasoft.ts';
import { schemaOrg } from './schema-org.ts';
import { tableSchema } from './table-schema.ts';
import { udata } from './udata.ts';

/** A hospital data warehouse describes itself in RDF or as a row of an inventory. */
const eds: Mapping = (document, context) =>
  document.kind === 'rdf' ? dcatAp(document, context) : inventory(document, context);

/** Mappings by the id that settings use: a new source model is one file and one line here. */
export const mappings = {
  bbmri,
  ckan,
  datacite,
  datahub,
  dataverse,
  'dcat-ap': dcatAp,
  ddi,
  'dublin-core': dublinCore,
  eds,
  invenio,
  inventory,
  'iso-19139': iso19139,
  mica,
  nada,
  omop,
  opendatasoft,
  'schema-org': schemaOrg,
  'table-schema': tableSchema,
  udata,
} satisfies Record<string, Mapping>;

export {
  createTerms,
  type Terms,
  type TermTables,
  tabulateTerms,
  vocabularyAddress,
} from './terms.ts';

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
  return applyDefaults(mapping(document, context), context.defaults, context.terms);
}
