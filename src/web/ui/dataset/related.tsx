import type { PublishedDataset } from '../../../model/published.ts';
import type { FoundDataset } from '../../../model/search.ts';
import { IriLink } from '../iri-link.tsx';
import { propertyLabel } from '../labels.ts';
import { speak } from '../language.ts';
import { type Page, pageLink } from '../layout.tsx';
import { searchPath } from '../search-links.ts';
import { Words } from '../words.tsx';
import { datasetMessages } from './messages.ts';
import type { Outline } from './outline.ts';

const mostNamed = 30;

/** Other datasets of the same holder, and what the description itself refers to. */
export function Related({
  page,
  dataset,
  outline,
  related,
}: {
  page: Page;
  dataset: PublishedDataset;
  outline: Outline;
  related: readonly FoundDataset[];
}) {
  const { language } = page;
  const words = datasetMessages[language];
  const holder = dataset.summary.holderIri;
  if (related.length === 0 && outline.relations.length === 0) return null;
  const all = {
    text: '',
    filters: { holder: [holder ?? ''] },
    sort: 'relevance',
    page: 1,
  } as const;
  return (
    <section id="related">
      <h2>{words.related}</h2>
      {related.length > 0 ? (
        <>
          <h3>{words.sameHolder}</h3>
          <ul>
            {related.map(({ id, summary }) => {
              const title = speak(summary.title, language);
              return (
                <li>
                  <a href={pageLink(page, `/datasets/${id}`)}>
                    {title ? <Words {...title} /> : page.text.untitled}
                  </a>
                </li>
              );
            })}
          </ul>
          <p>
            <a href={pageLink(page, searchPath(all))}>{words.allOfHolder}</a>
          </p>
        </>
      ) : null}
      {outline.relations.length > 0 ? (
        <>
          <h3>{words.named}</h3>
          <ul>
            {outline.relations.slice(0, mostNamed).map(({ property, iri }) => (
              <li>
                {propertyLabel(property, language)}
                {language === 'fr' ? ' : ' : ': '}
                <IriLink iri={iri} />
              </li>
            ))}
          </ul>
        </>
      ) : null}
    </section>
  );
}
