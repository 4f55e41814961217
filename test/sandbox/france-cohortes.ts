import { realStudies, type Study } from './data/studies.ts';
import { addedStudy, studyVariations } from './data/study-variations.ts';
import { nadaRecord, nadaRow } from './nada-record.ts';
import type { RecordLanguage } from './nada-words.ts';
import type { Answer, Respond } from './server.ts';
import type { Edits } from './switches.ts';

const studies: readonly Study[] = [...realStudies, ...studyVariations];

/** Identifiers of the studies without their language suffix, in the order of the list. */
export const franceCohortesKeys: readonly string[] = studies.map(({ key }) => key);

interface ListedRecord {
  readonly study: Study;
  readonly number: number;
  readonly language: RecordLanguage;
}

const json = (value: unknown, status = 200): Answer => ({
  status,
  contentType: 'application/json; charset=utf-8',
  body: JSON.stringify(value),
});

/** NADA answers 400, never 404, for a record it does not have. */
const unknownRecord = json({ status: 'failed', message: 'IDNO-NOT-FOUND' }, 400);

function withChanges(study: Study, edits: Edits): Study {
  const changes = edits.changed.get(study.key);
  if (changes === undefined) return study;
  return {
    ...study,
    title: {
      fr: `${study.title.fr} (révision ${changes})`,
      en: `${study.title.en} (revision ${changes})`,
    },
  };
}

function presentRecords(edits: Edits): readonly ListedRecord[] {
  return [...studies, ...edits.added.map(addedStudy)].flatMap((study, number) => {
    if (edits.removed.has(study.key)) return [];
    const languages: readonly RecordLanguage[] =
      study.defect === 'no-english' ? ['fr'] : ['fr', 'en'];
    const present = withChanges(study, edits);
    return languages.map((language) => ({ study: present, number, language }));
  });
}

function whole(value: string | null, fallback: number, most: number): number {
  const number = Number(value ?? fallback);
  return Number.isInteger(number) && number >= 1 ? Math.min(number, most) : fallback;
}

function search(url: URL, edits: Edits): Answer {
  const records = presentRecords(edits);
  const limit = whole(url.searchParams.get('ps'), 15, 10_000);
  const offset = (whole(url.searchParams.get('page'), 1, 1_000_000) - 1) * limit;
  return json({
    result: {
      found: records.length,
      total: records.length,
      limit,
      offset,
      search_counts_by_type: { survey: records.length },
      rows: records
        .slice(offset, offset + limit)
        .map(({ study, number, language }) => nadaRow(study, number, language)),
    },
  });
}

function record(idno: string, edits: Edits): Answer {
  const wanted = idno.toLowerCase();
  const found = presentRecords(edits).find(
    ({ study, language }) => `${study.key}-${language}`.toLowerCase() === wanted,
  );
  if (found === undefined || found.study.defect === 'gone') return unknownRecord;
  const { study, number, language } = found;
  return json(nadaRecord(study, number, language, edits.changed.has(study.key)));
}

/** A NADA 5 catalogue: 1-based search pages and one JSON record per study and language. */
export function createFranceCohortes(): Respond {
  return (url, edits) => {
    const api = '/index.php/api/catalog/';
    if (url.pathname === `${api}search`) return search(url, edits);
    if (url.pathname.startsWith(api) && url.pathname.length > api.length)
      return record(decodeURIComponent(url.pathname.slice(api.length)), edits);
    if (url.pathname.startsWith('/index.php/api/'))
      return { status: 500, contentType: 'application/json; charset=utf-8', body: '' };
    return {
      status: 404,
      contentType: 'text/html; charset=utf-8',
      body: '<!DOCTYPE html><html lang="fr"><title>404</title><p>Page introuvable</p></html>\n',
    };
  };
}
