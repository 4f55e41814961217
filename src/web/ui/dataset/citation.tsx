import type { PublishedDataset } from '../../../model/published.ts';
import { plain, speak } from '../language.ts';
import type { Page } from '../layout.tsx';
import { Verbatim } from '../verbatim.tsx';
import { datasetMessages } from './messages.ts';

/** What a citation is made of, for all its forms alike. */
interface Cited {
  readonly holder: string;
  readonly year: string;
  readonly title: string;
  readonly catalogue: string;
  readonly iri: string;
  readonly id: string;
}

/** How to cite the dataset: in words, and in the formats of reference managers. */
export function Citation({ page, dataset }: { page: Page; dataset: PublishedDataset }) {
  const { language, text } = page;
  const words = datasetMessages[language];
  const { summary, iri, id, firstPublished } = dataset;
  const spoken = (texts: typeof summary.title | null) => {
    const said = texts && speak(texts, language)?.text;
    return said ? plain(said).replace(/\s+/g, ' ').slice(0, 1000) : '';
  };
  const cited: Cited = {
    holder: spoken(summary.holder),
    year: String(firstPublished.getUTCFullYear()),
    title: spoken(summary.title) || text.untitled,
    catalogue: text.siteTitle,
    iri,
    id,
  };
  return (
    <section id="cite">
      <h2>{words.cite}</h2>
      <blockquote class="citation">{inWords(cited, words.dataset)}</blockquote>
      <p class="hint">{words.citeHelp}</p>
      <details>
        <summary>BibTeX</summary>
        <Verbatim>{bibtex(cited)}</Verbatim>
      </details>
      <details>
        <summary>RIS</summary>
        <Verbatim>{ris(cited)}</Verbatim>
      </details>
    </section>
  );
}

function inWords({ holder, year, title, catalogue, iri }: Cited, kind: string): string {
  return `${holder === '' ? '' : `${holder} `}(${year}). ${title} [${kind}]. ${catalogue}. ${iri}`;
}

/** BibTeX; its own characters in harvested texts are made harmless. */
function bibtex({ holder, year, title, catalogue, iri, id }: Cited): string {
  const safe = (value: string) => value.replace(/[\\{}]/g, '').replace(/([%&#$_])/g, '\\$1');
  return `@misc{${id},
  author = {{${safe(holder)}}},
  title = {{${safe(title)}}},
  year = {${year}},
  publisher = {${safe(catalogue)}},
  url = {${iri.replace(/[\\{}]/g, encodeURIComponent)}}
}`;
}

function ris({ holder, year, title, catalogue, iri }: Cited): string {
  return ['TY  - DATA', `AU  - ${holder}`, `PY  - ${year}`, `TI  - ${title}`, `PB  - ${catalogue}`]
    .concat(`UR  - ${iri}`, 'ER  - ')
    .join('\n');
}
