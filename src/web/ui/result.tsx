import type { Summary } from '../../model/record.ts';
import type { FoundDataset } from '../../model/search.ts';
import { AccessBadge } from './access-badge.tsx';
import { Badge } from './badge.tsx';
import { formatNumber, type Language, plain, speak } from './language.ts';
import { type Page, pageLink } from './layout.tsx';
import { excerpt, Marked } from './marked.tsx';
import { searchMessages } from './search-messages.ts';

const excerptLength = 260;

/** A dataset in a list of results: its name, what it is in one line, and where the words stand in it. */
export function Result({
  page,
  dataset,
  stems,
}: {
  page: Page;
  dataset: FoundDataset;
  stems: readonly string[];
}) {
  const { text, language } = page;
  const words = searchMessages[language];
  const { summary, id } = dataset;
  const title = speak(summary.title, language);
  const description = speak(summary.description, language);
  const holder = summary.holder && speak(summary.holder, language);
  const facts = populationFacts(summary, language);
  return (
    <article class="result">
      <h3>
        <a href={pageLink(page, `/datasets/${id}`)} data-printed={plain(dataset.iri)}>
          {title ? <Marked {...title} stems={stems} /> : words.untitled}
        </a>
      </h3>
      {holder ? (
        <p class="holder">
          <Marked {...holder} stems={stems} />
        </p>
      ) : null}
      {description ? (
        <p class="excerpt">
          <Marked
            lang={description.lang}
            text={excerpt(description.text, stems, excerptLength)}
            stems={stems}
          />
        </p>
      ) : null}
      <p class="facts-line">
        <AccessBadge text={text} level={summary.accessRights} />
        {summary.scope?.isRareDisease ? <Badge>{words.rare}</Badge> : null}
        {summary.scope?.isBiobank ? <Badge>{words.biobank}</Badge> : null}
        {facts.map((fact) => (
          <span>{fact}</span>
        ))}
      </p>
    </article>
  );
}

/** How many people, of what age and when, as far as the description says. */
export function populationFacts(
  { individuals, scope }: Summary,
  language: Language,
): readonly string[] {
  const words = searchMessages[language];
  const people =
    individuals === null ? [] : [`${formatNumber(individuals, language)} ${words.individuals}`];
  return [
    ...people,
    ...agesInWords(scope?.ages, language),
    ...yearsInWords(scope?.years, language),
  ];
}

type Scope = NonNullable<Summary['scope']>;

function agesInWords(ages: Scope['ages'] | undefined, language: Language): readonly string[] {
  if (!ages) return [];
  const { ageBetween, ageFrom, ageTo } = searchMessages[language];
  const { least, most } = ages;
  if (least !== null && most !== null) return [fill(ageBetween, least, most)];
  // From birth on, with no end, is everybody.
  if (least !== null) return least === 0 ? [] : [fill(ageFrom, least)];
  return most === null ? [] : [fill(ageTo, most)];
}

function yearsInWords(years: Scope['years'] | undefined, language: Language): readonly string[] {
  if (!years) return [];
  const { yearsFrom, yearsTo } = searchMessages[language];
  const { first, last } = years;
  if (first !== null && last !== null) return [first === last ? `${first}` : `${first} – ${last}`];
  if (first !== null) return [fill(yearsFrom, first)];
  return last === null ? [] : [fill(yearsTo, last)];
}

function fill(pattern: string, ...values: readonly number[]): string {
  return pattern.replace(/\{(\d)\}/g, (_, at: string) => String(values[Number(at)]));
}
