import type { Quad } from '@rdfjs/types';
import type { Entity } from '../../model/published.ts';
import type { ValidationReport, ValidationResult } from '../../model/report.ts';
import { toCanonicalNTriples } from '../../rdf/serialise.ts';
import {
  dct,
  literal,
  namedNode,
  prefixes,
  quad,
  rdf,
  rdfs,
  sh,
  xsd,
} from '../../rdf/vocabularies.ts';
import type { GraphText } from '../formats.ts';

const suffix = '/report';

/** Name of the graph that holds the validation report of the record in another graph. */
export function reportGraph(graph: string): string {
  return graph + suffix;
}

/** The graph whose record a report graph is about; null for a graph that holds no report. */
export function reportedGraph(graph: string): string | null {
  return graph.endsWith(suffix) ? graph.slice(0, -suffix.length) : null;
}

/**
 * The report of a published dataset as sh:ValidationReport (SHACL §3.6); null for what is not
 * validated. It lists violations only: advice would outnumber the triples it is about. A path that is no single property is left out, and a focus node without an IRI is
 * named by its label.
 */
export function describeReport({
  iri,
  graph,
  report,
}: Pick<Entity, 'iri' | 'graph' | 'report'>): GraphText | null {
  if (!report) return null;
  const name = reportGraph(graph);
  const node = namedNode(name);
  const violations = report.results.filter(({ severity }) => severity === 'Violation');
  const quads = [
    quad(node, rdf.type, sh.ValidationReport),
    quad(node, sh.conforms, literal(String(report.conforms), xsd.boolean)),
    quad(node, dct.references, namedNode(iri)),
    ...violations.flatMap((result, index) => {
      const about = namedNode(`${name}#${index + 1}`);
      return [quad(node, sh.result, about), ...describeResult(about, result)];
    }),
  ];
  return {
    graph: name,
    ntriples: toCanonicalNTriples([...quads, ...describeProfile(node, report)]),
  };
}

function describeProfile(node: Quad['subject'], { profile, level }: ValidationReport): Quad[] {
  return [
    quad(node, dct.conformsTo, literal(profile)),
    quad(node, dct.accessRights, literal(level)),
  ];
}

function describeResult(node: Quad['subject'], result: ValidationResult): Quad[] {
  const { severity, focusNode, path, component, value, sourceShape, message } = result;
  return [
    quad(node, rdf.type, sh.ValidationResult),
    quad(node, sh.resultSeverity, sh[severity]),
    quad(node, sh.sourceConstraintComponent, namedNode(component)),
    ...(isIri(focusNode)
      ? [quad(node, sh.focusNode, namedNode(focusNode))]
      : [quad(node, rdfs.label, literal(focusNode))]),
    ...links(node, sh.resultPath, path && expand(path)),
    ...links(node, sh.sourceShape, sourceShape),
    ...(value === null
      ? []
      : [quad(node, sh.value, isIri(value) ? namedNode(value) : literal(value))]),
    ...Object.entries(message).map(([language, text]) =>
      quad(node, sh.resultMessage, literal(text, language)),
    ),
  ];
}

function links(node: Quad['subject'], property: Quad['predicate'], iri: string | null): Quad[] {
  return iri !== null && isIri(iri) ? [quad(node, property, namedNode(iri))] : [];
}

/** IRI of a path that is one property, which reports shorten by its prefix; else null. */
function expand(path: string): string | null {
  const [, prefix = '', name = ''] = /^([\w-]+):([\w-]+)$/.exec(path) ?? [];
  const base = prefixes[prefix];
  return base === undefined ? path : base + name;
}

// Blank nodes are named by their path from the dataset, whose prefixes look like schemes.
function isIri(text: string): boolean {
  return /^(?:https?:\/\/|urn:|mailto:|tel:)[^\s<>"{}|\\^`]+$/i.test(text);
}
