import type { Quad } from '@rdfjs/types';
import type { CatalogueReader } from '../model/published.ts';
import { catalogueIri } from '../rdf/mint.ts';
import { toCanonicalNTriples } from '../rdf/serialise.ts';
import {
  dcat,
  dct,
  foaf,
  literal,
  namedNode,
  prefixes,
  quad,
  rdf,
  rdfs,
  voidDataset,
  xsd,
} from '../rdf/vocabularies.ts';
import { formats } from './formats.ts';
import { type Target, targets } from './profiles/index.ts';
import type { Repository } from './repository.ts';

/**
 * Describes the catalogue as a linked data set (VoID §2 to §4): where to look up, download and query
 * it, how many entities it has and whose terms it uses.
 */
export async function describeVoid(
  reader: CatalogueReader,
  baseUrl: string,
  { title }: Repository,
): Promise<{ readonly serial: number; readonly ntriples: string }> {
  const state = await reader.state();
  const description = namedNode(`${baseUrl}/.well-known/void`);
  const dataset = namedNode(`${description.value}#catalogue`);
  const count = (value: number) => literal(String(value), xsd.integer);
  const quads: Quad[] = [
    quad(description, rdf.type, voidDataset.DatasetDescription),
    quad(description, foaf.primaryTopic, dataset),
    quad(dataset, rdf.type, voidDataset.Dataset),
    ...Object.entries(title).map(([language, text]) =>
      quad(dataset, dct.title, literal(text, language)),
    ),
    quad(dataset, foaf.homepage, namedNode(`${baseUrl}/`)),
    quad(dataset, voidDataset.rootResource, namedNode(catalogueIri(baseUrl))),
    quad(dataset, voidDataset.sparqlEndpoint, namedNode(`${baseUrl}/sparql`)),
    quad(dataset, voidDataset.uriSpace, literal(`${baseUrl}/`)),
    ...formats.map(({ suffix }) =>
      quad(dataset, voidDataset.dataDump, namedNode(`${baseUrl}/dumps/catalog.${suffix}`)),
    ),
    ...Object.values(prefixes).map((base) =>
      quad(dataset, voidDataset.vocabulary, namedNode(base)),
    ),
    ...targets.flatMap((target) => describeProfile(baseUrl, dataset.value, target)),
    ...partition(dataset.value, 'datasets', dcat.Dataset.value, count(state.datasets)),
    ...partition(dataset.value, 'agents', foaf.Agent.value, count(state.agents)),
  ];
  return { serial: state.serial, ntriples: toCanonicalNTriples(quads) };
}

/** The same in the terms of a profile: where to take it whole, follow its changes and harvest it. */
function describeProfile(baseUrl: string, dataset: string, { id, iri, title }: Target): Quad[] {
  const stated = namedNode(`${dataset}-${id}`);
  const feeds = [`/feeds/ldes?_profile=${id}`, '/oai?verb=ListMetadataFormats'];
  return [
    quad(namedNode(dataset), dct.hasVersion, stated),
    quad(stated, rdf.type, voidDataset.Dataset),
    quad(stated, dct.conformsTo, namedNode(iri)),
    ...Object.entries(title).map(([language, text]) =>
      quad(stated, dct.title, literal(text, language)),
    ),
    ...formats.map(({ suffix }) =>
      quad(
        stated,
        voidDataset.dataDump,
        namedNode(`${baseUrl}/dumps/catalog.${suffix}?_profile=${id}`),
      ),
    ),
    ...feeds.map((path) => quad(stated, rdfs.seeAlso, namedNode(baseUrl + path))),
  ];
}

function partition(
  dataset: string,
  name: string,
  type: string,
  entities: ReturnType<typeof literal>,
): Quad[] {
  const part = namedNode(`${dataset}-${name}`);
  return [
    quad(namedNode(dataset), voidDataset.classPartition, part),
    quad(part, voidDataset.class, namedNode(type)),
    quad(part, voidDataset.entities, entities),
  ];
}
