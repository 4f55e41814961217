import type { Severity, ValidationResult } from './report.ts';

/** Results that say the same about several places. */
export interface Finding {
  readonly severity: Severity;
  /** Stable name of the rule that was broken. */
  readonly rule: string;
  readonly path: string | null;
  readonly component: string;
  readonly message: Readonly<Record<string, string>>;
  readonly places: readonly { readonly focusNode: string; readonly value: string | null }[];
}

const shacl = 'http://www.w3.org/ns/shacl#';

/** Local name of a constraint component, `MinCount`. */
export function componentName(component: string): string {
  return component.replace(shacl, '').replace(/ConstraintComponent$/, '');
}

/**
 * Stable name of the rule behind a result: the fragment of the shape's IRI (`Dataset-title`), or,
 * for the nameless shapes of some publishers, the path and the constraint (`dct:title-MinCount`).
 */
export function ruleOf({ sourceShape, path, component }: ValidationResult): string {
  const name = sourceShape?.match(/[^#/]+$/)?.[0];
  return name ?? `${path ?? 'node'}-${componentName(component)}`;
}

const severities: readonly Severity[] = ['Violation', 'Warning', 'Info'];

/** How cheap constraints are to mend, the cheapest first: to add, to type, to correct, to choose. */
const effort = ['MinCount', 'HasValue', 'Class', 'Datatype', 'NodeKind', 'Pattern', 'MaxCount'];

function effortOf(component: string): number {
  const place = effort.indexOf(componentName(component));
  return place < 0 ? effort.length : place;
}

/**
 * Groups results that say the same and ranks them: violations before warnings before information;
 * then what is missing altogether and what is cheap to mend; then what occurs most often.
 */
export function rankFindings(results: readonly ValidationResult[]): readonly Finding[] {
  const groups = new Map<string, Finding & { places: Finding['places'][number][] }>();
  for (const result of results) {
    const { severity, path, component, message, focusNode, value } = result;
    const rule = ruleOf(result);
    const key = JSON.stringify([severity, rule, path, message]);
    const group = groups.get(key) ?? { severity, rule, path, component, message, places: [] };
    group.places.push({ focusNode, value });
    groups.set(key, group);
  }
  return [...groups.values()].sort(
    (a, b) =>
      severities.indexOf(a.severity) - severities.indexOf(b.severity) ||
      effortOf(a.component) - effortOf(b.component) ||
      b.places.length - a.places.length ||
      (a.rule < b.rule ? -1 : Number(a.rule > b.rule)),
  );
}
