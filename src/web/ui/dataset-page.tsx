import type { ComponentChildren } from 'preact';
import type { PublishedDataset } from '../../model/published.ts';
import { AccessBadge, isAccessLevel } from './access-badge.tsx';
import { Badge } from './badge.tsx';
import { Access, Told } from './dataset/access.tsx';
import type { Around } from './dataset/around.ts';
import { Citation } from './dataset/citation.tsx';
import { Distributions, Variables } from './dataset/contents.tsx';
import { Downloads } from './dataset/downloads.tsx';
import { datasetMessages, fill } from './dataset/messages.ts';
import { Provenance, Quality } from './dataset/origin.tsx';
import type { Outline } from './dataset/outline.ts';
import { hasRelated, Related } from './dataset/related.tsx';
import { categoryLabel } from './labels.ts';
import { type Language, plain, type Spoken, speak } from './language.ts';
import { type Page, pageLink } from './layout.tsx';
import { populationFacts } from './result.tsx';
import { searchPath } from './search-links.ts';
import { searchMessages } from './search-messages.ts';
import { Statements } from './statements.tsx';
import { Words } from './words.tsx';

interface DatasetProps {
  page: Page;
  dataset: PublishedDataset;
}

const longestDescription = 20_000;

/** Title of a dataset in the reader's language. */
export function titleOf({ page, dataset }: DatasetProps): Spoken {
  return (
    speak(dataset.summary.title, page.language) ?? {
      text: page.text.untitled,
      lang: page.language,
    }
  );
}

/** The page of a dataset: what it is in plain words first, then how to get at it, then all the rest. */
export function DatasetPage({
  page,
  dataset,
  around,
  children,
}: DatasetProps & { around: Around; children?: ComponentChildren }) {
  const { text, language } = page;
  const { outline, variables } = around;
  const words = datasetMessages[language];
  const { summary } = dataset;
  return (
    <article class="dataset">
      <header>
        <h1>
          <Words {...titleOf({ page, dataset })} />
        </h1>
        <p class="facts-line">
          <AccessBadge text={text} level={summary.accessRights} />
          {summary.scope?.isRareDisease ? <Badge>{searchMessages[language].rare}</Badge> : null}
          {summary.scope?.isBiobank ? <Badge>{searchMessages[language].biobank}</Badge> : null}
          {summary.alternative.slice(0, 5).map((name) => (
            <Words text={name} />
          ))}
        </p>
        <p class="lead">{inPlainWords(dataset, language)}</p>
      </header>
      <Contents page={page} around={around} />
      <Description page={page} dataset={dataset} />
      <InBrief page={page} dataset={dataset} outline={outline} />
      <Access page={page} dataset={dataset} outline={outline} />
      <Variables page={page} id={dataset.id} outline={outline} number={variables} />
      <Distributions page={page} outline={outline} />
      <Related page={page} dataset={dataset} around={around} />
      <Provenance page={page} dataset={dataset} outline={outline} />
      <Quality page={page} dataset={dataset} />
      {children}
      <section id="whole">
        <h2>{words.whole}</h2>
        <details>
          <summary>{words.wholeOpen}</summary>
          <Statements
            ntriples={dataset.ntriples}
            subject={dataset.iri}
            language={language}
            text={text}
            names={around.terms}
          />
        </details>
      </section>
      <Citation page={page} dataset={dataset} />
      <Downloads page={page} address={`${page.basePath}/datasets/${dataset.id}`} />
    </article>
  );
}

/** One or two sentences that anybody understands: who, about whom, and whether one can have it. */
function inPlainWords({ summary }: PublishedDataset, language: Language): string {
  const words = datasetMessages[language];
  const holder = summary.holder && speak(summary.holder, language)?.text;
  const facts = populationFacts(summary, language);
  return [
    holder ? fill(words.heldBy, plain(holder)) : '',
    facts.length > 0 ? fill(words.population, facts.join(', ')) : '',
  ]
    .filter((sentence) => sentence !== '')
    .join(' ');
}

function Contents({ page, around }: { page: Page; around: Around }) {
  const { outline } = around;
  const words = datasetMessages[page.language];
  const sections = [
    ['access', words.access],
    ...(outline.variables.length > 0 ? [['variables', words.variables]] : []),
    ['distributions', words.distributions],
    ...(hasRelated(around) ? [['related', words.related]] : []),
    ['provenance', words.provenance],
    ['quality', words.quality],
    ['whole', words.whole],
    ['cite', words.cite],
    ['download', words.download],
  ];
  return (
    <nav class="contents" aria-label={words.contents}>
      <ul>
        {sections.map(([id, name]) => (
          <li>
            <a href={`#${id}`}>{name}</a>
          </li>
        ))}
      </ul>
    </nav>
  );
}

function Description({ page, dataset }: DatasetProps) {
  const description = speak(dataset.summary.description, page.language);
  if (!description) return null;
  return (
    <div class="prose">
      {description.text
        .slice(0, longestDescription)
        .split(/\n{2,}/)
        .map((paragraph) => (
          <p>
            <Words lang={description.lang} text={paragraph} />
          </p>
        ))}
    </div>
  );
}

function InBrief({ page, dataset: { summary }, outline }: DatasetProps & { outline: Outline }) {
  const { text, language } = page;
  const words = datasetMessages[language];
  const level = summary.accessRights;
  const one = (value: string): readonly Spoken[] => [{ text: value, lang: language }];
  const spoken = (texts: Outline['purposes']) =>
    texts.flatMap((each) => speak(each, language) ?? []);
  const codings = summary.codingSystems.slice(0, 50).join(', ');
  return (
    <section class="in-brief">
      <h2>{text.inBrief}</h2>
      <dl class="facts">
        <Holder page={page} summary={summary} />
        <Told name={text.access} texts={isAccessLevel(level) ? one(text[`access${level}`]) : []} />
        <Told
          name={text.category}
          texts={summary.healthCategories.flatMap((code) => one(categoryLabel(code, language)))}
        />
        <Told name={words.populationCovered} texts={spoken([outline.population])} />
        <Told name={words.purpose} texts={spoken(outline.purposes)} />
        <Told name={text.codingSystems} texts={codings === '' ? [] : one(codings)} />
        <Keywords page={page} keywords={summary.keywords} />
      </dl>
    </section>
  );
}

function Holder({ page, summary }: { page: Page; summary: PublishedDataset['summary'] }) {
  const holder = summary.holder && speak(summary.holder, page.language);
  if (!holder) return null;
  const filters = { holder: [summary.holderIri ?? ''] };
  const path = searchPath({ text: '', filters, sort: 'relevance', page: 1 });
  return (
    <div>
      <dt>{page.text.holder}</dt>
      <dd>
        {summary.holderIri === null ? (
          <Words {...holder} />
        ) : (
          <a href={pageLink(page, path)}>
            <Words {...holder} />
          </a>
        )}
      </dd>
    </div>
  );
}

function Keywords({ page, keywords }: { page: Page; keywords: readonly string[] }) {
  if (keywords.length === 0) return null;
  const link = (word: string) =>
    pageLink(
      page,
      searchPath({
        text: `"${word.replaceAll('"', ' ').slice(0, 190)}"`,
        filters: {},
        sort: 'relevance',
        page: 1,
      }),
    );
  return (
    <div>
      <dt>{page.text.keywords}</dt>
      <dd class="keywords">
        {keywords.slice(0, 50).map((word) => (
          <a href={link(word)} rel="nofollow">
            <Words text={word} />
          </a>
        ))}
      </dd>
    </div>
  );
}
