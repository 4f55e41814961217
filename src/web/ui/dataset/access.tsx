import type { PublishedDataset } from '../../../model/published.ts';
import { isAccessLevel } from '../access-badge.tsx';
import { termLink } from '../glossary-page.tsx';
import { IriLink } from '../iri-link.tsx';
import { type Language, type Spoken, speak } from '../language.ts';
import type { Page } from '../layout.tsx';
import { Words } from '../words.tsx';
import { datasetMessages } from './messages.ts';
import type { Outline, Party } from './outline.ts';

const mostParties = 5;
const mostAddresses = 4;

/** How to ask for access, and whom: what somebody who wants the data needs first. */
export function Access({
  page,
  dataset,
  outline,
}: {
  page: Page;
  dataset: PublishedDataset;
  outline: Outline;
}) {
  const words = datasetMessages[page.language];
  const { accessRights, landingPage } = dataset.summary;
  const rights = outline.distributions
    .flatMap((distribution) => distribution.rights)
    .flatMap((text) => speak(text, page.language) ?? []);
  const bases = outline.legalBases.flatMap((text) => speak(text, page.language) ?? []);
  const addresses = [...new Set(outline.distributions.flatMap(({ accessUrls }) => accessUrls))];
  const parties = [
    ...outline.accessBodies.map((party) => [words.accessBody, party] as const),
    ...outline.contacts.map((party) => [words.contact, party] as const),
    ...outline.holders.map((party) => [words.holder, party] as const),
  ].filter(([, { name, addresses: known }]) => known.length > 0 || Object.keys(name).length > 0);
  return (
    <section id="access" class="access">
      <h2>{words.access}</h2>
      <p>
        {isAccessLevel(accessRights) ? page.text[`accessHelp${accessRights}`] : words.accessNone}{' '}
        <a href={termLink(page, 'access')}>{words.glossary}</a>
      </p>
      {parties.length > 0 ? (
        <>
          <h3>{words.whom}</h3>
          <ul class="parties">
            {parties.slice(0, mostParties).map(([role, party]) => (
              <li>
                <PartyCard role={role} party={party} language={page.language} />
              </li>
            ))}
          </ul>
        </>
      ) : null}
      {rights.length + addresses.length + bases.length > 0 || landingPage ? (
        <>
          <h3>{words.procedure}</h3>
          <dl class="facts">
            <Told name={words.conditions} texts={rights} />
            <Links name={words.applyAt} iris={addresses} />
            <Links name={words.landingPage} iris={landingPage === null ? [] : [landingPage]} />
            <Told name={words.legalBasis} texts={bases} />
          </dl>
        </>
      ) : null}
    </section>
  );
}

function PartyCard({ role, party, language }: { role: string; party: Party; language: Language }) {
  const name = speak(party.name, language);
  return (
    <>
      <span class="role">{role}</span>
      {name ? (
        <strong>
          <Words {...name} />
        </strong>
      ) : null}
      {party.addresses.slice(0, mostAddresses).map((iri) => (
        <IriLink iri={iri}>{iri.replace(/^mailto:/i, '')}</IriLink>
      ))}
    </>
  );
}

/** Texts under a name; nothing without any. */
export function Told({ name, texts }: { name: string; texts: readonly Spoken[] }) {
  if (texts.length === 0) return null;
  return (
    <div>
      <dt>{name}</dt>
      {texts.slice(0, 20).map((text) => (
        <dd>
          <Words {...text} />
        </dd>
      ))}
    </div>
  );
}

function Links({ name, iris }: { name: string; iris: readonly string[] }) {
  if (iris.length === 0) return null;
  return (
    <div>
      <dt>{name}</dt>
      {iris.slice(0, 10).map((iri) => (
        <dd>
          <IriLink iri={iri} />
        </dd>
      ))}
    </div>
  );
}
