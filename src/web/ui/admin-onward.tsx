import type { Language } from './language.ts';

const words = {
  fr: { first: 'Revenir au début', next: 'Page suivante' },
  en: { first: 'Back to the beginning', next: 'Next page' },
} as const;

/** The ways on from a piece of a list: back to its start, and to the next piece; null where there is none. */
export function Onward(props: { language: Language; first?: string | null; next: string | null }) {
  const { language, first = null, next } = props;
  if (first === null && next === null) return null;
  return (
    <p class="actions">
      {first === null ? null : <a href={first}>{words[language].first}</a>}
      {next === null ? null : (
        <a href={next} rel="next">
          {words[language].next}
        </a>
      )}
    </p>
  );
}
