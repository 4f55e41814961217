import type { Edits } from '../switches.ts';
import { cohortDatasets, presentDatasets, type RestDataset, revisionOf } from './datasets.ts';
import { json, numberIn, pageOf, type RestApi, startRestApi } from './endpoint.ts';

const site = 'https://zenodo.example.org';
const datasets = cohortDatasets.slice(12, 24);

/** Dirt by place in the list. */
const variations: Readonly<Record<number, Readonly<Record<string, unknown>>>> = {
  3: { access: { record: 'public', files: 'restricted', status: 'embargoed' } },
  5: { deletion_status: { is_deleted: true, status: 'D' } },
};

function describe(dataset: RestDataset, edits: Edits): Readonly<Record<string, unknown>> {
  const { key, title, titleEn, description, holder, tags, start, end } = dataset;
  const place = datasets.findIndex((each) => each.key === key);
  return {
    id: key,
    created: '2024-01-01T00:00:00+00:00',
    updated: `2026-0${1 + revisionOf(dataset, edits)}-15T08:00:00.000000+00:00`,
    links: { self_html: `${site}/records/${key}` },
    pids: { doi: { identifier: `10.5281/zenodo.${1_000 + place}`, provider: 'datacite' } },
    access: { record: 'public', files: 'public', status: 'open' },
    stats: { all_versions: { views: 12 } },
    files: {
      enabled: true,
      entries: {
        'agregats.csv': {
          key: 'agregats.csv',
          ext: 'csv',
          mimetype: 'text/csv',
          size: 1024,
          checksum: 'md5:0cc175b9c0f1b6a831c399e269772661',
        },
      },
    },
    metadata: {
      resource_type: { id: place === 8 ? 'publication-article' : 'dataset' },
      title: `${title} : données agrégées`,
      ...(titleEn !== undefined && {
        additional_titles: [
          { title: titleEn, type: { id: 'translated-title' }, lang: { id: 'eng' } },
        ],
      }),
      description: `<p>${description}</p>`,
      creators: [
        { person_or_org: { type: 'organizational', name: holder } },
        { person_or_org: { type: 'personal', name: 'Nom, Prénom' } },
      ],
      publisher: 'Zenodo',
      publication_date: '2024-01',
      subjects: tags.map((subject) => ({ subject })),
      languages: [{ id: 'fra' }],
      dates: [{ date: `${start ?? 2000}/${end ?? 2020}`, type: { id: 'collected' } }],
      rights: [{ id: 'cc-by-4.0', title: { en: 'Creative Commons Attribution 4.0' } }],
      version: `1.${revisionOf(dataset, edits)}`,
    },
    ...variations[place],
  };
}

/** An InvenioRDM with twelve records, of which one is an article and one a tombstone. */
export function startInvenio(): Promise<RestApi> {
  return startRestApi(datasets, (origin, quirks) => (url, edits) => {
    if (url.pathname !== '/api/records') return json({ status: 404 }, 404);
    const present = presentDatasets(datasets, edits);
    const [page, size] = [numberIn(url, 'page', 1), numberIn(url, 'size', 10)];
    const { rows, total, hasNext } = pageOf(present, (page - 1) * size, size, quirks());
    const next = `${origin}/api/records?page=${page + 1}&size=${size}&sort=oldest`;
    return json({
      hits: { total, hits: rows.map((dataset) => describe(dataset, edits)) },
      links: hasNext ? { next } : {},
    });
  });
}
