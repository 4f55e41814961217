import { type Terms, termsOf } from './terms.ts';

const prefixes = {
  csvw: 'http://www.w3.org/ns/csvw#',
  dc: 'http://purl.org/dc/elements/1.1/',
  dcat: 'http://www.w3.org/ns/dcat#',
  dct: 'http://purl.org/dc/terms/',
  dcterms: 'http://purl.org/dc/terms/',
  foaf: 'http://xmlns.com/foaf/0.1/',
  odrl: 'http://www.w3.org/ns/odrl/2/',
  org: 'http://www.w3.org/ns/org#',
  owl: 'http://www.w3.org/2002/07/owl#',
  prov: 'http://www.w3.org/ns/prov#',
  rdf: 'http://www.w3.org/1999/02/22-rdf-syntax-ns#',
  rdfs: 'http://www.w3.org/2000/01/rdf-schema#',
  schema: 'http://schema.org/',
  skos: 'http://www.w3.org/2004/02/skos/core#',
  time: 'http://www.w3.org/2006/time#',
  void: 'http://rdfs.org/ns/void#',
  xsd: 'http://www.w3.org/2001/XMLSchema#',
};

/** Properties of schema.org whose values are addresses, as far as descriptions of data use them. */
export const addressTerms: Terms = termsOf(
  'schema',
  `acquireLicensePage additionalType codeRepository contentUrl discussionUrl documentation
  downloadUrl embedUrl hasMap image inCodeSet inDefinedTermSet isBasedOn isBasedOnUrl isPartOf
  license logo mainEntityOfPage map publishingPrinciples relatedLink sameAs sdLicense serviceUrl
  significantLink targetUrl thumbnailUrl url usageInfo webFeed`,
  '@id',
);

const dateTerms = termsOf(
  'schema',
  `dateCreated dateDeleted dateIssued dateModified datePosted datePublished endDate expires
  foundingDate releaseDate sdDatePublished startDate uploadDate validFrom validThrough validUntil`,
  'Date',
);

/** schema.org: any term is its own, http://schema.org/ even where a document says https. */
export const schemaOrg: Terms = {
  type: '@type',
  id: '@id',
  '@vocab': 'http://schema.org/',
  ...prefixes,
  ...addressTerms,
  ...dateTerms,
};
