import type { Quad, Term } from '@rdfjs/types';
import { Parser } from 'n3';
import type { Summary } from '../model/record.ts';
import type { Localised } from '../model/source.ts';
import { indexBySubject, nodeKey } from '../rdf/graph.ts';
import { dcat, dct, foaf, geodcatap, healthdcatap } from '../rdf/vocabularies.ts';
import { scopeOf } from './scope.ts';

const longestText = 20_000;

/** What lists, search and pages show of a dataset, read from its published triples. */
export function summarise(quads: readonly Quad[], datasetIri: string): Summary {
  const bySubject = indexBySubject(quads);
  const values = (subject: string, property: Term): Term[] =>
    (bySubject.get(subject) ?? []).filter((q) => q.predicate.equals(property)).map((q) => q.object);
  const of = (property: Term) => values(datasetIri, property);
  const holder = of(geodcatap.custodian)[0] ?? of(dct.publisher)[0];
  const individuals = Number(of(healthdcatap.numberOfUniqueIndividuals)[0]?.value ?? Number.NaN);
  return {
    title: localised(of(dct.title)),
    description: localised(of(dct.description)),
    alternative: of(dct.alternative).map(textOf),
    holder: holder ? localised(values(nodeKey(holder), foaf.name)) : null,
    holderIri: holder?.termType === 'NamedNode' ? holder.value : null,
    accessRights: of(dct.accessRights).map(codeOf)[0] ?? null,
    healthCategories: of(healthdcatap.healthCategory).map(codeOf),
    codingSystems: of(healthdcatap.hasCodingSystem).map(codeOf),
    keywords: of(dcat.keyword).map(textOf).slice(0, 200),
    individuals: Number.isSafeInteger(individuals) ? individuals : null,
    landingPage: of(dcat.landingPage)[0]?.value ?? null,
    scope: scopeOf(bySubject, datasetIri),
  };
}

/** A summary read anew from the stored triples of a dataset; the name of the holder is not among them. */
export function summariseAgain(ntriples: string, datasetIri: string, before: Summary): Summary {
  const quads = new Parser({ format: 'N-Triples' }).parse(ntriples);
  return { ...summarise(quads, datasetIri), holder: before.holder };
}

/** First text of each language in alphabetical order, so that the choice does not flap. */
function localised(terms: readonly Term[]): Localised {
  const texts: Record<string, string> = {};
  for (const term of [...terms].sort((a, b) => (a.value < b.value ? -1 : 1))) {
    const language = term.termType === 'Literal' ? term.language.toLowerCase() || 'und' : 'und';
    texts[language.replace(/-.*$/, '')] ??= textOf(term);
  }
  return texts;
}

function textOf(term: Term): string {
  return term.value.slice(0, longestText);
}

function codeOf(term: Term): string {
  return term.value.replace(/^.*[/#]/, '');
}
