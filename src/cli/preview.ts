import type { RecordPreview } from '../model/record-preview.ts';

const shownResults = 5;
const shownNotes = 20;

/** What a dry run says of one record: its outcome, why, and the triples that would come and go. */
export function previewLines(preview: RecordPreview): string {
  const { outcome, remoteKey, problem, report, notes, added, removed } = preview;
  const lines = [`  ${outcome.padEnd(10)} ${remoteKey}`];
  if (problem) lines.push(`    ${problem.code}: ${problem.message}`);
  const violations = report?.results.filter(({ severity }) => severity === 'Violation') ?? [];
  for (const { path, message } of violations.slice(0, shownResults)) {
    lines.push(`    ! ${path ?? ''} ${message['en'] ?? Object.values(message)[0] ?? ''}`);
  }
  for (const { kind, property, message, original } of notes.slice(0, shownNotes)) {
    const given = original === undefined ? '' : `: ${JSON.stringify(original.slice(0, 120))}`;
    lines.push(`    ~ ${kind} ${property} ${message}${given}`);
  }
  if (notes.length > shownNotes) lines.push(`    ~ and ${notes.length - shownNotes} more changes`);
  if (outcome === 'update') {
    lines.push(...removed.map((line) => `    - ${line}`), ...added.map((line) => `    + ${line}`));
  }
  return `${lines.join('\n')}\n`;
}
