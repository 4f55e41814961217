import type { Edits } from '../switches.ts';
import { openDatasets, presentDatasets, type RestDataset, revisionOf } from './datasets.ts';
import { json, numberIn, pageOf, type RestApi, startRestApi } from './endpoint.ts';

const datasets = openDatasets.slice(12, 22);
const words = new Map([
  ['annual', 'Annuelle'],
  ['daily', 'Quotidienne'],
]);

/** Dirt of the portal's own model. */
const dirt: Readonly<Record<string, Readonly<Record<string, unknown>>>> = {
  apl: {
    source_domain: 'drees',
    source_domain_address: 'drees.example.org',
    source_dataset: 'apl',
  },
  annuaire: { keyword: 'professionnels; annuaire', description: null },
  bio: { license: 'Licence inconnue', license_url: null },
  phmev: { publisher: 'None' },
};

function describe(dataset: RestDataset, edits: Edits): Readonly<Record<string, unknown>> {
  const { key, title, description, holder, tags, frequency, start } = dataset;
  const metas = {
    title,
    description: `<p>${description}</p>`,
    keyword: tags,
    theme: ['Santé'],
    license: 'Licence Ouverte v2.0 (Etalab)',
    license_url: 'https://www.etalab.gouv.fr/licence-ouverte-open-licence',
    language: 'fr',
    modified: `2026-0${1 + revisionOf(dataset, edits)}-15T08:00:00+00:00`,
    data_processed: '2026-01-15T08:05:00+00:00',
    publisher: holder,
    territory: ['France'],
    records_count: 1000 + title.length,
    source_domain: null,
    ...dirt[key],
  };
  return {
    dataset_id: key,
    dataset_uid: `da_${key}`,
    has_records: true,
    data_visible: true,
    attachments: [],
    fields: [{ name: 'annee', label: 'Année', type: 'date', description: null }],
    metas: {
      default: metas,
      dcat: {
        created: `${start}-05-02T08:00:00+00:00`,
        accrualperiodicity: words.get(frequency ?? ''),
        contact_name: 'Guichet des données',
        contact_email: 'opendata@example.org',
      },
      explore: { popularity_score: 12 },
    },
  };
}

/** An Opendatasoft portal with ten datasets, of which one is another portal's. */
export function startOpendatasoft(): Promise<RestApi> {
  return startRestApi(datasets, (_origin, quirks) => (url, edits) => {
    if (url.pathname !== '/api/explore/v2.1/catalog/datasets') {
      return json({ error_code: 'NotFound', message: 'Not found' }, 404);
    }
    const present = presentDatasets(datasets, edits);
    const [offset, size] = [numberIn(url, 'offset', 0), numberIn(url, 'limit', 10)];
    if (size > 100 || offset + size > 10_000) {
      return json({ error_code: 'InvalidRESTParameterError', message: 'limit' }, 400);
    }
    const { rows, total } = pageOf(present, offset, size, quirks());
    return json({ total_count: total, results: rows.map((each) => describe(each, edits)) });
  });
}
