import type { ApiKey, Person } from '../../model/access.ts';
import type { AuditEntry } from '../../model/audit.ts';
import { type ActName, actLabel, actNames } from './admin-audit-acts.ts';
import type { AdminPage } from './admin-layout.tsx';
import { Onward } from './admin-onward.tsx';
import { peopleMessages } from './admin-people-messages.ts';
import { Select } from './admin-records-page.tsx';
import { Badge } from './badge.tsx';
import { plain } from './language.ts';
import { pageLink } from './layout.tsx';
import { Moment } from './moment.tsx';
import { Table } from './table.tsx';
import { Words } from './words.tsx';

/** What the log was asked for; days as YYYY-MM-DD, '' where there is no limit. */
export interface AuditFilter {
  readonly actor: string;
  readonly action: string;
  readonly from: string;
  readonly to: string;
}

interface AuditProps {
  page: AdminPage;
  filter: AuditFilter;
  people: readonly Person[];
  keys: readonly ApiKey[];
  entries: readonly AuditEntry[];
  /** Id below which the next page begins; null on the last. */
  next: number | null;
  isFirst: boolean;
}

/** The audit log, newest first, by who, what and when. */
export function AuditPage({ page, filter, people, keys, entries, next, isFirst }: AuditProps) {
  const words = peopleMessages[page.language];
  const link = (before: number | null) => {
    const parameters = new URLSearchParams({
      ...filter,
      ...(before !== null && { before: String(before) }),
    });
    return pageLink(page, `/admin/audit?${parameters}`);
  };
  return (
    <>
      <h1>{words.audit}</h1>
      <p>{words.auditHelp}</p>
      <Filter page={page} filter={filter} people={people} keys={keys} />
      {entries.length === 0 ? <p>{words.noActs}</p> : <Entries page={page} entries={entries} />}
      <Onward
        language={page.language}
        first={isFirst ? null : link(null)}
        next={next === null ? null : link(next)}
      />
    </>
  );
}

function Filter(props: Pick<AuditProps, 'page' | 'filter' | 'people' | 'keys'>) {
  const { page, filter, people, keys } = props;
  const words = peopleMessages[page.language];
  const day = (name: 'from' | 'to') => (
    <label>
      {words[name]}
      <input type="date" name={name} value={filter[name]} />
    </label>
  );
  return (
    <form class="search" method="get" action={pageLink(page, '/admin/audit')}>
      <Select
        name="actor"
        label={words.person}
        value={filter.actor}
        options={[
          ['', words.anybody],
          ...people.map(({ id, name }) => [id, plain(name)] as const),
          ...keys.map(
            ({ id, name, prefix }) =>
              [id, `${words.keysGroup}: ${plain(name)} (${prefix})`] as const,
          ),
        ]}
      />
      <Select
        name="action"
        label={words.act}
        value={filter.action}
        options={[
          ['', words.anyAct],
          ...actNames.map((name: ActName) => [name, actLabel(name, page.language)] as const),
        ]}
      />
      {day('from')}
      {day('to')}
      <button type="submit">{words.filter}</button>
    </form>
  );
}

function Entries({ page, entries }: Pick<AuditProps, 'page' | 'entries'>) {
  const words = peopleMessages[page.language];
  return (
    <Table
      caption={words.audit}
      head={[
        words.at,
        words.who,
        words.act,
        words.source,
        words.target,
        words.result,
        words.detail,
      ]}
      rows={entries.map((entry) => {
        const { actor, action, sourceId, target, status, detail, address } = entry;
        const isRefused = status >= 400;
        const shown = JSON.stringify(detail);
        return [
          <Moment at={entry.at} language={page.language} />,
          <>
            <Words text={actor.kind === 'command' ? words.command : actor.name} />
            {address ? <div class="soft">{address}</div> : null}
          </>,
          actLabel(action, page.language),
          sourceId,
          target ? <Words text={target.slice(0, 100)} /> : null,
          <Badge tone={isRefused ? 'bad' : 'good'}>
            {isRefused ? words.refused : words.done} {status}
          </Badge>,
          shown === '{}' ? null : (
            <code>
              <Words text={shown.slice(0, 300)} />
            </code>
          ),
        ];
      })}
    />
  );
}
