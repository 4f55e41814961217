import type { PublishedDataset } from '../../model/published.ts';
import { agentsOf } from '../../publish/catalog-page.ts';
import type { WebContext } from '../context.ts';
import { termNames } from '../term-names.ts';
import type { Around } from '../ui/dataset/around.ts';
import { outlineOf } from '../ui/dataset/outline.ts';
import { createConceptNames } from '../ui/facet-names.ts';

/** Related datasets shown of the same holder, and such as may hold the same data. */
const mostRelated = 5;

/** Reads what the page of a dataset shows beside it: the agents it names, and its neighbours. */
export async function readAround(
  { reader, baseUrl, documents }: Pick<WebContext, 'reader' | 'baseUrl' | 'documents'>,
  dataset: PublishedDataset,
  variables: number | null,
): Promise<Around> {
  const { holderIri } = dataset.summary;
  const [agents, overlaps, found] = await Promise.all([
    agentsOf(reader, baseUrl, [dataset]),
    reader.overlaps(dataset.id, mostRelated),
    holderIri === null
      ? null
      : reader.search({
          text: '',
          filters: { holder: [holderIri] },
          sort: 'relevance',
          page: 1,
          pageSize: mostRelated + 1,
        }),
  ]);
  const texts = [dataset.ntriples, ...agents.map(({ ntriples }) => ntriples)];
  const related = (found?.items ?? []).filter(({ id }) => id !== dataset.id);
  return {
    outline: outlineOf(texts, dataset.iri),
    related: related.slice(0, mostRelated),
    overlaps,
    names: createConceptNames(documents),
    terms: termNames(documents, agents),
    variables,
  };
}
