import type { Summary } from '../src/model/record.ts';
import { recordId } from '../src/rdf/mint.ts';
import type { Database } from '../src/store/database.ts';
import { indexDatasets } from '../src/store/search-index.ts';

const batchSize = 1000;
const words =
  `suivi patients cohorte registre étude prélèvements imagerie génomique questionnaire hospitalisation
diagnostic traitement épidémiologie surveillance recueil données biologiques cliniques entrepôt national
régional pédiatrique vaccination oncologie cardiologie neurologie maternité nutrition environnement
exposition professionnelle mortalité dépistage médicament dispositif consultation urgence réanimation
follow-up clinical laboratory imaging sampling survey population hospital exposure outcome screening
mortality treatment vaccine nutrition biobank consent linkage claims longitudinal prospective`.split(
    /\s+/,
  );
const diseases = ['diabète', 'asthme', 'cancer du sein', 'épilepsie', 'sclérose en plaques'];
const categories = ['EHRS', 'RQSH', 'PHDR', 'MRMR', 'HRAD', 'EHCT', 'HGPD', 'EINS'];
const themes = ['CANCER_DISEASE', 'RESPIRATORY_DISEASES', 'MENTAL_HEALTH', 'HEALTH_SYSTEMS'];
const codings = ['ICD-10', 'LOINC', 'ATC', 'ORPHACODE', 'SNOMED-CT'];
const regions = [
  'FR1',
  'FRB',
  'FRC',
  'FRD',
  'FRE',
  'FRF',
  'FRG',
  'FRH',
  'FRI',
  'FRJ',
  'FRK',
  'FRL',
];

function pick<T>(list: readonly T[], index: number): T {
  // The index is taken modulo the length of a list that is never empty.
  return list[index % list.length] as T;
}

/** A description like those of the seed sources: some 150 words in two languages. */
function summary(index: number): Summary {
  let seed = index + 1;
  const next = () => {
    seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648;
    return seed >> 8;
  };
  const prose = (length: number) => Array.from({ length }, () => pick(words, next())).join(' ');
  const disease = pick(diseases, index);
  const first = 1980 + (index % 40);
  return {
    title: {
      fr: `Cohorte ${index} sur ${disease} ${pick(words, next())}`,
      en: `Cohort ${index} ${pick(words, next())}`,
    },
    description: { fr: prose(90), en: prose(60) },
    alternative: [`COH${index}`],
    holder: { fr: `Détenteur ${index % 300}` },
    holderIri: `https://holder${index % 300}.example.org/`,
    accessRights: pick(['NON_PUBLIC', 'NON_PUBLIC', 'RESTRICTED', 'PUBLIC'], next()),
    healthCategories: [pick(categories, next()), pick(categories, next())],
    codingSystems: [pick(codings, next()), pick(codings, next())],
    keywords: ['cohorte', 'cohort', disease, pick(words, next())],
    individuals: next() % 500_000,
    landingPage: null,
    scope: {
      identifiers: [`https://holder.example.org/${index}`],
      themes: [pick(themes, next())],
      places: ['FRA', pick(regions, next())],
      ages: { least: next() % 60, most: null },
      years: { first, last: first + 5 + (next() % 20) },
      isBiobank: index % 9 === 0,
      isRareDisease: index % 11 === 0,
    },
  };
}

/** Puts so many published datasets straight into the tables, and lets search index them. */
export async function loadDatasets(
  database: Database,
  size: number,
  baseUrl: string,
): Promise<void> {
  const quality = { mandatory: 1, recommended: 0.5, languages: ['en', 'fr'], missing: [] };
  const report = { profile: 'healthdcat-ap-8', level: 'NON_PUBLIC', conforms: true, results: [] };
  const definition = { id: 'bench', title: { en: 'Bench' }, level: 'national' };
  await database.query('insert into source (id, definition) values ($1, $2)', [
    'bench',
    JSON.stringify(definition),
  ]);
  for (let start = 0; start < size; start += batchSize) {
    const facts = Array.from({ length: Math.min(batchSize, size - start) }, (_, offset) => ({
      recordId: recordId('bench', String(start + offset)),
      summary: summary(start + offset),
      quality,
      report,
      notes: [],
    }));
    const rows = facts.map(({ recordId: id, summary: told }) => ({
      id,
      iri: `${baseUrl}/datasets/${id}`,
      summary: told,
      ntriples: `<${baseUrl}/datasets/${id}> <http://purl.org/dc/terms/description> ${JSON.stringify(told.description['fr'])} .\n`,
    }));
    await database.transaction(async (tx) => {
      const json = JSON.stringify(rows);
      await tx.query(
        `insert into record (id, source_id, remote_key, iri, state, last_outcome, first_seen_at,
          first_published_at, changed_at)
        select id, 'bench', id::text, iri, 'published', 'created', now(), now(), now()
        from json_to_recordset($1::json) as g(id uuid, iri text)`,
        [json],
      );
      await tx.query(
        `insert into entity (iri, kind, graph, record_id, ntriples, content_hash, serial,
          modified_at, summary, report, quality, notes)
        select iri, 'dataset', iri, id, ntriples, id::text, 1, now(), summary, $2, $3, '[]'
        from json_to_recordset($1::json) as g(id uuid, iri text, ntriples text, summary jsonb)`,
        [json, JSON.stringify(report), JSON.stringify(quality)],
      );
      await indexDatasets(tx, facts, new Date('2026-01-01T00:00:00Z'));
    });
  }
  await database.script('analyze');
}
