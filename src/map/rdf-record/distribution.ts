import {
  adms,
  csvw,
  dcat,
  dcatap,
  dct,
  eli,
  foaf,
  namedNode,
  odrl,
  rdf,
  rdfs,
  spdx,
} from '../../rdf/vocabularies.ts';
import * as concepts from './concepts.ts';
import { addressOf, byteSize, date, decimal, duration, link, term, text } from './literals.ts';
import { elsewhere, nested, type Shape, shape } from './nodes.ts';
import type { Reader } from './record.ts';
import { tableSchema } from './variables.ts';

/** A page: its address, typed foaf:Document; the page a blank node speaks of counts. */
export const document: Reader = (value, place) => {
  const address = addressOf(value, place);
  if (address === undefined) return link(value, place);
  place.record.writer.add(namedNode(address), rdf.type, foaf.Document);
  return [namedNode(address)];
};

/** dcatap:applicableLegislation: acts by their ELI. */
export const legislation = nested(() => shape(eli.LegalResource, []));
const rights = nested(() => shape(dct.RightsStatement, [[rdfs.label, text]], rdfs.label));
const checksum = nested(() =>
  shape(spdx.Checksum, [
    [spdx.algorithm, term],
    [spdx.checksumValue, (value) => (value.termType === 'Literal' ? [value] : [])],
  ]),
);
const dataService = nested(() =>
  shape(dcat.DataService, [
    [dct.title, text],
    [dct.description, text],
    [dcat.endpointURL, link],
    [dcat.endpointDescription, link],
    [dcatap.applicableLegislation, legislation],
  ]),
);

const distribution: Shape = shape(dcat.Distribution, [
  [dct.title, text],
  [dct.description, text],
  [dcat.accessURL, link],
  [dcat.downloadURL, link],
  [dcat.accessService, dataService],
  [dcatap.applicableLegislation, legislation],
  [dcatap.availability, concepts.availability],
  [dct.format, concepts.format],
  [dcat.mediaType, concepts.mediaType],
  [dcat.compressFormat, concepts.mediaType],
  [dcat.packageFormat, concepts.mediaType],
  [dct.license, concepts.licence],
  [dct.rights, rights],
  [dct.language, concepts.language],
  [dct.conformsTo, nested(() => shape(dct.Standard, [[dct.title, text]]))],
  [foaf.page, document],
  [adms.status, concepts.status],
  [spdx.checksum, checksum],
  [dcat.byteSize, byteSize],
  [dcat.spatialResolutionInMeters, decimal],
  [dcat.temporalResolution, duration],
  [dct.issued, date],
  [dct.modified, date],
  [csvw.table, elsewhere],
  [csvw.column, elsewhere],
  [tableSchema, elsewhere],
  [odrl.hasPolicy, nested(() => shape(odrl.Policy, []))],
]);

/** dcat:Distribution, also of adms:sample and healthdcatap:analytics. */
export const anyDistribution: Reader = nested(() => distribution);
