import { styleText } from 'node:util';
import { type Finding, rankFindings } from '../../model/findings.ts';
import type { Severity } from '../../model/report.ts';
import type { PartReport } from '../../validate/document.ts';
import { type CheckedDocument, conforms, type Report, type UnreadableDocument } from './checked.ts';
import { type ReportLanguage, wordsOf } from './words.ts';

/** How the text report is written. */
export interface TextOptions {
  /** One language, or both side by side. */
  readonly language: ReportLanguage | null;
  /** Decides about colours: only a terminal gets them, and not with NO_COLOR. */
  readonly stream: NodeJS.WritableStream;
}

/** Places of one finding that are listed; the rest is counted. */
const maxPlaces = 5;

type Style = Parameters<typeof styleText>[0];

const styles: Readonly<Record<Severity, Style>> = {
  Violation: 'red',
  Warning: 'yellow',
  Info: 'cyan',
};

/** The report for people: per dataset the verdict and the findings by urgency, and a summary at the end. */
export function toText({ profile, documents }: Report, options: TextOptions): string {
  const words = wordsOf(options.language);
  const paint = (style: Style, text: string) => styleText(style, text, { stream: options.stream });
  const title = (localised: Readonly<Record<string, string>>) =>
    localised[options.language ?? 'en'] ?? Object.values(localised)[0] ?? profile.id;

  const describePlace = (
    finding: Finding,
    part: PartReport,
    { focusNode, value }: Finding['places'][number],
  ) =>
    [
      focusNode === part.dataset && value === null ? null : `${words.at} ${focusNode}`,
      value === null ? null : `${words.value} ${value}`,
    ]
      .filter((text) => text !== null)
      .join(', ') || (finding.places.length > 1 ? `${words.at} ${focusNode}` : '');

  const describeFinding = (finding: Finding, part: PartReport): string[] => {
    const count = finding.places.length > 1 ? ` × ${finding.places.length}` : '';
    const severity = paint(styles[finding.severity], words.severity[finding.severity]);
    const places = finding.places
      .slice(0, maxPlaces)
      .map((place) => describePlace(finding, part, place))
      .filter((text) => text !== '');
    const more = finding.places.length - maxPlaces;
    return [
      `  ${severity}  ${paint('bold', finding.path ?? words.node)}  [${finding.rule}]${count}`,
      ...messagesOf(finding, options.language).map((text) => `      ${text}`),
      ...places.map((text) => `      ${paint('dim', text)}`),
      ...(more > 0 ? [`      ${paint('dim', words.more(more))}`] : []),
    ];
  };

  const describePart = (part: PartReport): string[] => {
    const name = part.dataset === null ? words.rest : part.dataset;
    const verdict = conforms(part) ? paint('green', words.conforms) : paint('red', words.fails);
    const level = profile.levelled && part.dataset !== null ? ` (${part.level})` : '';
    return [
      paint('bold', part.title === null ? name : `${part.title} <${name}>`),
      `  ${verdict} ${title(profile.title)}${level}: ${words.counts(part.results)}`,
      ...rankFindings(part.results).flatMap((finding) => describeFinding(finding, part)),
      '',
    ];
  };

  const describe = (document: CheckedDocument | UnreadableDocument): string[] =>
    'problem' in document
      ? [
          `${document.location}: ${paint('red', words.unreadable)}: ${document.problem.message} [${document.problem.code}]`,
          `  ${document.problem.remedy}`,
          '',
        ]
      : [...document.parts.flatMap(describePart), summaryOf(document)];

  const summaryOf = ({ location, parts }: CheckedDocument): string => {
    const datasets = parts.filter(({ dataset }) => dataset !== null).length;
    const results = parts.flatMap((part) => part.results);
    return `${location}: ${words.datasets(datasets)}, ${words.counts(results)}\n`;
  };
  return documents.map((document) => `${describe(document).join('\n')}`).join('\n');
}

function messagesOf({ message }: Finding, language: ReportLanguage | null): string[] {
  const { en, fr } = message;
  const only = language === null ? undefined : message[language];
  if (only !== undefined) return [only];
  if (en !== undefined && fr !== undefined) return [`en  ${en}`, `fr  ${fr}`];
  return Object.values(message).slice(0, 1);
}
