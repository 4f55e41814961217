import type { ProblemDocument } from '../problem.ts';
import { httpProblemWords } from './http-problem-words.ts';
import { IriLink } from './iri-link.tsx';
import { type Page, pageLink } from './layout.tsx';
import { pagePrefixes, sparqlExamples } from './sparql-examples.ts';
import { Table } from './table.tsx';
import { Verbatim } from './verbatim.tsx';
import { Words } from './words.tsx';

/** What became of a query that a browser sent. */
export type QueryOutcome =
  | { readonly kind: 'table' | 'graph'; readonly body: string }
  | { readonly kind: 'problem'; readonly problem: ProblemDocument };

const maxRows = 500;
const maxCharacters = 200_000;

/** The query form with the outcome of the query, if one was sent. */
export function SparqlPage({
  page,
  query,
  outcome,
}: {
  page: Page;
  query: string | undefined;
  outcome: QueryOutcome | null;
}) {
  const { text } = page;
  return (
    <>
      <h1>{text.sparqlTitle}</h1>
      <p>{text.sparqlHelp}</p>
      <form class="sparql" action={pageLink(page, '/sparql')} method="get">
        <label>
          {text.query}
          <textarea name="query" rows={12} spellcheck={false} required maxLength={100_000}>
            {query ?? sparqlExamples[0]?.query}
          </textarea>
        </label>
        <p>
          <button type="submit">{text.run}</button>
        </p>
      </form>
      <Editor page={page} />
      {outcome ? <Outcome page={page} outcome={outcome} /> : null}
      <Examples page={page} />
    </>
  );
}

/** The way to an editor with colours and completion; a script shows it, and the form needs none. */
function Editor({ page }: { page: Page }) {
  const { text, basePath } = page;
  return (
    <>
      <p>
        <button
          type="button"
          class="quiet"
          hidden
          data-endpoint={`${basePath}/sparql`}
          data-assets={`${basePath}/assets/yasgui`}
          data-prefixes={JSON.stringify(pagePrefixes)}
          data-failed={text.editorFailed}
        >
          {text.openEditor}
        </button>
      </p>
      <section id="sparql-editor" aria-label={text.editor} tabIndex={-1} hidden />
      <script type="module" src={`${basePath}/assets/sparql-editor.js`} />
    </>
  );
}

function Examples({ page }: { page: Page }) {
  const { text, language } = page;
  return (
    <section>
      <h2>{text.sparqlExamples}</h2>
      <ul>
        {sparqlExamples.map(({ title, query }) => (
          <li>
            <a href={`${pageLink(page, '/sparql')}?${new URLSearchParams({ query })}`}>
              {title[language]}
            </a>
          </li>
        ))}
      </ul>
      <details>
        <summary>{text.sparqlPrefixes}</summary>
        <Verbatim>{knownPrefixes}</Verbatim>
      </details>
    </section>
  );
}

const knownPrefixes = Object.entries(pagePrefixes)
  .map(([prefix, iri]) => `PREFIX ${prefix}: <${iri}>`)
  .join('\n');

function Outcome({ page, outcome }: { page: Page; outcome: QueryOutcome }) {
  const { text, language } = page;
  if (outcome.kind === 'problem') {
    const { title, remedy } = httpProblemWords(outcome.problem.code, language);
    return (
      <section role="alert">
        <h2>{title}</h2>
        <Verbatim>{outcome.problem.detail}</Verbatim>
        <p>{remedy}</p>
      </section>
    );
  }
  return (
    <section>
      <h2>{text.result}</h2>
      {outcome.kind === 'graph' ? (
        <>
          <Verbatim>{outcome.body.slice(0, maxCharacters)}</Verbatim>
          {outcome.body.length > maxCharacters ? <p>{text.resultLimited}</p> : null}
        </>
      ) : (
        <ResultTable caption={text.result} limited={text.resultLimited} json={outcome.body} />
      )}
    </section>
  );
}

/** SPARQL 1.1 Query Results JSON Format §3, as our own engine writes it. */
interface Results {
  readonly head: { readonly vars?: readonly string[] };
  readonly boolean?: boolean;
  readonly results?: { readonly bindings: readonly Readonly<Record<string, Binding>>[] };
}

interface Binding {
  readonly type: string;
  readonly value: string;
  readonly 'xml:lang'?: string;
}

function ResultTable({
  caption,
  limited,
  json,
}: {
  caption: string;
  limited: string;
  json: string;
}) {
  // The text comes from our own engine, in the format asked for.
  const { head, boolean, results } = JSON.parse(json) as Results;
  if (boolean !== undefined) return <p>{String(boolean)}</p>;
  const names = head.vars ?? [];
  const bindings = results?.bindings ?? [];
  return (
    <>
      <Table
        caption={caption}
        head={names}
        rows={bindings
          .slice(0, maxRows)
          .map((binding) => names.map((name) => <Cell value={binding[name]} />))}
      />
      {bindings.length > maxRows ? <p>{limited}</p> : null}
    </>
  );
}

function Cell({ value }: { value: Binding | undefined }) {
  if (!value) return null;
  return value.type === 'uri' ? (
    <IriLink iri={value.value} />
  ) : (
    <Words text={value.value} lang={value['xml:lang']} />
  );
}
