import type { Person } from '../../model/access.ts';
import { type AdminPage, CsrfField } from './admin-layout.tsx';
import { peopleMessages } from './admin-people-messages.ts';
import type { SourceChoice } from './admin-records-page.tsx';
import { Badge } from './badge.tsx';
import { speak } from './language.ts';
import { pageLink } from './layout.tsx';
import { Moment } from './moment.tsx';
import { Facts, Table } from './table.tsx';
import { Words } from './words.tsx';

/** Everybody who signed in. */
export function PeoplePage({ page, people }: { page: AdminPage; people: readonly Person[] }) {
  const words = peopleMessages[page.language];
  return (
    <>
      <h1>{words.people}</h1>
      <p>{words.peopleHelp}</p>
      {people.length === 0 ? (
        <p>{words.noPeople}</p>
      ) : (
        <Table
          caption={words.people}
          head={[words.name, words.role, words.sources, words.signedIn, words.state]}
          rows={people.map((person) => [
            <>
              <a href={pageLink(page, `/admin/people/${person.id}`)}>
                <Words text={person.name} />
              </a>
              {person.email ? (
                <div class="soft">
                  <Words text={person.email} />
                </div>
              ) : null}
            </>,
            words[`role-${person.role}`],
            person.role === 'curator' ? person.sources.join(', ') || '–' : null,
            <Moment at={person.signedInAt} language={page.language} />,
            <StateOf page={page} person={person} />,
          ])}
        />
      )}
    </>
  );
}

function StateOf({ page, person }: { page: AdminPage; person: Person }) {
  const words = peopleMessages[page.language];
  return (
    <Badge tone={person.blocked ? 'bad' : 'good'}>
      {person.blocked ? words.blocked : words.allowed}
    </Badge>
  );
}

interface PersonProps {
  page: AdminPage;
  person: Person;
  sources: readonly SourceChoice[];
  isSaved: boolean;
}

/** One person: what they are in charge of, and whether they may sign in. */
export function PersonPage({ page, person, sources, isSaved }: PersonProps) {
  const words = peopleMessages[page.language];
  const path = `/admin/people/${person.id}`;
  const change = person.blocked ? 'unblock' : 'block';
  return (
    <>
      <h1>
        <Words text={person.name} />
      </h1>
      {isSaved ? <p role="status">{words.saved}</p> : null}
      <Facts
        facts={[
          [words.role, words[`role-${person.role}`]],
          [words.state, <StateOf page={page} person={person} />],
          [words.email, person.email ? <Words text={person.email} /> : null],
          [words.issuer, <Words text={person.issuer} />],
          [words.signedIn, <Moment at={person.signedInAt} language={page.language} />],
        ]}
      />
      <form method="post" action={pageLink(page, path)}>
        <CsrfField page={page} />
        <fieldset aria-describedby="in-charge">
          <legend>{words.inCharge}</legend>
          <p id="in-charge" class="soft">
            {words.inChargeHelp}
          </p>
          {choicesOf(sources, person).map(({ id, title }) => {
            const spoken = speak(title, page.language);
            return (
              <label class="check">
                <input
                  type="checkbox"
                  name="sources"
                  value={id}
                  checked={person.sources.includes(id)}
                />{' '}
                {spoken ? <Words {...spoken} /> : id}
              </label>
            );
          })}
        </fieldset>
        <button type="submit">{words.save}</button>
      </form>
      <p>
        {person.id === page.identity.id ? (
          words.yourself
        ) : (
          <a class="button danger" href={pageLink(page, `${path}/${change}`)}>
            {words[change]}
          </a>
        )}
      </p>
      <p>
        <a href={pageLink(page, '/admin/people')}>{words.back}</a>
      </p>
    </>
  );
}

/** All sources, those that are gone but still on the person's list among them. */
function choicesOf(sources: readonly SourceChoice[], person: Person): readonly SourceChoice[] {
  const gone = person.sources.filter((id) => !sources.some((source) => source.id === id));
  return [...sources, ...gone.map((id) => ({ id, title: {} }))];
}
