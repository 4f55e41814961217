import { HarvestError, problemOf } from '../model/problem.ts';
import type { FailedRecord, Prepared, PreparedRecord } from '../model/record.ts';
import type { ValidationReport, ValidationResult } from '../model/report.ts';
import type { Outcome } from '../model/run.ts';
import type { Source } from '../model/source.ts';
import { termToNTriples } from '../rdf/serialise.ts';
import { dct, literal, namedNode, xsd } from '../rdf/vocabularies.ts';

/** What the database holds of a record before its batch is stored. */
export interface StoredRecord {
  readonly id: string;
  readonly firstPublishedAt: Date | null;
  /** What is published of it now, by itself or merged into another record's dataset. */
  readonly published: { readonly iri: string; readonly contentHash: string } | null;
}

/** Where a record went instead of being published itself. */
export interface Merger {
  readonly canonicalId: string;
  readonly iri: string;
  readonly reason: string;
}

/** What to do with one record of a batch. */
export type Decision =
  | {
      readonly kind: 'failed';
      readonly record: FailedRecord;
      readonly stored: StoredRecord | undefined;
    }
  | {
      readonly kind: 'created' | 'updated' | 'unchanged' | 'quarantined';
      readonly record: PreparedRecord;
      readonly stored: StoredRecord | undefined;
    };

/** Decides what becomes of a record; a failed or quarantined one leaves what is published alone. */
export function decide(
  record: Prepared,
  stored: StoredRecord | undefined,
  policy: Source['policy'],
): Decision {
  if (record.kind === 'failed') return { kind: 'failed', record, stored };
  if (!record.report.conforms && policy.onViolation === 'quarantine')
    return { kind: 'quarantined', record, stored };
  const published = stored?.published ?? null;
  if (published === null) return { kind: 'created', record, stored };
  const isSame = published.contentHash === record.contentHash && published.iri === record.iri;
  return { kind: isSame ? 'unchanged' : 'updated', record, stored };
}

/** The outcome of a decision, as run and admin see it. */
export function outcomeOf({ kind, record }: Decision, merger: Merger | undefined): Outcome {
  const outcome = { remoteKey: record.payload.remoteKey, kind, recordId: record.id };
  if (record.kind === 'failed') return { ...outcome, problem: record.problem };
  return { ...outcome, ...(merger && mergerOf(merger)), ...violationsOf(record.report) };
}

function mergerOf({ iri, reason }: Merger): Pick<Outcome, 'problem'> {
  const sentence = `It describes the dataset ${iri}, and is published as another origin of it: ${reason}.`;
  return { problem: problemOf(new HarvestError('IDENTIFY_MERGED', sentence)) };
}

/** The violations of a report as an outcome tells them; nothing where there are none. */
export function violationsOf({
  results,
}: ValidationReport): Pick<Outcome, 'problem' | 'violations'> {
  const violations = results.filter(({ severity }) => severity === 'Violation');
  if (violations.length === 0) return {};
  const problem = problemOf(new HarvestError('VALIDATE_VIOLATION', explain(violations)));
  return { violations: violations.length, problem };
}

/** The first violation in words, and how many more there are. */
function explain(violations: readonly ValidationResult[]): string {
  const [first] = violations;
  const text = first?.message['en'] ?? Object.values(first?.message ?? {})[0] ?? '';
  const value = first?.value ? ` (${first.value.slice(0, 80)})` : '';
  const more = violations.length > 1 ? `, and ${violations.length - 1} more` : '';
  return `${first?.path ?? 'The record'}${value}: ${text}${more}`;
}

/**
 * The triples of a published dataset's graph, canonical: the dataset, its catalogue record, and the
 * two dates of the latter that only the store knows (DCAT 3 §6.5).
 */
export function documentOf(record: PreparedRecord, issued: Date, modified: Date): string {
  const subject = termToNTriples(namedNode(record.catalogRecord.iri));
  const date = (property: { readonly value: string }, at: Date) =>
    `${subject} <${property.value}> ${termToNTriples(literal(at.toISOString(), xsd.dateTime))} .`;
  const lines = new Set([
    ...record.ntriples.split('\n'),
    ...record.catalogRecord.ntriples.split('\n'),
    date(dct.issued, issued),
    date(dct.modified, modified),
  ]);
  lines.delete('');
  return `${[...lines].sort().join('\n')}\n`;
}
