import type { Term } from '@rdfjs/types';
import { Parser } from 'n3';
import type { DuplicatePair, DuplicateSide } from '../../model/decisions.ts';
import { frenchReason } from '../../model/pair-texts.ts';
import { isMintedFragment } from '../../rdf/mint.ts';
import { rdf } from '../../rdf/vocabularies.ts';
import { decisionMessages } from './admin-decision-messages.ts';
import { pairPath, stateOf } from './admin-decisions-page.tsx';
import type { AdminPage } from './admin-layout.tsx';
import { Value } from './admin-record-diff.tsx';
import { Badge } from './badge.tsx';
import { IriLink } from './iri-link.tsx';
import { propertyLabel } from './labels.ts';
import { bilingual, type Language, plain } from './language.ts';
import { pageLink } from './layout.tsx';
import { NamedIri, type TermNames } from './named-iri.tsx';
import { Table } from './table.tsx';
import { Words } from './words.tsx';

interface PairProps {
  page: AdminPage;
  pair: DuplicatePair;
  /** N-Triples of either record. */
  triples: readonly [first: string, second: string];
  mayDecide: boolean;
  names: TermNames;
}

const mostValues = 20;
/** Statements of nodes described in place that are followed, however they lead to one another. */
const mostFollowed = 20_000;

/** Two records side by side, with what differs marked. */
export function PairPage({ page, pair, triples, mayDecide, names }: PairProps) {
  const words = decisionMessages[page.language];
  const { first, second } = pair;
  return (
    <>
      <h1>{words.pairTitle}</h1>
      <p>
        <Badge tone={pair.state === 'open' ? 'warning' : 'neutral'}>{stateOf(pair, words)}</Badge>{' '}
        <Words {...bilingual(pair.reason, frenchReason(pair.reason), page.language)} />
        {pair.similarity === null
          ? null
          : ` · ${words.likeness}: ${Math.round(pair.similarity * 100)} %`}
      </p>
      {mayDecide ? <Choices page={page} pair={pair} /> : <p>{words.adminOnly}</p>}
      <Comparison page={page} sides={[first, second]} triples={triples} names={names} />
    </>
  );
}

function Choices({ page, pair }: Pick<PairProps, 'page' | 'pair'>) {
  const words = decisionMessages[page.language];
  const { first, second, state } = pair;
  const path = pairPath(pair);
  const merge = (kept: DuplicateSide, other: DuplicateSide) => (
    <a class="button" href={pageLink(page, `${pairPath({ first: kept, second: other })}/merge`)}>
      {words.merge(`${plain(kept.title || words.untitled).slice(0, 60)} (${kept.sourceId})`)}
    </a>
  );
  return (
    <p class="actions">
      {state === 'merged' ? null : merge(first, second)}
      {state === 'merged' ? null : merge(second, first)}
      {state === 'open' ? (
        <a class="button" href={pageLink(page, `${path}/never`)}>
          {words.never}
        </a>
      ) : null}
      {state === 'merged' ? (
        <a class="button" href={pageLink(page, `${path}/split`)}>
          {words.split}
        </a>
      ) : null}
    </p>
  );
}

function Comparison(props: {
  page: AdminPage;
  sides: readonly [DuplicateSide, DuplicateSide];
  triples: readonly [string, string];
  names: TermNames;
}) {
  const { page, sides, triples, names } = props;
  const { language } = page;
  const words = decisionMessages[page.language];
  const left = valuesOf(triples[0], sides[0].iri);
  const right = valuesOf(triples[1], sides[1].iri);
  const isSame = (property: string) =>
    signOf(left.get(property) ?? []) === signOf(right.get(property) ?? []);
  const properties = [...new Set([...left.keys(), ...right.keys()])];
  const ordered = [
    ...properties.filter((property) => !isSame(property)),
    ...properties.filter(isSame),
  ];
  return (
    <Table
      caption={words.comparison}
      head={[
        words.property,
        <Head page={page} side={sides[0]} />,
        <Head page={page} side={sides[1]} />,
        '≠',
      ]}
      rows={ordered.map((property) => [
        <span title={property}>{propertyLabel(property, page.language)}</span>,
        <Values {...{ names, language }} values={left.get(property) ?? []} />,
        <Values {...{ names, language }} values={right.get(property) ?? []} />,
        isSame(property) ? words.equal : <Badge tone="warning">{words.differs}</Badge>,
      ])}
    />
  );
}

function Head({ page, side }: { page: AdminPage; side: DuplicateSide }) {
  return (
    <>
      <a href={pageLink(page, `/admin/records/${side.id}`)}>{side.sourceId}</a>
      <br />
      <IriLink iri={side.iri} />
    </>
  );
}

/** A value: the terms of one that is described in place, such as a contact, else one term. */
type ComparedValue = readonly Term[];

function Values(props: { values: readonly ComparedValue[]; names: TermNames; language: Language }) {
  const { values, ...naming } = props;
  return (
    <>
      {values.slice(0, mostValues).map((terms) => (
        <div>
          {terms.slice(0, mostValues).map((term, index) => (
            <>
              {index > 0 ? ' · ' : null}
              {term.termType === 'NamedNode' ? (
                <NamedIri iri={term.value} {...naming} />
              ) : (
                <Value term={term} />
              )}
            </>
          ))}
        </div>
      ))}
      {values.length > mostValues ? `… (${values.length})` : null}
    </>
  );
}

function signOf(values: readonly ComparedValue[]): string {
  const signs = values.map((terms) => JSON.stringify(terms.map(({ value }) => value).sort()));
  return JSON.stringify(signs.sort());
}

/**
 * What a description says of its dataset, by property. What is described in place counts by what is
 * said of it, at any depth: an IRI minted for it is another in every record.
 */
function valuesOf(
  ntriples: string,
  dataset: string,
): ReadonlyMap<string, readonly ComparedValue[]> {
  const quads = new Parser({ format: 'N-Triples' }).parse(ntriples);
  const within = new Map<string, typeof quads>();
  for (const quad of quads) {
    const group = within.get(quad.subject.value);
    if (group) group.push(quad);
    else within.set(quad.subject.value, [quad]);
  }
  const byProperty = new Map<string, ComparedValue[]>();
  let left = mostFollowed;
  const termsOf = (object: Term, seen: Set<string>): readonly Term[] => {
    // An identifier may be the text of the dataset's own IRI.
    if (object.termType !== 'NamedNode' || seen.has(object.value) || left <= 0) return [object];
    const inside = (within.get(object.value) ?? []).filter(
      (quad) => quad.predicate.value !== rdf.type.value,
    );
    if (inside.length === 0) return [object];
    left -= inside.length;
    seen.add(object.value);
    const terms = inside.flatMap((quad) => termsOf(quad.object, seen));
    return isMintedFragment(object.value) ? terms : [object, ...terms];
  };
  for (const { predicate, object } of within.get(dataset) ?? []) {
    const value = termsOf(object, new Set([dataset]));
    const values = byProperty.get(predicate.value);
    if (values) values.push(value);
    else byProperty.set(predicate.value, [value]);
  }
  return byProperty;
}
