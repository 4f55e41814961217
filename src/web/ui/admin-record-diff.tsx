import type { Term } from '@rdfjs/types';
import { Parser } from 'n3';
import { recordMessages } from './admin-record-messages.ts';
import { IriLink } from './iri-link.tsx';
import { propertyLabel } from './labels.ts';
import type { Language } from './language.ts';
import { Table } from './table.tsx';
import { Words } from './words.tsx';

const mostShown = 300;

interface TriplesProps {
  language: Language;
  caption: string;
  /** Lines of N-Triples. */
  lines: readonly string[];
}

/** Triples in a table, the first few hundred. */
export function TripleTable({ language, caption, lines }: TriplesProps) {
  const words = recordMessages[language];
  const quads = new Parser({ format: 'N-Triples' }).parse(lines.slice(0, mostShown).join('\n'));
  return (
    <>
      <Table
        caption={`${caption} (${lines.length})`}
        head={[words.subject, words.property, words.value]}
        rows={quads.map(({ subject, predicate, object }) => [
          <IriLink iri={subject.value}>{lastPart(subject.value)}</IriLink>,
          <span title={predicate.value}>{propertyLabel(predicate.value, language)}</span>,
          <Value term={object} />,
        ])}
      />
      {lines.length > mostShown ? <p>{words.cut}</p> : null}
    </>
  );
}

/** What came and what went, each in a table of its own. */
export function TripleDiff(props: {
  language: Language;
  added: readonly string[];
  removed: readonly string[];
}) {
  const { language, added, removed } = props;
  const words = recordMessages[language];
  if (added.length + removed.length === 0) return <p>{words.same}</p>;
  return (
    <div class="diff">
      {removed.length > 0 ? (
        <div class="diff-removed">
          <TripleTable language={language} caption={`− ${words.removed}`} lines={removed} />
        </div>
      ) : null}
      {added.length > 0 ? (
        <div class="diff-added">
          <TripleTable language={language} caption={`+ ${words.added}`} lines={added} />
        </div>
      ) : null}
    </div>
  );
}

/** Lines that one text of N-Triples has and the other lacks. */
export function diffOf(before: string, after: string) {
  const lines = (text: string) => new Set(text.split('\n').filter((line) => line !== ''));
  const [old, current] = [lines(before), lines(after)];
  return {
    added: [...current].filter((line) => !old.has(line)),
    removed: [...old].filter((line) => !current.has(line)),
  };
}

const longestValue = 600;

/** A value of a triple: a text with its language, or a link. */
export function Value({ term }: { term: Term }) {
  if (term.termType !== 'Literal') return <IriLink iri={term.value} />;
  const text =
    term.value.length > longestValue ? `${term.value.slice(0, longestValue)}…` : term.value;
  return <Words text={text} lang={term.language || undefined} />;
}

function lastPart(iri: string): string {
  return /[^/#]+[/#]?$/.exec(iri)?.[0] ?? iri;
}
