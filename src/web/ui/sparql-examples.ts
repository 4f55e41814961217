import { prefixes, sh } from '../../rdf/vocabularies.ts';
import type { Language } from './language.ts';

/** A query that the page offers; it needs no prefix, as the page knows them. */
export interface SparqlExample {
  readonly title: Readonly<Record<Language, string>>;
  readonly query: string;
}

/** Prefixes that the page declares: those of our documents, and of the reports. */
export const pagePrefixes: Readonly<Record<string, string>> = { ...prefixes, sh: sh.base };

export const sparqlExamples: readonly SparqlExample[] = [
  {
    title: { fr: 'Jeux de données et leurs titres', en: 'Datasets and their titles' },
    query: `SELECT ?dataset ?title WHERE {
  ?dataset a dcat:Dataset ;
    dct:title ?title .
}
ORDER BY ?title
LIMIT 50`,
  },
  {
    title: { fr: 'Jeux de données par catégorie', en: 'Datasets by category' },
    query: `SELECT ?category ?label (COUNT(DISTINCT ?dataset) AS ?datasets) WHERE {
  ?dataset a dcat:Dataset ;
    healthdcatap:healthCategory ?category .
  OPTIONAL { GRAPH ?vocabulary { ?category skos:prefLabel ?label FILTER (LANG(?label) = "fr") } }
}
GROUP BY ?category ?label
ORDER BY DESC(?datasets)`,
  },
  {
    title: { fr: 'Jeux de données par organisme', en: 'Datasets by organisation' },
    query: `SELECT ?publisher ?name (COUNT(DISTINCT ?dataset) AS ?datasets) WHERE {
  ?dataset a dcat:Dataset ;
    dct:publisher ?publisher .
  OPTIONAL { ?publisher foaf:name ?name }
}
GROUP BY ?publisher ?name
ORDER BY DESC(?datasets)
LIMIT 50`,
  },
  {
    title: {
      fr: 'Jeux de données d’au moins vingt personnes, les plus grands d’abord',
      en: 'Datasets of at least twenty individuals, the largest first',
    },
    query: `SELECT ?dataset ?title ?individuals WHERE {
  ?dataset a dcat:Dataset ;
    dct:title ?title ;
    healthdcatap:numberOfUniqueIndividuals ?individuals .
  FILTER (LANG(?title) = "fr" && ?individuals >= 20)
}
ORDER BY DESC(?individuals)
LIMIT 50`,
  },
  {
    title: {
      fr: 'Jeux de données accessibles sur autorisation, et où la demander',
      en: 'Datasets that need a permit, and where to ask for it',
    },
    query: `SELECT ?dataset ?title ?page WHERE {
  ?dataset dct:accessRights <http://publications.europa.eu/resource/authority/access-right/NON_PUBLIC> ;
    dct:title ?title ;
    dcat:distribution ?distribution .
  ?distribution dcat:accessURL ?page .
  FILTER (LANG(?title) = "en")
}
ORDER BY ?title
LIMIT 50`,
  },
  {
    title: { fr: 'Ce qu’un document contient', en: 'What a document holds' },
    query: `CONSTRUCT { ?s ?p ?o } WHERE {
  { SELECT ?document { GRAPH ?document { ?dataset a dcat:Dataset } } LIMIT 1 }
  GRAPH ?document { ?s ?p ?o }
}`,
  },
  {
    title: { fr: 'Constats de validation', en: 'Findings of validation' },
    query: `SELECT ?dataset ?conforms ?property ?message WHERE {
  GRAPH ?report {
    ?report sh:conforms ?conforms ;
      dct:references ?dataset .
    OPTIONAL {
      ?report sh:result ?result .
      OPTIONAL { ?result sh:resultPath ?property }
      OPTIONAL { ?result sh:resultMessage ?message FILTER (LANG(?message) = "fr") }
    }
  }
}
LIMIT 100`,
  },
];

/**
 * A query of the page with the prefixes of the field it uses. They stand on its first line, so that
 * the lines of an error are those of the author, and the author's own declarations come later and win.
 */
export function withPrefixes(query: string): string {
  const declarations = Object.entries(pagePrefixes)
    .filter(([prefix]) => new RegExp(`(?<![\\w-])${prefix}:`).test(query))
    .map(([prefix, iri]) => `PREFIX ${prefix}: <${iri}> `);
  return declarations.join('') + query;
}
