import type { Quad, Term } from '@rdfjs/types';
import { Parser } from 'n3';
import { isMintedFragment } from '../../rdf/mint.ts';
import { rdf } from '../../rdf/vocabularies.ts';
import { propertyLabel } from './labels.ts';
import type { Language } from './language.ts';
import type { Messages } from './messages.ts';
import { NamedIri, type TermNames } from './named-iri.tsx';
import { Words } from './words.tsx';

/** Statements shown on one page: descriptions with thousands of variables have their RDF formats. */
const maxStatements = 400;
const maxDepth = 4;

interface View {
  readonly bySubject: ReadonlyMap<string, readonly Quad[]>;
  readonly language: Language;
  readonly names: TermNames;
  /** Subjects already shown, so that circles end. */
  readonly shown: Set<string>;
  left: number;
}

/** All statements of a document about a subject, in words; what it leads to stands within. */
export function Statements({
  ntriples,
  subject,
  language,
  text,
  names,
}: {
  ntriples: string;
  subject: string;
  language: Language;
  text: Messages;
  names: TermNames;
}) {
  const bySubject = new Map<string, Quad[]>();
  for (const quad of new Parser({ format: 'N-Triples' }).parse(ntriples)) {
    const group = bySubject.get(quad.subject.value);
    if (group) group.push(quad);
    else bySubject.set(quad.subject.value, [quad]);
  }
  const view: View = { bySubject, language, names, shown: new Set(), left: maxStatements };
  const content = describeSubject(subject, view, 1);
  return (
    <>
      {content}
      {view.left <= 0 ? <p>{text.more}</p> : null}
    </>
  );
}

function describeSubject(subject: string, view: View, depth: number) {
  view.shown.add(subject);
  const byProperty = new Map<string, Term[]>();
  for (const { predicate, object } of view.bySubject.get(subject) ?? []) {
    if (view.left <= 0) break;
    view.left -= 1;
    byProperty.set(predicate.value, [...(byProperty.get(predicate.value) ?? []), object]);
  }
  return (
    <dl class="statements">
      {[...byProperty].map(([property, values]) => (
        <div>
          <dt title={property}>{propertyLabel(property, view.language)}</dt>
          {values.map((value) => (
            <dd>{describeValue(value, view, depth)}</dd>
          ))}
        </div>
      ))}
    </dl>
  );
}

function describeValue(value: Term, view: View, depth: number) {
  if (value.termType === 'Literal') {
    return <Words text={value.value} lang={value.language || undefined} />;
  }
  const link = <NamedIri iri={value.value} names={view.names} language={view.language} />;
  const told = view.bySubject.get(value.value) ?? [];
  // That a document is a document says nothing.
  const isTold = told.some(({ predicate }) => predicate.value !== rdf.type.value);
  if (depth >= maxDepth || !isTold || view.shown.has(value.value)) return link;
  return (
    <>
      {isMintedFragment(value.value) ? null : link}
      {describeSubject(value.value, view, depth + 1)}
    </>
  );
}
