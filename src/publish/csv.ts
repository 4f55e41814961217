import type { FoundDataset } from '../model/search.ts';
import type { Localised } from '../model/source.ts';
import { datasetDocument } from '../rdf/mint.ts';

/** Longest text of one cell; spreadsheets refuse more than 32,767 characters. */
const longestCell = 30_000;

const columns: readonly (readonly [string, (dataset: FoundDataset) => string | number | null])[] = [
  ['iri', ({ iri }) => iri],
  ['title_fr', ({ summary }) => summary.title['fr'] ?? null],
  ['title_en', ({ summary }) => summary.title['en'] ?? null],
  ['description_fr', ({ summary }) => summary.description['fr'] ?? null],
  ['description_en', ({ summary }) => summary.description['en'] ?? null],
  ['holder', ({ summary }) => anyOf(summary.holder)],
  ['holder_iri', ({ summary }) => summary.holderIri],
  ['access_rights', ({ summary }) => summary.accessRights],
  ['health_categories', ({ summary }) => summary.healthCategories.join(' | ')],
  ['health_themes', ({ summary }) => (summary.scope?.themes ?? []).join(' | ')],
  ['coding_systems', ({ summary }) => summary.codingSystems.join(' | ')],
  ['keywords', ({ summary }) => summary.keywords.join(' | ')],
  ['individuals', ({ summary }) => summary.individuals],
  ['minimum_age', ({ summary }) => summary.scope?.ages?.least ?? null],
  ['maximum_age', ({ summary }) => summary.scope?.ages?.most ?? null],
  ['first_year', ({ summary }) => summary.scope?.years?.first ?? null],
  ['last_year', ({ summary }) => summary.scope?.years?.last ?? null],
  ['places', ({ summary }) => (summary.scope?.places ?? []).join(' | ')],
  ['landing_page', ({ summary }) => summary.landingPage],
  ['source', ({ sourceId }) => sourceId],
  ['changed', ({ modified }) => modified.toISOString()],
];

function anyOf(texts: Localised | null): string | null {
  return texts?.['fr'] ?? texts?.['en'] ?? Object.values(texts ?? {})[0] ?? null;
}

/** Datasets as a table, row by row (RFC 4180), with the mark by which spreadsheets know UTF-8. */
export async function* datasetsCsv(
  datasets: AsyncIterable<FoundDataset>,
  baseUrl: string,
): AsyncGenerator<string> {
  yield `\ufeff${[...columns.map(([name]) => name), 'page'].join(',')}\r\n`;
  for await (const dataset of datasets) {
    const cells = columns.map(([, value]) => cell(value(dataset)));
    yield `${[...cells, cell(datasetDocument(baseUrl, dataset.id))].join(',')}\r\n`;
  }
}

/** A cell; a text that a spreadsheet would compute as a formula is kept from it by an apostrophe. */
function cell(value: string | number | null): string {
  if (value === null) return '';
  if (typeof value === 'number') return String(value);
  const text = value.slice(0, longestCell);
  const safe = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
