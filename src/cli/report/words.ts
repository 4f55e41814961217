import type { Severity, ValidationResult } from '../../model/report.ts';

/** Languages a report can be written in. */
export type ReportLanguage = 'en' | 'fr';

/** The words around the messages of the shapes. */
interface Words {
  readonly severity: Readonly<Record<Severity, string>>;
  readonly at: string;
  readonly value: string;
  readonly node: string;
  readonly rest: string;
  readonly conforms: string;
  readonly fails: string;
  readonly unreadable: string;
  readonly more: (count: number) => string;
  readonly datasets: (count: number) => string;
  readonly counts: (results: readonly ValidationResult[]) => string;
}

const count = (number: number, one: string, many: string) =>
  `${number} ${number === 1 ? one : many}`;
const compte = (number: number, one: string, many: string) =>
  `${number} ${number < 2 ? one : many}`;

function tally(results: readonly ValidationResult[], severity: Severity): number {
  return results.filter((result) => result.severity === severity).length;
}

const english: Words = {
  severity: { Violation: 'violation', Warning: 'warning', Info: 'info' },
  at: 'at',
  value: 'value',
  node: 'the node itself',
  rest: 'What belongs to no dataset',
  conforms: 'conforms to',
  fails: 'does not conform to',
  unreadable: 'unreadable',
  more: (number) => `and ${number} more`,
  datasets: (number) => count(number, 'dataset', 'datasets'),
  counts: (results) =>
    `${count(tally(results, 'Violation'), 'violation', 'violations')}, ${count(tally(results, 'Warning'), 'warning', 'warnings')}`,
};

const french: Words = {
  severity: { Violation: 'violation', Warning: 'avertissement', Info: 'information' },
  at: 'à',
  value: 'valeur',
  node: 'le nœud lui-même',
  rest: "Ce qui n'appartient à aucun ensemble de données",
  conforms: 'est conforme à',
  fails: "n'est pas conforme à",
  unreadable: 'illisible',
  more: (number) => `et ${number} de plus`,
  datasets: (number) => compte(number, 'ensemble de données', 'ensembles de données'),
  counts: (results) =>
    `${compte(tally(results, 'Violation'), 'violation', 'violations')}, ${compte(tally(results, 'Warning'), 'avertissement', 'avertissements')}`,
};

/** The words of a language; English where the messages are given in both. */
export function wordsOf(language: ReportLanguage | null): Words {
  return language === 'fr' ? french : english;
}
