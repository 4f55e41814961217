import type { Edits } from '../switches.ts';
import { openDatasets, presentDatasets, type RestDataset, revisionOf } from './datasets.ts';
import { json, numberIn, pageOf, type RestApi, startRestApi } from './endpoint.ts';

const site = 'https://ckan.example.org';
const datasets = openDatasets.slice(0, 10);

/** Dirt, and packages with the fields of ckanext-dcat beside plain ones. */
const variations: Readonly<Record<string, Readonly<Record<string, unknown>>>> = {
  'si-vic': {
    title_translated: {
      fr: "Données hospitalières relatives à l'épidémie",
      en: 'Hospital data on the epidemic',
    },
    health_category: ['http://example.com/authority/healthcategories/PHDR'],
    number_of_records: '123456',
    coding_system: ['http://www.wikidata.org/entity/P494'],
  },
  'si-dep': {
    extras: [
      { key: 'temporal_start', value: '2020-05-13' },
      { key: 'spatial_uri', value: 'http://publications.europa.eu/resource/authority/country/FRA' },
      { key: 'alternate_identifier', value: '["NCT04262921"]' },
    ],
  },
  oscour: { state: 'deleted' },
  incidence: { notes: 'None', license_id: 'notspecified' },
  coviprev: { title: '' },
  grippe: { id: null, name: null },
};

function describe(dataset: RestDataset, edits: Edits): Readonly<Record<string, unknown>> {
  const { key, title, description, holder, tags, start } = dataset;
  return {
    id: key,
    name: key,
    title,
    notes: description,
    state: 'active',
    private: false,
    isopen: true,
    license_id: 'fr-lo',
    license_title: 'Licence Ouverte / Open Licence version 2.0',
    url: `${site}/pages/${key}`,
    metadata_created: `${start}-05-02T08:00:00.000000`,
    metadata_modified: `2026-0${1 + revisionOf(dataset, edits)}-15T08:00:00.000000`,
    organization: { title: holder, name: 'organisation' },
    maintainer: 'Guichet des données',
    maintainer_email: 'opendata@example.org',
    tags: tags.map((name) => ({ name, display_name: name })),
    tracking_summary: { total: 5 },
    extras: [],
    resources: [
      {
        id: `${key}-csv`,
        name: `${key}.csv`,
        url: `${site}/files/${key}.csv`,
        format: 'CSV',
        mimetype: 'text/csv',
        size: 2048,
        state: 'active',
        created: `${start}-05-02T08:00:00`,
      },
    ],
    ...variations[key],
  };
}

/** A CKAN portal with ten packages. */
export function startCkan(): Promise<RestApi> {
  return startRestApi(datasets, (_origin, quirks) => (url, edits) => {
    if (url.pathname !== '/api/3/action/package_search') {
      return json({ success: false, error: { message: 'Not found' } }, 404);
    }
    const present = presentDatasets(datasets, edits);
    const [start, size] = [numberIn(url, 'start', 0), numberIn(url, 'rows', 10)];
    const { rows, total } = pageOf(present, start, size, quirks());
    const results = rows.map((dataset) => describe(dataset, edits));
    return json({ success: true, result: { count: total, results } });
  });
}
