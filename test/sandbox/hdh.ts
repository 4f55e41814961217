import { type NationalDataset, nationalDatasets } from './data/hdh.ts';
import { agentStatement, datasetIri } from './hdh-agents.ts';
import { datasetStatements } from './hdh-rdf.ts';
import { notFound, type Respond } from './server.ts';
import type { Edits } from './switches.ts';
import { bilingual, describe, iri, prefixes, typed } from './turtle.ts';

/** Keys of the datasets, in the order of the pages. */
export const hdhKeys: readonly string[] = nationalDatasets.map(({ key }) => key);

const pageSize = 20;

function added(key: string): NationalDataset {
  return {
    key,
    acronym: key.toUpperCase(),
    title: { fr: `Nouvelle base ${key}`, en: `New database ${key}` },
    description: {
      fr: 'Base ajoutée au catalogue après la première moisson.',
      en: 'Database added to the catalogue after the first harvest.',
    },
    holder: 'hdh',
    access: 'RESTRICTED',
    category: 'HRAD',
    theme: 'HEALTH_SYSTEMS',
    coding: ['ICD-10'],
    landingPage: `https://catalogue.sante.example/pages/${key}`,
    start: '2025',
    dialect: 'r8',
  };
}

/** The datasets that the catalogue has at present, in the order of the pages. */
export function presentDatasets(edits: Edits): readonly (NationalDataset & { modified: string })[] {
  return [...nationalDatasets, ...edits.added.map(added)]
    .filter(({ key }) => !edits.removed.has(key))
    .map((dataset) => {
      const changes = edits.changed.get(dataset.key);
      if (changes === undefined) return { ...dataset, modified: '2026-08-20' };
      return {
        ...dataset,
        title: {
          fr: `${dataset.title.fr} (révision ${changes})`,
          en: `${dataset.title.en} (revision ${changes})`,
        },
        modified: '2026-09-15',
      };
    });
}

/** One page of the catalogue; `page` counts from 1. */
function pageDocument(origin: string, page: number, edits: Edits): string | null {
  const all = presentDatasets(edits);
  const last = Math.max(1, Math.ceil(all.length / pageSize));
  if (page > last) return null;
  const shown = all.slice((page - 1) * pageSize, page * pageSize);
  const address = (number: number) => iri(`${origin}/catalogue.ttl?page=${number}`);
  const holders = shown.flatMap(({ dialect, holder }) => (dialect === 'draft' ? [] : [holder]));
  return (
    prefixes +
    describe(
      iri(`${origin}/catalogue.ttl`),
      ['a', 'hydra:Collection'],
      ['hydra:totalItems', typed(all.length, 'xsd:integer')],
      ['hydra:view', address(page)],
    ) +
    describe(
      address(page),
      ['a', 'hydra:PartialCollectionView'],
      ['hydra:first', address(1)],
      ['hydra:previous', page > 1 ? address(page - 1) : undefined],
      ['hydra:next', page < last ? address(page + 1) : undefined],
      ['hydra:last', address(last)],
    ) +
    describe(
      iri('https://catalogue.sante.example/catalog'),
      ['a', 'dcat:Catalog'],
      ['dct:title', ...bilingual({ fr: 'Catalogue national', en: 'National catalogue' })],
      ['dcat:dataset', ...shown.map(({ key }) => iri(datasetIri(key)))],
    ) +
    [...new Set(['hdh', ...holders])].map(agentStatement).join('') +
    shown.map((dataset) => datasetStatements(dataset, dataset.modified)).join('')
  );
}

/** A DCAT catalogue in Turtle on Hydra pages of 20. */
export function createHdh(origin: string): Respond {
  return (url, edits) => {
    if (url.pathname !== '/catalogue.ttl') return notFound;
    const page = Number(url.searchParams.get('page') ?? '1');
    const body = Number.isInteger(page) && page >= 1 ? pageDocument(origin, page, edits) : null;
    return body === null
      ? notFound
      : { contentType: 'text/turtle; charset=utf-8', body, validators: true };
  };
}
