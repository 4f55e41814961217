import type { Preview } from '../harvest/dry-run.ts';

const shownResults = 5;

/** What a dry run says of one record: its outcome, why, and the triples that would come and go. */
export function previewLines(preview: Preview): string {
  const { outcome, remoteKey, problem, report, added, removed } = preview;
  const lines = [`  ${outcome.padEnd(10)} ${remoteKey}`];
  if (problem) lines.push(`    ${problem.code}: ${problem.message}`);
  const violations = report?.results.filter(({ severity }) => severity === 'Violation') ?? [];
  for (const { path, message } of violations.slice(0, shownResults)) {
    lines.push(`    ! ${path ?? ''} ${message['en'] ?? Object.values(message)[0] ?? ''}`);
  }
  if (outcome === 'update') {
    lines.push(...removed.map((line) => `    - ${line}`), ...added.map((line) => `    + ${line}`));
  }
  return `${lines.join('\n')}\n`;
}
