import type { Quad, Term } from '@rdfjs/types';
import { HarvestError } from '../model/problem.ts';
import { isLanguageTag, isLegalIri } from './iri.ts';

/** A statement of an RDF document that could not be read; the others could. */
export interface StatementFailure {
  /** IRI of what the statement describes; null when it is blank or cannot be read. */
  readonly subject: string | null;
  /** Line in the document, from 1; null where the syntax has no lines. */
  readonly line: number | null;
  readonly error: HarvestError;
  /** IRIs that can be read in the statement, the subject included; 1000 at most. */
  readonly mentions: readonly string[];
}

/** What an RDF document gave: the statements that could be read, and those that could not. */
export interface RdfParse {
  readonly quads: Quad[];
  readonly failures: readonly StatementFailure[];
}

/** Most broken statements reported of one document; a document with more is refused as a whole. */
export const mostFailures = 10_000;

/** Shortens a text of unknown length for a message. */
export function excerpt(text: string): string {
  return text.length > 120 ? `${text.slice(0, 120)}…` : text;
}

/** Refuses a document that is broken nearly everywhere. Throws PARSE_SYNTAX. */
export function refuseTooMany(failures: readonly StatementFailure[]): void {
  if (failures.length < mostFailures) return;
  throw new HarvestError(
    'PARSE_SYNTAX',
    `More than ${mostFailures} statements are broken; the first: ${failures[0]?.error.message}`,
  );
}

/** Finds what makes terms unfit for RDF although a parser let them pass; remembers IRIs it knows. */
export function createInspector(): (quad: Quad) => HarvestError | null {
  const known = new Map<string, boolean>();

  function isLegal(iri: string): boolean {
    const before = known.get(iri);
    if (before !== undefined) return before;
    const legal = isLegalIri(iri);
    known.set(iri, legal);
    return legal;
  }

  function inspectTerm(term: Term): HarvestError | null {
    const iri = term.termType === 'Literal' ? term.datatype.value : term.value;
    const named = term.termType === 'NamedNode' || term.termType === 'Literal';
    if (named && !isLegal(iri)) {
      return new HarvestError('PARSE_IRI', `<${excerpt(iri)}> is not a legal IRI`);
    }
    if (term.termType === 'Literal' && term.language !== '' && !isLanguageTag(term.language)) {
      return new HarvestError(
        'PARSE_LANGUAGE_TAG',
        `"${excerpt(term.language)}" is not a language tag`,
      );
    }
    return null;
  }

  return ({ subject, predicate, object, graph }) =>
    inspectTerm(subject) ?? inspectTerm(predicate) ?? inspectTerm(object) ?? inspectTerm(graph);
}

/** Parts quads that are fit for RDF from those that are not, one failure for each of these. */
export function sift(quads: Iterable<Quad>): RdfParse {
  const inspect = createInspector();
  const good: Quad[] = [];
  const failures: StatementFailure[] = [];
  for (const quad of quads) {
    const error = inspect(quad);
    if (!error) {
      good.push(quad);
      continue;
    }
    refuseTooMany(failures);
    const mentions = [quad.subject, quad.predicate, quad.object, quad.graph]
      .filter(({ termType, value }) => termType === 'NamedNode' && isLegalIri(value))
      .map(({ value }) => value);
    const subject = quad.subject.termType === 'NamedNode' ? quad.subject.value : null;
    failures.push({ subject, line: null, error, mentions });
  }
  return { quads: good, failures };
}
