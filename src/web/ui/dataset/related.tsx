import type { PublishedDataset } from '../../../model/published.ts';
import { type FoundDataset, facetNames, type Overlap } from '../../../model/search.ts';
import { type ConceptNames, valueName } from '../facet-names.ts';
import { IriLink } from '../iri-link.tsx';
import { propertyLabel } from '../labels.ts';
import { colon, speak } from '../language.ts';
import { type Page, pageLink } from '../layout.tsx';
import { searchPath } from '../search-links.ts';
import { facetTitles } from '../search-messages.ts';
import { Words } from '../words.tsx';
import type { Around } from './around.ts';
import { datasetMessages } from './messages.ts';

const mostNamed = 30;
const mostValues = 5;

interface RelatedProps {
  page: Page;
  dataset: PublishedDataset;
  around: Around;
}

/** Whether there is anything to tell of other datasets. */
export function hasRelated({ outline, related, overlaps }: Around): boolean {
  return related.length + overlaps.length + outline.relations.length > 0;
}

/** Datasets that may overlap, others of the same holder, and what the description itself refers to. */
export function Related({ page, dataset, around }: RelatedProps) {
  const { language } = page;
  const words = datasetMessages[language];
  const { outline, related } = around;
  if (!hasRelated(around)) return null;
  return (
    <section id="related">
      <h2>{words.related}</h2>
      <Overlaps page={page} around={around} />
      {related.length > 0 ? (
        <SameHolder page={page} holder={dataset.summary.holderIri ?? ''} related={related} />
      ) : null}
      {outline.relations.length > 0 ? (
        <>
          <h3>{words.named}</h3>
          <ul>
            {outline.relations.slice(0, mostNamed).map(({ property, iri }) => (
              <li>
                {propertyLabel(property, language)}
                {colon(language)}
                <IriLink iri={iri} />
              </li>
            ))}
          </ul>
        </>
      ) : null}
    </section>
  );
}

function SameHolder(props: { page: Page; holder: string; related: readonly FoundDataset[] }) {
  const { page, holder, related } = props;
  const words = datasetMessages[page.language];
  const all = { text: '', filters: { holder: [holder] }, sort: 'relevance', page: 1 } as const;
  return (
    <>
      <h3>{words.sameHolder}</h3>
      <ul>
        {related.map((other) => (
          <li>
            <DatasetLink page={page} dataset={other} />
          </li>
        ))}
      </ul>
      <p>
        <a href={pageLink(page, searchPath(all))}>{words.allOfHolder}</a>
      </p>
    </>
  );
}

function DatasetLink({ page, dataset }: { page: Page; dataset: FoundDataset }) {
  const title = speak(dataset.summary.title, page.language);
  return (
    <a href={pageLink(page, `/datasets/${dataset.id}`)}>
      {title ? <Words {...title} /> : page.text.untitled}
    </a>
  );
}

function Overlaps({ page, around: { overlaps, names } }: Omit<RelatedProps, 'dataset'>) {
  const words = datasetMessages[page.language];
  if (overlaps.length === 0) return null;
  return (
    <>
      <h3>{words.overlaps}</h3>
      <p>{words.overlapsHelp}</p>
      <ul>
        {overlaps.map((other) => (
          <li>
            <DatasetLink page={page} dataset={other} />
            <br />
            {other.ground === 'suggested' ? (
              words.overlapsInName
            ) : (
              <Shared page={page} names={names} shared={other.shared} />
            )}
          </li>
        ))}
      </ul>
    </>
  );
}

/** What two descriptions agree on, facet by facet. */
function Shared(props: { page: Page; names: ConceptNames; shared: Overlap['shared'] }) {
  const { page, names, shared } = props;
  const { language } = page;
  const semicolon = language === 'fr' ? ' ; ' : '; ';
  return (
    <>
      {datasetMessages[language].overlapsInContents}
      {colon(language)}
      {facetNames
        .map((facet) => shared.filter((value) => value.facet === facet))
        .filter((values) => values.length > 0)
        .map((values, index) => (
          <>
            {index === 0 ? '' : semicolon}
            {facetTitles[values[0]?.facet ?? 'category'][language].toLowerCase()}{' '}
            {values.slice(0, mostValues).map((value, place) => (
              <>
                {place === 0 ? '' : ', '}
                <Words {...valueName(value, language, names)} />
              </>
            ))}
          </>
        ))}
      .
    </>
  );
}
