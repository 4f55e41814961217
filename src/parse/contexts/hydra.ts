import { type Terms, termsOf } from './terms.ts';

/** The Hydra Core Vocabulary, as far as collections and their pages need it. */
export const hydraCore: Terms = {
  hydra: 'http://www.w3.org/ns/hydra/core#',
  rdf: 'http://www.w3.org/1999/02/22-rdf-syntax-ns#',
  rdfs: 'http://www.w3.org/2000/01/rdf-schema#',
  xsd: 'http://www.w3.org/2001/XMLSchema#',
  owl: 'http://www.w3.org/2002/07/owl#',
  dc: 'http://purl.org/dc/terms/',
  ...termsOf(
    'hydra',
    `ApiDocumentation Class Collection Error IriTemplate IriTemplateMapping Link Operation
    PagedCollection PartialCollectionView Resource Status SupportedProperty TemplatedLink
    description itemsPerPage limit method offset pageIndex pageReference required statusCode
    template title totalItems variable writeable`,
  ),
  ...termsOf(
    'hydra',
    `apiDocumentation collection entrypoint first firstPage last lastPage mapping member next
    nextPage operation previous previousPage search supportedClass supportedProperty view`,
    '@id',
  ),
};
