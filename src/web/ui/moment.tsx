import type { Language } from './language.ts';

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
  const style = { dateStyle: 'medium', timeStyle: 'short', timeZone } as const;
  const words = new Intl.DateTimeFormat(language === 'en' ? 'en-GB' : 'fr', style).format(at);
  return (
    <time class="moment" dateTime={at.toISOString()} title={timeZone}>
      {words}
      {timeZone === 'UTC' ? ' UTC' : ''}
    </time>
  );
}
