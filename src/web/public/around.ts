import type { PublishedDataset } from '../../model/published.ts';
import { agentsOf } from '../../publish/catalog-page.ts';
import type { WebContext } from '../context.ts';
import { outlineOf } from '../ui/dataset/outline.ts';
import type { Around } from '../ui/dataset-page.tsx';

/** Related datasets shown of the same holder. */
const mostRelated = 5;

/** Reads what the page of a dataset shows beside it: the agents it names, and its neighbours. */
export async function readAround(
  { reader, baseUrl }: Pick<WebContext, 'reader' | 'baseUrl'>,
  dataset: PublishedDataset,
  variables: number | null,
): Promise<Around> {
  const { holderIri } = dataset.summary;
  const [agents, found] = await Promise.all([
    agentsOf(reader, baseUrl, [dataset]),
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
    variables,
  };
}
