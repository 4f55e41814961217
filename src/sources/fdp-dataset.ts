import type { Quad, Term } from '@rdfjs/types';
import type { GatherContext } from '../harvest/ports.ts';
import { HarvestError, problemOf } from '../model/problem.ts';
import type { Gathered } from '../model/record.ts';
import { adms, blankNode, dcat, ldp, quad as makeQuad } from '../rdf/vocabularies.ts';
import { addressOf } from './address.ts';
import { failed } from './gathered.ts';
import { orderedParallel } from './ordered-parallel.ts';
import { loadRdf, type RdfPage, type ReadRdf, visitRdf } from './rdf-page.ts';
import { datasetParts } from './split.ts';
import type { UnchangedPage } from './visit.ts';

/** More documents than this under one dataset are refused. */
const mostDistributions = 1000;

const distributionProperties: ReadonlySet<string> = new Set([
  dcat.distribution.value,
  adms.sample.value,
]);

/**
 * The record of one dataset of a FAIR Data Point: its document and those of its distributions and
 * samples in one payload, and what to remember of each. A broken statement anywhere in them fails
 * the record, which must not be published by halves; throws when a distribution cannot be fetched.
 */
export async function datasetRecord(
  context: GatherContext,
  visited: ReadRdf,
  { key, iri }: { readonly key: string; readonly iri: string },
): Promise<readonly Gathered[]> {
  const page = visited.rdf;
  const addresses = distributionAddresses(page, [iri, page.url, context.source.url]);
  if (addresses.length > mostDistributions) {
    const sentence = `${iri} names ${addresses.length} distributions; ${mostDistributions} are read at most.`;
    throw new HarvestError('PARSE_UNSAFE', sentence);
  }
  const documents: ReadRdf[] = [visited];
  const read = (address: string) => readRdf(context, address);
  const { concurrency } = context.source.limits;
  for await (const found of orderedParallel(addresses, concurrency, read)) documents.push(found);
  for (const { rdf } of documents) {
    if (rdf.failures[0]) return [failed(key, rdf.url, problemOf(rdf.failures[0].error))];
  }
  const pages = documents.map(({ rdf }) => rdf);
  for (const part of datasetParts(pages.flatMap(withOwnBlankNodes))) {
    if (part.remoteKey !== iri) continue;
    const body = part.ntriples;
    const mediaType = 'application/n-triples';
    return [
      { kind: 'payload', payload: { remoteKey: key, body, mediaType, url: page.url } },
      ...documents.slice(1).flatMap(({ remember }) => remember?.([]) ?? []),
      ...[visited.remember?.([key], { distributions: addresses }) ?? []].flat(),
    ];
  }
  throw new HarvestError('MAP_NO_DATASET', `${page.url} describes no dataset ${iri}.`);
}

/**
 * What to yield for a dataset whose own document is unchanged: that it is present, when the
 * documents of its distributions are unchanged too; else null, and all must be read again.
 */
export async function unchangedDataset(
  context: GatherContext,
  visited: UnchangedPage,
): Promise<readonly Gathered[] | null> {
  const remembered = visited.page.rest['distributions'];
  const addresses = Array.isArray(remembered) ? remembered.map(String) : [];
  const gathered: Gathered[] = [];
  const look = (address: string) => visitRdf(context, address);
  const { concurrency } = context.source.limits;
  for await (const found of orderedParallel(addresses, concurrency, look)) {
    if (found.kind === 'changed') return null;
    gathered.push(...found.gathered);
  }
  return [...gathered, ...visited.gathered];
}

/** Reads a document although it is unchanged, because another one of its record is not. */
export async function rereadRdf(context: GatherContext, { page }: UnchangedPage): Promise<ReadRdf> {
  return {
    rdf: await loadRdf(context, page.key),
    remember: (remoteKeys, rest = {}) => ({ kind: 'page', page: { ...page, remoteKeys, rest } }),
  };
}

async function readRdf(context: GatherContext, address: string): Promise<ReadRdf> {
  const visited = await visitRdf(context, address);
  return visited.kind === 'changed' ? visited : rereadRdf(context, visited);
}

/**
 * Documents of distributions and samples that the dataset's document only names. What lies on
 * another origin is a link to data and not a description, so it is left alone.
 */
function distributionAddresses(page: RdfPage, neighbours: readonly string[]): readonly string[] {
  const origins = new Set(neighbours.map((address) => addressOf(address)?.origin));
  const described = new Set(page.quads.map(({ subject }) => subject.value));
  const accessible = new Set(page.quads.filter(givesAccess).map(({ subject }) => subject.value));
  const addresses = new Set<string>();
  for (const { predicate, object } of page.quads) {
    if (object.termType !== 'NamedNode' || accessible.has(object.value)) continue;
    const isNamed = distributionProperties.has(predicate.value) && !described.has(object.value);
    if (!isNamed && !predicate.equals(ldp.contains)) continue;
    const address = addressOf(object.value);
    if (!address || !origins.has(address.origin)) continue;
    address.hash = '';
    if (address.href !== page.url) addresses.add(address.href);
  }
  return [...addresses];
}

function givesAccess({ predicate }: Quad): boolean {
  return predicate.equals(dcat.accessURL) || predicate.equals(dcat.downloadURL);
}

/** Labels of blank nodes mean nothing outside their document, so each document gets its own. */
function withOwnBlankNodes({ quads }: RdfPage, document: number): readonly Quad[] {
  const own = <Node extends Term>(term: Node) =>
    term.termType === 'BlankNode' ? blankNode(`d${document}${term.value}`) : term;
  return quads.map((quad) => {
    if (quad.subject.termType !== 'BlankNode' && quad.object.termType !== 'BlankNode') return quad;
    return makeQuad(own(quad.subject), quad.predicate, own(quad.object));
  });
}
