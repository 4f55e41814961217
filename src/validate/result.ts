import type { Term } from '@rdfjs/types';
import type { Severity, ValidationResult } from '../model/report.ts';
import type { RawResult } from './compile/index.ts';
import { formatPath, type Path } from './compile/paths.ts';
import { defaultMessage } from './default-message.ts';
import { compareResults } from './report.ts';

/** Characters of a value that a report repeats. */
const maxValueLength = 300;

function severityOf(iri: string): Severity {
  const name = iri.slice(iri.indexOf('#') + 1);
  return name === 'Warning' || name === 'Info' ? name : 'Violation';
}

// A path is one object of its shape, met again in every record.
const pathNames = new WeakMap<Path, string>();

function nameOfPath(path: Path): string {
  const known = pathNames.get(path);
  if (known !== undefined) return known;
  const name = formatPath(path);
  pathNames.set(path, name);
  return name;
}

function toResult(raw: RawResult, nameOf: (node: Term) => string): ValidationResult {
  const path = raw.path && nameOfPath(raw.path);
  return {
    severity: severityOf(raw.severity),
    focusNode: nameOf(raw.focusNode),
    path,
    component: raw.component,
    value: raw.value && nameOf(raw.value).slice(0, maxValueLength),
    sourceShape: raw.sourceShape.termType === 'NamedNode' ? raw.sourceShape.value : null,
    message:
      raw.messages.length === 0
        ? { ...defaultMessage(path, raw.component) }
        : Object.fromEntries(raw.messages.map(({ value, language }) => [language || 'en', value])),
  };
}

/**
 * Makes the results of a report, in its order: one per shape, focus node and value, because a wrong
 * value often breaks several constraints of one shape (its class and its list, say), and their one
 * message would be repeated; and one of those that read the same, from shapes without a name.
 */
export function toResults(
  found: readonly RawResult[],
  nameOf: (node: Term) => string,
): readonly ValidationResult[] {
  const results = found
    .map((raw) => ({ shape: raw.sourceShape.value, result: toResult(raw, nameOf) }))
    .sort((a, b) => compareResults(a.result, b.result));
  const seen = new Set<string>();
  // A character that no IRI holds parts them.
  const isNew = (parts: readonly unknown[]) => seen.size < seen.add(parts.join('\n')).size;
  return results
    .filter(({ shape, result }) => isNew([shape, result.focusNode, result.path, result.value]))
    .map(({ result }) => result)
    .filter((result) => {
      if (result.sourceShape !== null) return true;
      const { severity, focusNode, path, component, value, message } = result;
      return isNew([severity, focusNode, path, component, value, ...Object.entries(message)]);
    });
}
