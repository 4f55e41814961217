import type { Answer } from '../server.ts';
import type { Edits } from '../switches.ts';
import { openDatasets, presentDatasets, type RestDataset, revisionOf } from './datasets.ts';
import { json, numberIn, pageOf, type RestApi, startRestApi } from './endpoint.ts';

const site = 'https://www.data.example.org';

/** Dirt that a portal which anybody may fill carries. */
const dirt: Readonly<Record<string, Readonly<Record<string, unknown>>>> = {
  'si-vic': { description: 'None' },
  oscour: { license: 'notspecified', access_type: 'open' },
  coviprev: {
    frequency: 'fortnightlyish',
    temporal_coverage: { start: 'printemps 2020', end: null },
  },
  couverture: { archived: '2024-01-01T00:00:00+00:00' },
  bdpm: { title: '' },
  sae: { tags: ['None', 'hôpital'], spatial: { zones: ['country:fr', 'fr:region:11'] } },
};

function describe(dataset: RestDataset, edits: Edits): Readonly<Record<string, unknown>> {
  const { key, title, description, holder, tags, frequency, start } = dataset;
  const slug = holder
    .toLowerCase()
    .normalize('NFD')
    .replace(/[^a-z]+/g, '-');
  return {
    id: key,
    slug: key,
    title,
    description: `## Présentation\n\n**${description}** Voir la [page](${site}/pages/${key}).`,
    page: `${site}/datasets/${key}/`,
    tags,
    frequency,
    license: 'lov2',
    private: false,
    archived: null,
    deleted: null,
    temporal_coverage: { start: `${start}-01-01`, end: null },
    spatial: { zones: ['country:fr'], granularity: 'fr:departement' },
    created_at: `${start}-05-02T08:00:00.000000+00:00`,
    last_update: `2026-0${1 + revisionOf(dataset, edits)}-15T08:00:00+00:00`,
    organization: { id: slug, name: holder, page: `${site}/organizations/${slug}/` },
    owner: null,
    contact_points: [{ name: holder, email: `opendata@${slug}.example.org`, role: 'contact' }],
    metrics: { views: 1000 },
    extras: { 'check:status': 200 },
    resources: [
      {
        id: `${key}-csv`,
        type: 'main',
        title: `${key}.csv`,
        description: null,
        url: `${site}/files/${key}.csv`,
        format: 'csv',
        mime: 'text/csv',
        filesize: 25_596,
        checksum: { type: 'sha1', value: 'aa2f24feb4af796b323c387ba60d5ffdfccdc2b3' },
        created_at: `${start}-05-02T08:00:00+00:00`,
        last_modified: `${start}-05-02T08:00:00+00:00`,
        metrics: { views: 10 },
      },
      {
        id: `${key}-doc`,
        type: 'documentation',
        title: 'Description des variables',
        url: `${site}/files/${key}.pdf`,
        format: 'pdf',
        mime: 'application/pdf',
      },
    ],
    ...dirt[key],
  };
}

const path = '/api/1/datasets/';

/** One dataset by its address; 410 for what was deleted. */
function record(key: string, edits: Edits): Answer {
  const found = presentDatasets(openDatasets, edits).find((each) => each.key === key);
  if (found) return json(describe(found, edits));
  return edits.removed.has(key)
    ? json({ message: 'Gone' }, 410)
    : json({ message: 'Not found' }, 404);
}

/** A udata portal with 25 datasets: pages with the address of the next. */
export function startUdata(): Promise<RestApi> {
  return startRestApi(openDatasets, (origin, quirks) => (url, edits) => {
    if (!url.pathname.startsWith(path)) return json({ message: 'Not found' }, 404);
    const key = decodeURIComponent(url.pathname.slice(path.length).replace(/\/$/, ''));
    if (key !== '') return record(key, edits);
    const present = presentDatasets(openDatasets, edits);
    const [page, size] = [numberIn(url, 'page', 1), numberIn(url, 'page_size', 20)];
    const { rows, total, hasNext } = pageOf(present, (page - 1) * size, size, quirks());
    const next = `${origin}${path}?sort=created&page=${page + 1}&page_size=${size}`;
    const data = rows.map((dataset) => describe(dataset, edits));
    return json({ data, next_page: hasNext ? next : null, page, page_size: size, total });
  });
}
