import {
  agents,
  catalogueStatement,
  container,
  datasetDocument,
  moment,
  titles,
  typeOf,
} from './bndmr-rdf.ts';
import {
  type RareDiseaseDataset,
  rareDiseaseCatalogues,
  rareDiseaseDatasets,
} from './data/bndmr.ts';
import { type Answer, notFound, type Respond } from './server.ts';
import type { Edits } from './switches.ts';
import { describe, iri, prefixes, text } from './turtle.ts';

/** Keys of the datasets, in the order of the catalogues. */
export const bndmrKeys: readonly string[] = rareDiseaseDatasets.map(({ key }) => key);

const turtle = 'text/turtle; charset=utf-8';

function added(key: string): RareDiseaseDataset {
  return {
    key,
    catalogues: ['bndmr'],
    title: { fr: `Nouvelle extraction ${key}`, en: `New extract ${key}` },
    description: {
      fr: 'Extraction de la banque nationale ajoutée après la première moisson.',
      en: 'Extract of the national data bank added after the first harvest.',
    },
    keywords: { fr: 'maladies rares', en: 'rare diseases' },
    orpha: [558],
    landingPage: 'https://www.bndmr.fr',
    publisher: 'AP-HP',
    issued: '2026-09-15',
    modified: '2026-09-15',
    distributions: [],
  };
}

function presentDatasets(edits: Edits): readonly RareDiseaseDataset[] {
  return [...rareDiseaseDatasets, ...edits.added.map(added)]
    .filter(({ key }) => !edits.removed.has(key))
    .map((dataset) => {
      const changes = edits.changed.get(dataset.key);
      if (changes === undefined) return dataset;
      const title = {
        fr: `${dataset.title.fr} (révision ${changes})`,
        en: `${dataset.title.en} (revision ${changes})`,
      };
      return { ...dataset, title, modified: '2026-09-15' };
    });
}

const ok = (body: string, headers: Readonly<Record<string, string>> = {}): Answer => ({
  contentType: turtle,
  headers,
  body,
  validators: true,
});

function rootDocument(origin: string): string {
  const catalogues = rareDiseaseCatalogues.map(({ slug }) => `${origin}/catalog/${slug}`);
  return (
    prefixes +
    describe(
      iri(origin),
      ['a', 'fdp-o:FAIRDataPoint , fdp-o:MetadataService , dcat:Resource'],
      [
        'dct:title',
        text('Point de données FAIR maladies rares', 'fr'),
        text('Rare disease FAIR Data Point', 'en'),
      ],
      ['dct:publisher', agents.Automatic],
      ['fdp-o:metadataCatalog', ...catalogues.map(iri)],
      ['fdp-o:metadataIssued', moment('2026-01-05')],
      ['fdp-o:metadataModified', moment('2026-08-30')],
    ) +
    container(`${origin}/catalog/`, origin, 'fdp-o:metadataCatalog', catalogues)
  );
}

function catalogueDocument(origin: string, slug: string, edits: Edits): Answer {
  const statement = catalogueStatement(origin, slug);
  if (statement === null) return notFound;
  const members = presentDatasets(edits)
    .filter(({ catalogues }) => catalogues.includes(slug))
    .map(({ key }) => `${origin}/dataset/${key}`);
  return ok(
    prefixes +
      statement +
      container(`${origin}/dataset/`, `${origin}/catalog/${slug}`, 'dcat:dataset', members),
  );
}

function pageLinks(address: string, page: number, last: number, size: number): string {
  const link = (relation: string, number: number) =>
    `<${address}?page=${number}&size=${size}>; rel="${relation}"`;
  return [
    link('first', 0),
    ...(page > 0 ? [link('prev', page - 1)] : []),
    ...(page < last ? [link('next', page + 1)] : []),
    link('last', last),
  ].join(', ');
}

function catalogueChildren(origin: string, slug: string, url: URL, edits: Edits): Answer {
  const statement = catalogueStatement(origin, slug);
  if (statement === null) return notFound;
  const page = Number(url.searchParams.get('page') ?? '0');
  const size = Number(url.searchParams.get('size') ?? '10');
  if (!Number.isInteger(page) || page < 0 || !Number.isInteger(size) || size < 1 || size > 100)
    return { ...notFound, status: 400, body: 'page starts at 0, size is 1 to 100\n' };
  const all = presentDatasets(edits).filter(({ catalogues }) => catalogues.includes(slug));
  const shown = all.slice(page * size, (page + 1) * size);
  const last = Math.max(0, Math.ceil(all.length / size) - 1);
  const body =
    prefixes +
    statement +
    container(
      `${origin}/dataset/`,
      `${origin}/catalog/${slug}`,
      'dcat:dataset',
      shown.map(({ key }) => `${origin}/dataset/${key}`),
    ) +
    shown
      .map((dataset) =>
        describe(
          iri(`${origin}/dataset/${dataset.key}`),
          ['a', typeOf(dataset)],
          ['dct:title', ...titles(dataset)],
          ['fdp-o:metadataModified', moment(dataset.modified)],
        ),
      )
      .join('');
  return ok(body, { Link: pageLinks(`${origin}/catalog/${slug}/page/dataset`, page, last, size) });
}

function distributionDocument(origin: string, slug: string, edits: Edits): Answer {
  for (const dataset of presentDatasets(edits)) {
    const distribution = dataset.distributions.find((one) => one.slug === slug);
    if (distribution === undefined) continue;
    const { title, accessUrl, downloadUrl, format, mediaType } = distribution;
    return ok(
      prefixes +
        describe(
          iri(`${origin}/distribution/${slug}`),
          ['a', 'dcat:Distribution , dcat:Resource'],
          ['dct:title', text(title, 'fr')],
          ['dct:isPartOf', iri(`${origin}/dataset/${dataset.key}`)],
          ['dcat:accessURL', iri(accessUrl)],
          ['dcat:downloadURL', downloadUrl && iri(downloadUrl)],
          [
            'dct:format',
            format && iri(`http://publications.europa.eu/resource/authority/file-type/${format}`),
          ],
          [
            'dcat:mediaType',
            mediaType && iri(`https://www.iana.org/assignments/media-types/${mediaType}`),
          ],
          ['fdp-o:metadataIssued', moment(dataset.issued)],
          ['fdp-o:metadataModified', moment(dataset.modified)],
        ),
    );
  }
  return notFound;
}

function datasetAnswer(origin: string, slug: string, edits: Edits): Answer {
  const dataset = presentDatasets(edits).find(({ key }) => key === slug);
  return dataset === undefined ? notFound : ok(datasetDocument(origin, dataset));
}

/** A FAIR Data Point: root, catalogues, paged children, datasets and distributions (FDP 1.2, LDP). */
export function createBndmr(origin: string): Respond {
  return (url, edits) => {
    const [kind, slug, ...rest] = url.pathname.split('/').filter((part) => part !== '');
    if (kind === undefined) return ok(rootDocument(origin));
    if (slug === undefined) return notFound;
    switch ([kind, ...rest].join('/')) {
      case 'catalog':
        return catalogueDocument(origin, slug, edits);
      case 'catalog/page/dataset':
        return catalogueChildren(origin, slug, url, edits);
      case 'dataset':
        return datasetAnswer(origin, slug, edits);
      case 'distribution':
        return distributionDocument(origin, slug, edits);
      default:
        return notFound;
    }
  };
}
