import { plain } from './language.ts';

/** A harvested text, marked with its language and kept from changing the direction around it. */
export function Words({ text, lang }: { text: string; lang?: string | undefined }) {
  return lang ? <bdi lang={lang}>{plain(text)}</bdi> : <bdi>{plain(text)}</bdi>;
}
