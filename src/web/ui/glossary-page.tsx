import { glossary } from './glossary.ts';
import type { Language } from './language.ts';
import { type Page, pageLink } from './layout.tsx';

const titles: Readonly<Record<Language, string>> = { fr: 'Glossaire', en: 'Glossary' };
const intros: Readonly<Record<Language, string>> = {
  fr: 'Les mots du catalogue, en clair.',
  en: 'The words of the catalogue, in plain language.',
};

/** Title of the page. */
export function glossaryTitle(language: Language): string {
  return titles[language];
}

/** The terms of the field in alphabetical order, each at an address of its own. */
export function GlossaryPage({ page: { language } }: { page: Page }) {
  const terms = [...glossary].sort((a, b) =>
    a.name[language].localeCompare(b.name[language], language),
  );
  return (
    <>
      <h1>{titles[language]}</h1>
      <p>{intros[language]}</p>
      <dl class="facts glossary">
        {terms.map(({ id, name, meaning }) => (
          <div id={id}>
            <dt>{name[language]}</dt>
            <dd>{meaning[language]}</dd>
          </div>
        ))}
      </dl>
    </>
  );
}

/** Address of a term of the glossary. */
export function termLink(page: Page, id: string): string {
  return `${pageLink(page, '/glossary')}#${id}`;
}
