import { componentName, type Finding, rankFindings } from '../../model/findings.ts';
import type { Severity } from '../../model/report.ts';
import { version } from '../../version.ts';
import { iriOf } from '../read-document.ts';
import type { CheckedDocument, Report } from './checked.ts';

const levels: Readonly<Record<Severity, string>> = {
  Violation: 'error',
  Warning: 'warning',
  Info: 'note',
};

/** `fr` and `en` in one text: SARIF has one message per result. */
function bilingual(message: Finding['message']): string {
  return [...new Set([message['en'], message['fr'], ...Object.values(message)])]
    .filter((text) => text !== undefined)
    .join(' / ');
}

function location(document: string, node?: string) {
  const logical = node === undefined ? {} : { logicalLocations: [{ fullyQualifiedName: node }] };
  return { physicalLocation: { artifactLocation: { uri: iriOf(document) } }, ...logical };
}

function rulesOf(findings: readonly Finding[], baseIri: string) {
  const rules = new Map<string, Finding>();
  for (const finding of findings) if (!rules.has(finding.rule)) rules.set(finding.rule, finding);
  return [...rules].map(([id, finding]) => ({
    id,
    name: componentName(finding.component),
    shortDescription: { text: finding.path ?? id },
    fullDescription: { text: bilingual(finding.message) },
    help: { text: bilingual(finding.message) },
    ...(/^[\w.-]+$/.test(id) ? { helpUri: `${baseIri}#${id}` } : {}),
    defaultConfiguration: { level: levels[finding.severity] },
  }));
}

/**
 * The report as a SARIF 2.1.0 log with one run, for the tools that annotate changes. Documents that
 * could not be read are notifications of the run (SARIF §3.20.21).
 */
export function toSarif({ profile, documents }: Report, shapesIri: string): string {
  const checked = documents.filter((document): document is CheckedDocument => 'parts' in document);
  const found = checked.flatMap(({ location: document, parts }) =>
    parts.flatMap((part) =>
      rankFindings(part.results).map((finding) => ({ document, finding, part })),
    ),
  );
  const rules = rulesOf(
    found.map(({ finding }) => finding),
    shapesIri,
  );
  const ruleIndex = new Map(rules.map(({ id }, index) => [id, index]));
  const problems = documents.flatMap((document) => ('problem' in document ? [document] : []));
  const results = found.flatMap(({ document, finding, part }) =>
    finding.places.map(({ focusNode, value }) => ({
      ruleId: finding.rule,
      ruleIndex: ruleIndex.get(finding.rule),
      level: levels[finding.severity],
      message: { text: bilingual(finding.message) },
      locations: [location(document, focusNode)],
      properties: { dataset: part.dataset, focusNode, path: finding.path, value },
    })),
  );
  const log = {
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: { driver: { name: 'Glaneur', semanticVersion: version, rules } },
        artifacts: documents.map((document) => ({ location: { uri: iriOf(document.location) } })),
        invocations: [
          {
            executionSuccessful: problems.length === 0,
            toolExecutionNotifications: problems.map(({ location: document, problem }) => ({
              level: 'error',
              descriptor: { id: problem.code },
              message: { text: `${problem.message} ${problem.remedy}` },
              locations: [location(document)],
            })),
          },
        ],
        columnKind: 'utf16CodeUnits',
        properties: { profile: profile.id, profileIri: profile.iri },
        results,
      },
    ],
  };
  return `${JSON.stringify(log, null, 2)}\n`;
}
