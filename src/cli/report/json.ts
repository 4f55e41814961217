import { rankFindings } from '../../model/findings.ts';
import { conforms, type Report } from './checked.ts';

/** The report as JSON: per document its parts, and per part its findings in the order of the text report. */
export function toJson({ profile, documents }: Report): string {
  const files = documents.map((document) => {
    if ('problem' in document) return { file: document.location, problem: document.problem };
    const parts = document.parts.map((part) => ({
      dataset: part.dataset,
      title: part.title,
      level: profile.levelled ? part.level : null,
      conforms: conforms(part),
      findings: rankFindings(part.results),
    }));
    return { file: document.location, conforms: parts.every((part) => part.conforms), parts };
  });
  return `${JSON.stringify({ profile: profile.id, profileIri: profile.iri, files }, null, 2)}\n`;
}
