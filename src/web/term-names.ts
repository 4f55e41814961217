import { Parser } from 'n3';
import type { Localised } from '../model/source.ts';
import { agentsOf } from '../publish/catalog-page.ts';
import type { ReferenceDocuments } from '../publish/reference-documents.ts';
import { foaf } from '../rdf/vocabularies.ts';
import type { WebContext } from './context.ts';
import { categoryName } from './ui/labels.ts';
import type { TermNames } from './ui/named-iri.tsx';

/** Names of the concepts of the vocabularies in force, and of the agents that descriptions name. */
export async function readTermNames(
  { reader, baseUrl, documents }: Pick<WebContext, 'reader' | 'baseUrl' | 'documents'>,
  ...ntriples: readonly string[]
): Promise<TermNames> {
  const descriptions = ntriples.map((text) => ({ ntriples: text }));
  return termNames(documents, await agentsOf(reader, baseUrl, descriptions));
}

/** Names of the concepts of the vocabularies in force, and of agents. */
export function termNames(
  documents: ReferenceDocuments,
  agents: readonly { readonly ntriples: string }[] = [],
): TermNames {
  const ofAgents = new Map<string, Record<string, string>>();
  for (const { subject, predicate, object } of agents.flatMap(({ ntriples }) =>
    new Parser({ format: 'N-Triples' }).parse(ntriples),
  )) {
    if (predicate.value !== foaf.name.value || object.termType !== 'Literal') continue;
    const names = ofAgents.get(subject.value) ?? {};
    names[object.language || 'und'] ??= object.value;
    ofAgents.set(subject.value, names);
  }
  const ofConcepts = conceptNames(documents);
  return (iri) => ofAgents.get(iri) ?? ofConcepts.get(iri) ?? null;
}

const read = new WeakMap<ReferenceDocuments, ReadonlyMap<string, Localised>>();

/** Reads the names once, when the first is asked for. */
function conceptNames(documents: ReferenceDocuments): ReadonlyMap<string, Localised> {
  const known = read.get(documents);
  if (known) return known;
  const names = new Map(
    documents
      .vocabularies()
      .flatMap(({ list }) => list?.concepts ?? [])
      // The law calls its categories by whole sentences.
      .map(({ iri, code, labels }) => [
        iri,
        /\/healthcategories\/\w+$/.test(iri) ? (categoryName(code) ?? labels) : labels,
      ]),
  );
  read.set(documents, names);
  return names;
}
