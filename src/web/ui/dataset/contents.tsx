import { IriLink } from '../iri-link.tsx';
import { formatNumber, type Language, speak } from '../language.ts';
import { type Page, pageLink } from '../layout.tsx';
import { Pagination } from '../pagination.tsx';
import { Table } from '../table.tsx';
import { Words } from '../words.tsx';
import { datasetMessages, fill } from './messages.ts';
import type { DistributionOutline, Outline } from './outline.ts';

const mostDistributions = 100;
/** Variables on one page: thousands in one table stop a browser. */
export const variablesPerPage = 100;

/** What the data can be had as. */
export function Distributions({ page, outline }: { page: Page; outline: Outline }) {
  const words = datasetMessages[page.language];
  const { distributions, samples } = outline;
  return (
    <section id="distributions">
      <h2>{words.distributions}</h2>
      {distributions.length === 0 ? (
        <p>{words.noDistribution}</p>
      ) : (
        <DistributionTable page={page} caption={words.distributions} of={distributions} />
      )}
      {samples.length > 0 ? (
        <DistributionTable page={page} caption={words.samples} of={samples} />
      ) : null}
    </section>
  );
}

function DistributionTable({
  page: { language },
  caption,
  of,
}: {
  page: Page;
  caption: string;
  of: readonly DistributionOutline[];
}) {
  const words = datasetMessages[language];
  return (
    <Table
      caption={caption}
      head={[words.title, words.formats, words.licence, words.address]}
      rows={of.slice(0, mostDistributions).map((distribution) => {
        const title =
          speak(distribution.title, language) ?? speak(distribution.description, language);
        const size = distribution.bytes === null ? [] : [sizeInWords(distribution.bytes, language)];
        const addresses = new Set([...distribution.downloadUrls, ...distribution.accessUrls]);
        return [
          title ? <Words {...title} /> : words.unnamed,
          [...distribution.formats, ...size].join(', '),
          distribution.licences.map((iri) => (
            <IriLink iri={iri}>{iri.replace(/^.*[/#](?=.)/, '')}</IriLink>
          )),
          [...addresses].slice(0, 5).map((iri) => (
            <div>
              <IriLink iri={iri} />
            </div>
          )),
        ];
      })}
    />
  );
}

function sizeInWords(bytes: number, language: Language): string {
  const units =
    language === 'fr' ? ['octets', 'ko', 'Mo', 'Go', 'To'] : ['bytes', 'kB', 'MB', 'GB', 'TB'];
  const power = Math.min(units.length - 1, Math.floor(Math.log10(Math.max(1, bytes)) / 3));
  return `${formatNumber(Math.round(bytes / 1000 ** power), language)} ${units[power]}`;
}

/** One page of the variables; nothing where none is described. */
export function Variables({
  page,
  id,
  outline: { variables },
  number,
}: {
  page: Page;
  id: string;
  outline: Outline;
  /** Page of variables to show, from 1; null where none was asked for. */
  number: number | null;
}) {
  const { language, text } = page;
  const words = datasetMessages[language];
  if (variables.length === 0) return null;
  const pages = Math.ceil(variables.length / variablesPerPage);
  const shown = Math.min(number ?? 1, pages);
  const start = (shown - 1) * variablesPerPage;
  const part = variables.slice(start, start + variablesPerPage);
  const count = (value: number) => formatNumber(value, language);
  return (
    <section id="variables">
      <h2>
        {words.variables} ({count(variables.length)})
      </h2>
      <details open={number !== null || variables.length <= 20}>
        <summary>
          {fill(
            words.variablesShown,
            count(start + 1),
            count(start + part.length),
            count(variables.length),
          )}
        </summary>
        <Table
          caption={words.variablesCaption}
          head={[words.variable, words.label, words.meaning, words.datatype]}
          rows={part.map((variable) => {
            const title = speak(variable.title, language);
            const meaning = speak(variable.description, language);
            return [
              <code>{variable.name}</code>,
              title ? <Words {...title} /> : null,
              meaning && meaning.text !== title?.text ? <Words {...meaning} /> : null,
              <code>{variable.datatype}</code>,
            ];
          })}
        />
        <Pagination
          text={text}
          page={shown}
          pages={pages}
          link={(other) => `${pageLink(page, `/datasets/${id}`)}?variables=${other}#variables`}
        />
      </details>
    </section>
  );
}
