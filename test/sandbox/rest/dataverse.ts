import type { Answer } from '../server.ts';
import type { Edits } from '../switches.ts';
import { cohortDatasets, presentDatasets, type RestDataset, revisionOf } from './datasets.ts';
import { json, numberIn, pageOf, type RestApi, startRestApi } from './endpoint.ts';

const prefix = 'doi:10.57745/';
const datasets = cohortDatasets
  .slice(0, 12)
  .map((dataset) => ({ ...dataset, key: prefix + dataset.key.toUpperCase() }));

/** A field of a metadata block: a text, a list of texts, or parts by name. */
function field(typeName: string, value: unknown): unknown {
  return { typeName, multiple: Array.isArray(value), value };
}

function compound(
  typeName: string,
  ...parts: readonly Readonly<Record<string, string>>[]
): unknown {
  const value = parts.map((part) =>
    Object.fromEntries(Object.entries(part).map(([name, text]) => [name, field(name, text)])),
  );
  return field(typeName, value);
}

function fieldsOf(dataset: RestDataset): readonly unknown[] {
  const { title, titleEn, description, holder, tags, start, end } = dataset;
  const period: Record<string, string> = { timePeriodCoveredStart: `${start ?? 2000}-01-01` };
  if (end !== undefined) period['timePeriodCoveredEnd'] = `${end}-12-31`;
  return [
    field('title', `${title} : données agrégées`),
    ...(titleEn === undefined ? [] : [field('alternativeTitle', [titleEn])]),
    compound('author', { authorName: 'Nom, Prénom' }),
    compound('datasetContact', {
      datasetContactName: 'Nom, Prénom',
      datasetContactEmail: 'donnees@example.org',
    }),
    compound('dsDescription', { dsDescriptionValue: `<p>${description}</p>` }),
    compound('keyword', ...tags.map((keywordValue) => ({ keywordValue }))),
    compound('producer', { producerName: holder }),
    compound('timePeriodCovered', period),
    field('language', ['French']),
  ];
}

function record(dataset: RestDataset, edits: Edits): Answer {
  const place = datasets.findIndex(({ key }) => key === dataset.key);
  const identifier = dataset.key.slice(prefix.length);
  const file = {
    id: 900 + place,
    filename: 'agregats.csv',
    contentType: 'text/csv',
    filesize: 4096,
    checksum: { type: 'MD5', value: '0cc175b9c0f1b6a831c399e269772661' },
  };
  return json({
    status: 'OK',
    data: {
      id: place,
      identifier,
      persistentUrl: `https://doi.org/10.57745/${identifier}`,
      publisher: 'Recherche Data Gouv',
      publicationDate: '2023-05-04',
      latestVersion: {
        datasetPersistentId: dataset.key,
        versionNumber: 1,
        versionMinorNumber: revisionOf(dataset, edits),
        versionState: place === 4 ? 'DEACCESSIONED' : 'RELEASED',
        releaseTime: '2024-01-09T12:00:00Z',
        ...(place % 2 === 0
          ? { license: { name: 'CC BY 4.0', uri: 'http://creativecommons.org/licenses/by/4.0' } }
          : { termsOfUse: '<p>Sur demande.</p>' }),
        metadataBlocks: { citation: { fields: fieldsOf(dataset) } },
        files: [
          {
            label: 'agregats.csv',
            description: 'Agrégats',
            restricted: place === 2,
            dataFile: file,
          },
        ],
      },
    },
  });
}

/** A Dataverse with twelve datasets: a search, and one address per dataset. */
export function startDataverse(): Promise<RestApi> {
  return startRestApi(datasets, (_origin, quirks) => (url, edits) => {
    const present = presentDatasets(datasets, edits);
    if (url.pathname === '/api/datasets/:persistentId/') {
      const key = url.searchParams.get('persistentId');
      const found = present.find((each) => each.key === key);
      if (found) return record(found, edits);
      return json({ status: 'ERROR', message: 'Not found' }, 404);
    }
    if (url.pathname !== '/api/search') return json({ status: 'ERROR' }, 404);
    const [start, size] = [numberIn(url, 'start', 0), numberIn(url, 'per_page', 10)];
    const { rows, total } = pageOf(present, start, size, quirks());
    const items = rows.map((dataset) => ({
      name: dataset.title,
      type: 'dataset',
      global_id: dataset.key,
      majorVersion: 1,
      minorVersion: revisionOf(dataset, edits),
      updatedAt: `2026-0${1 + revisionOf(dataset, edits)}-15T08:00:00Z`,
    }));
    return json({ status: 'OK', data: { total_count: total, start, items } });
  });
}
