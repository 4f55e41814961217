import type { Quad } from '@rdfjs/types';
import { indexVocabularies } from '../../../src/validate/background.ts';
import { compileShapes } from '../../../src/validate/compile/index.ts';
import { formatPath } from '../../../src/validate/compile/paths.ts';
import { createNodeNames } from '../../../src/validate/node-names.ts';
import { readVocabularies } from '../own-shapes.ts';

/** What one side reports of a description, all of it: a report of the service is bounded. */
export interface Finding {
  /** `Violation` or `Warning`. */
  readonly severity: string;
  readonly focusNode: string;
  /** Compact path; '' for a constraint on the node itself. */
  readonly path: string;
  /** Local name of the constraint component. */
  readonly component: string;
  readonly value: string;
}

/** What is compared: where a finding is and how severe. */
export const placeOf = ({ severity, focusNode, path }: Finding): string =>
  `${severity} ${focusNode} ${path}`;

/** All findings of one side about one description. */
export interface Findings {
  readonly all: readonly Finding[];
  readonly places: ReadonlySet<string>;
}

/** A side of the comparison. */
export type Side = (quads: readonly Quad[]) => Findings;

const background = indexVocabularies(readVocabularies());

/** Makes a side of shapes of SHACL Core. */
export function createSide(shapes: readonly Quad[]): Side {
  const compiled = compileShapes(shapes, background);
  if (compiled.leftOut.length > 0)
    throw new Error(`These shapes need SPARQL: ${compiled.leftOut.map(({ value }) => value)}`);
  return (quads) => {
    const nameOf = createNodeNames(quads);
    const all = compiled.validate(quads).map((result) => ({
      severity: result.severity.replace(/.*#/, ''),
      focusNode: nameOf(result.focusNode),
      path: result.path ? formatPath(result.path) : '',
      component: result.component.replace(/.*#(\w+)ConstraintComponent$/, '$1'),
      value: result.value ? nameOf(result.value) : '',
    }));
    return { all, places: new Set(all.map(placeOf)) };
  };
}

/** A finding of one side that the other has not, with all that both found. */
export interface Unmatched {
  readonly side: 'official' | 'own';
  readonly finding: Finding;
  readonly own: Findings;
  readonly official: Findings;
}

/** A difference between our shapes and the official ones that is known and stands. */
export interface Difference {
  /** What is wrong or odd about the official shapes, and why ours do otherwise. */
  readonly reason: string;
  readonly explains: (unmatched: Unmatched) => boolean;
}

const sides = [
  ['official', 'own'],
  ['own', 'official'],
] as const;

/** Compares our shapes with the official ones, and remembers which differences it met. */
export interface Comparison {
  /** The findings without a documented reason, as lines that say which side has them. */
  compare(quads: readonly Quad[]): string[];
  /** The documented differences that descriptions have shown so far. */
  readonly met: Set<Difference>;
}

/** Makes the comparison of two sides, given the differences that are known. */
export function createComparison(
  own: Side,
  official: Side,
  differences: readonly Difference[],
  met: Set<Difference> = new Set(),
): Comparison {
  /** A line for a finding of one side alone, or none if the reason is known. */
  const lineOf = (unmatched: Unmatched): string[] => {
    const { side, finding } = unmatched;
    const known = differences.filter(({ explains }) => explains(unmatched));
    for (const difference of known) met.add(difference);
    if (known.length > 0) return [];
    return [`${side} only: ${placeOf(finding)} (${finding.component} ${finding.value})`];
  };
  return {
    met,
    compare(quads) {
      const both = { own: own(quads), official: official(quads) };
      const lines = sides.flatMap(([side, other]) =>
        both[side].all
          .filter((finding) => !both[other].places.has(placeOf(finding)))
          .flatMap((finding) => lineOf({ side, finding, ...both })),
      );
      return [...new Set(lines)];
    },
  };
}
