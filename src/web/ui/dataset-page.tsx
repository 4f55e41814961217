import type { ComponentChildren } from 'preact';
import type { PublishedDataset } from '../../model/published.ts';
import { AccessBadge, isAccessLevel } from './access-badge.tsx';
import { Badge } from './badge.tsx';
import { FormatLinks } from './format-links.tsx';
import { IriLink } from './iri-link.tsx';
import { categoryLabel } from './labels.ts';
import { formatDate, formatNumber, languages, type Spoken, speak } from './language.ts';
import { type Page, pageLink } from './layout.tsx';
import { Statements } from './statements.tsx';
import { Facts, Table } from './table.tsx';
import { Words } from './words.tsx';

interface DatasetProps {
  page: Page;
  dataset: PublishedDataset;
}

/** Title of a dataset in the reader's language. */
export function titleOf({ page, dataset }: DatasetProps): Spoken {
  return (
    speak(dataset.summary.title, page.language) ?? {
      text: page.text.untitled,
      lang: page.language,
    }
  );
}

/** The page of a dataset: what it is in plain words first, the full description after. */
export function DatasetPage({
  page,
  dataset,
  children,
}: DatasetProps & { children?: ComponentChildren }) {
  const { text, language } = page;
  const description = speak(dataset.summary.description, language);
  return (
    <article>
      <h1>
        <Words {...titleOf({ page, dataset })} />
      </h1>
      <p>
        <AccessBadge text={text} level={dataset.summary.accessRights} />
      </p>
      {description
        ? description.text
            .slice(0, 20_000)
            .split(/\n{2,}/)
            .map((paragraph) => (
              <p>
                <Words lang={description.lang} text={paragraph} />
              </p>
            ))
        : null}
      <InBrief page={page} dataset={dataset} />
      <Origin page={page} dataset={dataset} />
      {children}
      <section>
        <h2>{text.description}</h2>
        <Statements
          ntriples={dataset.ntriples}
          subject={dataset.iri}
          language={language}
          text={text}
        />
      </section>
      <FormatLinks title={text.formats} address={`${page.basePath}/datasets/${dataset.id}`} />
    </article>
  );
}

function InBrief({ page, dataset: { summary } }: DatasetProps) {
  const { text, language } = page;
  const holder = summary.holder && speak(summary.holder, language);
  const level = summary.accessRights;
  const list = (values: readonly string[]) =>
    values.length > 0 ? <Words text={values.slice(0, 50).join(', ')} /> : null;
  return (
    <section>
      <h2>{text.inBrief}</h2>
      <Facts
        facts={[
          [text.holder, holder ? <Words {...holder} /> : null],
          [text.access, isAccessLevel(level) ? text[`accessHelp${level}`] : null],
          [
            text.category,
            list(summary.healthCategories.map((code) => categoryLabel(code, language))),
          ],
          [
            text.individuals,
            summary.individuals === null ? null : formatNumber(summary.individuals, language),
          ],
          [text.codingSystems, list(summary.codingSystems)],
          [text.keywords, list(summary.keywords)],
          [text.landingPage, summary.landingPage ? <IriLink iri={summary.landingPage} /> : null],
        ]}
      />
    </section>
  );
}

function Origin({ page, dataset }: DatasetProps) {
  const { text, language } = page;
  const { quality, report, notes } = dataset;
  const percent = (share: number) => `${Math.round(share * 100)} %`;
  return (
    <section>
      <h2>{text.origin}</h2>
      <Facts
        facts={[
          [
            text.source,
            <a href={pageLink(page, `/sources/${encodeURIComponent(dataset.sourceId)}`)}>
              {dataset.sourceId}
            </a>,
          ],
          [text.firstPublished, formatDate(dataset.firstPublished, language)],
          [text.modified, formatDate(dataset.modified, language)],
          [text.mandatory, percent(quality.mandatory)],
          [text.recommended, percent(quality.recommended)],
          ...languages
            .filter((code) => !quality.languages.includes(code))
            .map((code) => {
              const name = code === 'fr' ? text.withoutFrench : text.withoutEnglish;
              return [name, <Badge tone="warning">{text.notTold}</Badge>] as const;
            }),
          [text.missing, quality.missing.length > 0 ? quality.missing.join(', ') : null],
          [
            text.validation,
            <Badge tone={report.conforms ? 'good' : 'bad'}>
              {report.conforms ? text.conforms : `${report.results.length} ${text.results}`}
            </Badge>,
          ],
        ]}
      />
      {notes.length > 0 ? (
        <details>
          <summary>{text.notes}</summary>
          <Table
            caption={text.notes}
            head={[text.change, text.property, text.explanation, text.given]}
            rows={notes
              .slice(0, 100)
              .map(({ kind, property, message, original }) => [
                text[`note-${kind}`],
                <code>{property}</code>,
                <Words lang="en" text={message} />,
                original === undefined ? null : <Words text={original} />,
              ])}
          />
        </details>
      ) : null}
    </section>
  );
}
