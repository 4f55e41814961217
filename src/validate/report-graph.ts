import type { BlankNode, Quad, Quad_Object, Term } from '@rdfjs/types';
import { blankNode, literal, namedNode, quad, rdf, xsd } from '../rdf/vocabularies.ts';
import type { RawResult } from './compile/index.ts';
import type { Path } from './compile/paths.ts';
import { sh } from './compile/shapes-graph.ts';

const term = (name: string) => namedNode(sh + name);

/** A term that may stand as an object. */
function objectOf(node: Term): Quad_Object[] {
  return node.termType === 'NamedNode' ||
    node.termType === 'BlankNode' ||
    node.termType === 'Literal'
    ? [node]
    : [];
}

/** Writes a path as SHACL does (SHACL §2.3.1) and gives the node that stands for it. */
function describePath(path: Path, into: Quad[]): Quad_Object {
  if (path.kind === 'predicate') return namedNode(path.iri);
  if (path.kind === 'sequence') return describeList(path.paths, into);
  const node = blankNode();
  const operand = 'paths' in path ? describeList(path.paths, into) : describePath(path.path, into);
  into.push(quad(node, term(`${path.kind}Path`), operand));
  return node;
}

function describeList(paths: readonly Path[], into: Quad[]): Quad_Object {
  return paths.reduceRight<Quad_Object>((rest, path) => {
    const cell = blankNode();
    into.push(quad(cell, rdf.first, describePath(path, into)), quad(cell, rdf.rest, rest));
    return cell;
  }, rdf.nil);
}

/**
 * A validation report as SHACL states it (SHACL §3.6), with every property of its results. It
 * conforms only without any result at all: the standard does not except warnings.
 */
export function describeReport(found: readonly RawResult[], report: BlankNode): Quad[] {
  const quads: Quad[] = [
    quad(report, rdf.type, term('ValidationReport')),
    quad(report, term('conforms'), literal(String(found.length === 0), xsd.boolean)),
  ];
  for (const result of found) {
    const node = blankNode();
    const add = (name: string, objects: readonly Quad_Object[]) => {
      for (const object of objects) quads.push(quad(node, term(name), object));
    };
    quads.push(quad(report, term('result'), node), quad(node, rdf.type, term('ValidationResult')));
    add('focusNode', objectOf(result.focusNode));
    add('resultPath', result.path ? [describePath(result.path, quads)] : []);
    add('value', result.value ? objectOf(result.value) : []);
    add('resultSeverity', [namedNode(result.severity)]);
    add('sourceConstraintComponent', [namedNode(result.component)]);
    add('sourceShape', objectOf(result.sourceShape));
    add(
      'resultMessage',
      result.messages.map(({ value, language }) => literal(value, language || undefined)),
    );
  }
  return quads;
}
