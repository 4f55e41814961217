import type { Severity, ValidationReport, ValidationResult } from '../model/report.ts';

/** The largest number of results a report holds; the last message says how many more there are. */
export const maxResults = 200;

const rank: { readonly [severity in Severity]: number } = { Violation: 0, Warning: 1, Info: 2 };

function compareText(a: string, b: string): number {
  return a < b ? -1 : Number(a > b);
}

/** Orders results by severity, path, focus node and all else: two that differ are never equal. */
export function compareResults(a: ValidationResult, b: ValidationResult): number {
  return (
    rank[a.severity] - rank[b.severity] ||
    compareText(a.path ?? '', b.path ?? '') ||
    compareText(a.focusNode, b.focusNode) ||
    compareText(a.value ?? '', b.value ?? '') ||
    compareText(a.sourceShape ?? '', b.sourceShape ?? '') ||
    compareText(a.component, b.component) ||
    compareText(JSON.stringify(a.message), JSON.stringify(b.message))
  );
}

const moreResults: Readonly<Record<string, (count: number) => string>> = {
  en: (count) => ` (and ${count} more results that are not listed)`,
  fr: (count) => ` (et ${count} autres résultats qui ne sont pas listés)`,
};

function bound(results: readonly ValidationResult[]): readonly ValidationResult[] {
  const last = results[maxResults - 1];
  const more = results.length - maxResults;
  if (!last || more <= 0) return results;
  const message = Object.fromEntries(
    Object.entries(last.message).map(([language, text]) => [
      language,
      text + (moreResults[language] ?? moreResults['en'])?.(more),
    ]),
  );
  return [...results.slice(0, maxResults - 1), { ...last, message }];
}

/** Makes a report of results: sorted by severity, path and focus node, and at most {@link maxResults}. */
export function createReport(
  profile: string,
  level: string,
  results: readonly ValidationResult[],
): ValidationReport {
  return {
    profile,
    level,
    conforms: !results.some(({ severity }) => severity === 'Violation'),
    results: bound([...results].sort(compareResults)),
  };
}

/** Number of results of a severity among those the report lists. */
export function countResults(report: ValidationReport, severity: Severity): number {
  return report.results.filter((result) => result.severity === severity).length;
}
