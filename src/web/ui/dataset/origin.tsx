import { frenchNote } from '../../../model/note-texts.ts';
import type { PublishedDataset } from '../../../model/published.ts';
import { Badge } from '../badge.tsx';
import { IriLink } from '../iri-link.tsx';
import { propertyLabel } from '../labels.ts';
import { bilingual, formatDate, languages, speak } from '../language.ts';
import { type Page, pageLink } from '../layout.tsx';
import { Facts, Table } from '../table.tsx';
import { Words } from '../words.tsx';
import { datasetMessages } from './messages.ts';
import type { OriginOutline, Outline } from './outline.ts';

const mostShown = 100;

interface Props {
  page: Page;
  dataset: PublishedDataset;
}

/** Where the description comes from, and what the catalogue changed in it. */
export function Provenance({ page, dataset, outline }: Props & { outline: Outline }) {
  const { text, language } = page;
  const words = datasetMessages[language];
  const { notes } = dataset;
  const methods = outline.methods.flatMap((method) => speak(method, language) ?? []);
  return (
    <section id="provenance">
      <h2>{words.provenance}</h2>
      {methods.map((method) => (
        <p>
          <Words {...method} />
        </p>
      ))}
      {outline.origins.length > 1 ? <p>{words.mergedOrigins}</p> : null}
      <Table
        caption={words.origins}
        head={[words.source, words.origin, words.issued, words.modified]}
        rows={outline.origins
          .slice(0, mostShown)
          .map((origin) => originCells(page, dataset, origin))}
      />
      {notes.length === 0 ? (
        <p>{words.changedNone}</p>
      ) : (
        <details>
          <summary>
            {words.changed} ({notes.length})
          </summary>
          <Table
            caption={words.changed}
            head={[text.change, text.property, text.explanation, text.given]}
            rows={notes
              .slice(0, mostShown)
              .map(({ kind, property, message, original }) => [
                text[`note-${kind}`],
                propertyLabel(property, language),
                <Words {...bilingual(message, frenchNote(message), language)} />,
                original === undefined ? null : <Words text={original} />,
              ])}
          />
        </details>
      )}
    </section>
  );
}

function originCells(page: Page, { sourceId }: PublishedDataset, origin: OriginOutline) {
  const day = (at: string | null) =>
    at === null || Number.isNaN(Date.parse(at)) ? null : formatDate(new Date(at), page.language);
  const ids = origin.sourcePages.flatMap((iri) => /\/sources\/([\w-]+)$/.exec(iri)?.[1] ?? []);
  return [
    (ids.length > 0 ? ids : [sourceId]).map((id) => (
      <a href={pageLink(page, `/sources/${encodeURIComponent(id)}`)}>{id}</a>
    )),
    origin.addresses.map((iri) => <IriLink iri={iri} />),
    day(origin.issued),
    day(origin.modified),
  ];
}

/** What the description lacks and what validation found, in the reader's language. */
export function Quality({ page, dataset }: Props) {
  const { text, language } = page;
  const words = datasetMessages[language];
  const { quality, report } = dataset;
  const percent = (share: number) => `${Math.round(share * 100)} %`;
  return (
    <section id="quality">
      <h2>{words.quality}</h2>
      <Facts
        facts={[
          [text.mandatory, percent(quality.mandatory)],
          [text.recommended, percent(quality.recommended)],
          ...languages
            .filter((code) => !quality.languages.includes(code))
            .map((code) => {
              const name = code === 'fr' ? text.withoutFrench : text.withoutEnglish;
              return [name, <Badge tone="warning">{text.notTold}</Badge>] as const;
            }),
          [
            words.missing,
            quality.missing.length === 0
              ? words.nothingMissing
              : quality.missing.map((name) => propertyLabel(name, language)).join(', '),
          ],
          [
            text.validation,
            <Badge tone={report.conforms ? 'good' : 'bad'}>
              {report.conforms ? text.conforms : `${report.results.length} ${text.results}`}
            </Badge>,
          ],
        ]}
      />
      {report.results.length > 0 ? (
        <details>
          <summary>
            {words.results} ({report.results.length})
          </summary>
          <Table
            caption={words.results}
            head={[words.severity, text.property, words.finding]}
            rows={report.results.slice(0, mostShown).map(({ severity, path, message }) => {
              const told = speak(message, language);
              return [
                words[severity],
                path === null ? null : propertyLabel(path, language),
                told ? <Words {...told} /> : null,
              ];
            })}
          />
        </details>
      ) : null}
    </section>
  );
}
