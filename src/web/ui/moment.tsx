import { type Language, locales } from './language.ts';

/** A moment in words, in a time zone that it names. */
export function Moment({
  at,
  language,
  timeZone = 'UTC',
}: {
  at: Date;
  language: Language;
  timeZone?: string;
}) {
  return (
    <time class="moment" dateTime={at.toISOString()} title={timeZone}>
      {momentWords(at, language, timeZone)}
      {timeZone === 'UTC' ? ' UTC' : ''}
    </time>
  );
}

/** A moment in words, in a time zone. */
export function momentWords(at: Date, language: Language, timeZone: string): string {
  const style = { dateStyle: 'medium', timeStyle: 'short', timeZone } as const;
  return new Intl.DateTimeFormat(locales[language], style).format(at);
}
