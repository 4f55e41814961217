import { authority } from '../../rdf/authorities.ts';
import type { Terms } from '../terms.ts';

/** Scheme of the regions of France. */
const nuts = 'http://data.europa.eu/nuts/scheme/2021';

/**
 * Reads a country (name or ISO 3166-1 code), a continent or a French region (name, ISO 3166-2 or NUTS
 * code). Gives the concept of the EU lists, overseas regions included; else the region's GeoNames
 * address, which Release 8 wants for places below the country, or its NUTS IRI where it has none.
 */
export function placeIri(text: string, terms: Terms): string | undefined {
  const country = terms.concept(authority.country, text);
  if (country !== undefined) return country;
  const region = terms.concept(nuts, text);
  if (region !== undefined) return terms.sameAs(region) ?? region;
  return terms.concept(authority.continent, text);
}
