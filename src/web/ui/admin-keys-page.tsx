import { type ApiKey, keyRoles } from '../../model/access.ts';
import { type AdminPage, CsrfField } from './admin-layout.tsx';
import { peopleMessages } from './admin-people-messages.ts';
import { Select, type SourceChoice } from './admin-records-page.tsx';
import { Badge } from './badge.tsx';
import { plain, speak } from './language.ts';
import { pageLink } from './layout.tsx';
import { Moment } from './moment.tsx';
import { Table } from './table.tsx';
import { Words } from './words.tsx';

/** A key as its form has it. */
export interface KeyForm {
  readonly name: string;
  readonly role: string;
  readonly source: string;
  readonly days: string;
}

interface KeysProps {
  page: AdminPage;
  keys: readonly ApiKey[];
  sources: readonly SourceChoice[];
  now: Date;
  form: KeyForm;
  /** Why the form was refused. */
  problem: string | null;
  /** Of the key just made; told this once. */
  secret: string | null;
}

/** Keys: a form for a new one, and all there are. */
export function KeysPage({ page, keys, now, secret, ...rest }: KeysProps) {
  const words = peopleMessages[page.language];
  return (
    <>
      <h1>{words.keys}</h1>
      {secret === null ? null : (
        <section class="todo" role="status" aria-label={words.secret}>
          <h2>{words.secret}</h2>
          <p>
            <code class="secret">{secret}</code>
          </p>
          <p>{words.secretHelp}</p>
        </section>
      )}
      <p>{words.keysHelp}</p>
      <NewKey page={page} {...rest} />
      {keys.length === 0 ? <p>{words.noKeys}</p> : <KeyTable page={page} keys={keys} now={now} />}
    </>
  );
}

function NewKey({ page, sources, form, problem }: Omit<KeysProps, 'keys' | 'now' | 'secret'>) {
  const words = peopleMessages[page.language];
  return (
    <section>
      <h2>{words.newKey}</h2>
      {problem === null ? null : (
        <p role="alert" id="problem">
          {words.createFailed}: <Words lang="en" text={problem} />
        </p>
      )}
      <form class="search" method="post" action={pageLink(page, '/admin/keys')}>
        <CsrfField page={page} />
        <label>
          {words.keyName}
          <input
            name="name"
            required
            maxLength={200}
            value={form.name}
            {...(problem === null ? {} : { 'aria-describedby': 'problem' })}
          />
        </label>
        <Select
          name="role"
          label={words.role}
          value={form.role}
          options={keyRoles.map((role) => [role, words[`role-${role}`]])}
        />
        <Select
          name="source"
          label={`${words.source} (${words.sourceHelp})`}
          value={form.source}
          options={[
            ['', words.noSource],
            ...sources.map(
              ({ id, title }) => [id, plain(speak(title, page.language)?.text ?? id)] as const,
            ),
          ]}
        />
        <label>
          {words.days} ({words.daysHelp})
          <input name="days" inputMode="numeric" pattern="[0-9]{1,4}" value={form.days} />
        </label>
        <button type="submit">{words.create}</button>
      </form>
    </section>
  );
}

function KeyTable({ page, keys, now }: Pick<KeysProps, 'page' | 'keys' | 'now'>) {
  const words = peopleMessages[page.language];
  return (
    <Table
      caption={words.keys}
      head={[
        words.name,
        words.role,
        words.source,
        words.prefix,
        words.created,
        words.expires,
        words.lastUsed,
        words.state,
        '',
      ].map((cell) => cell || <span class="visually-hidden">{words.revoke}</span>)}
      rows={keys.map((key) => {
        const isExpired = key.expiresAt !== null && key.expiresAt <= now;
        const isInForce = key.revokedAt === null && !isExpired;
        return [
          <Words text={key.name} />,
          words[`role-${key.role}`],
          key.sourceId,
          <code>{key.prefix}</code>,
          <Moment at={key.createdAt} language={page.language} />,
          key.expiresAt ? <Moment at={key.expiresAt} language={page.language} /> : words.never,
          key.lastUsedAt ? <Moment at={key.lastUsedAt} language={page.language} /> : words.never,
          isInForce ? (
            <Badge tone="good">{words.inForce}</Badge>
          ) : (
            <Badge>{key.revokedAt ? words.revoked : words.expired}</Badge>
          ),
          isInForce ? (
            <a href={pageLink(page, `/admin/keys/${key.id}/revoke`)}>
              {words.revoke}
              <span class="visually-hidden">
                {' '}
                <Words text={key.name} />
              </span>
            </a>
          ) : null,
        ];
      })}
    />
  );
}
