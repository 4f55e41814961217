import type { DuplicatePair, DuplicateSide } from '../../model/decisions.ts';
import { frenchReason } from '../../model/pair-texts.ts';
import { decisionMessages } from './admin-decision-messages.ts';
import { pairPath, stateOf } from './admin-decisions-page.tsx';
import type { AdminPage } from './admin-layout.tsx';
import { Value } from './admin-record-diff.tsx';
import { Badge } from './badge.tsx';
import { type ComparedValue, comparedValues, namesakesOf, signOf } from './compared-values.ts';
import { IriLink } from './iri-link.tsx';
import { propertyLabel } from './labels.ts';
import { bilingual, colon, type Language, plain, speak } from './language.ts';
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
          : ` · ${words.likeness}${colon(page.language)}${Math.round(pair.similarity * 100)} %`}
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
  const left = comparedValues(triples[0], sides[0].iri);
  const right = comparedValues(triples[1], sides[1].iri);
  const isSame = (property: string) =>
    signOf(left.get(property) ?? []) === signOf(right.get(property) ?? []);
  const nameOf = (iri: string) => speak(names(iri) ?? {}, language)?.text;
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
      rows={ordered.map((property) => {
        const [ours, theirs] = [left.get(property) ?? [], right.get(property) ?? []];
        const namesakes = namesakesOf([...ours, ...theirs], nameOf);
        const naming = { names, language, namesakes };
        return [
          <span title={property}>{propertyLabel(property, page.language)}</span>,
          <Values {...naming} values={ours} />,
          <Values {...naming} values={theirs} />,
          isSame(property) ? words.equal : <Badge tone="warning">{words.differs}</Badge>,
        ];
      })}
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

function Values(props: {
  values: readonly ComparedValue[];
  names: TermNames;
  language: Language;
  namesakes: ReadonlySet<string>;
}) {
  const { values, namesakes, ...naming } = props;
  return (
    <>
      {values.slice(0, mostValues).map((terms) => (
        <div>
          {terms.slice(0, mostValues).map((term, index) => (
            <>
              {index > 0 ? ' · ' : null}
              {term.termType === 'NamedNode' ? (
                <>
                  <NamedIri iri={term.value} {...naming} />
                  {namesakes.has(term.value) ? ` (${plain(term.value)})` : null}
                </>
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
