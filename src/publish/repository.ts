import { Parser } from 'n3';
import type { CatalogueReader } from '../model/published.ts';
import type { Localised } from '../model/source.ts';
import { catalogueIri } from '../rdf/mint.ts';
import { cv, dct } from '../rdf/vocabularies.ts';

/** How the catalogue is called and whom to write to, as feeds must say it. */
export interface Repository {
  readonly title: Localised;
  readonly email: string;
}

/**
 * Reads it from the published description of the catalogue. A catalogue whose publisher gives a
 * contact page only is written to at the postmaster of its host, whom every domain has (RFC 5321 §4.5.1).
 */
export async function readRepository(
  reader: Pick<CatalogueReader, 'entity'>,
  baseUrl: string,
): Promise<Repository> {
  const iri = catalogueIri(baseUrl);
  const catalogue = await reader.entity(iri);
  const quads = new Parser({ format: 'N-Triples' }).parse(catalogue?.ntriples ?? '');
  const title: Record<string, string> = {};
  for (const { subject, predicate, object } of quads) {
    if (subject.value === iri && predicate.equals(dct.title) && object.termType === 'Literal') {
      title[object.language] = object.value;
    }
  }
  const { hostname } = new URL(baseUrl);
  const email = quads.find(({ predicate }) => predicate.equals(cv.email))?.object.value;
  const host = hostname.includes('.') ? hostname : `${hostname}.localdomain`;
  return { title, email: email ?? `postmaster@${host}` };
}
