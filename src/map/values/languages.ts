import { authority } from '../../rdf/authorities.ts';
import { fold } from './text.ts';

/** EU authority code, ISO 639-1, ISO 639-2/B where it differs, then names. */
const rows = `
  BUL bg - bulgare bulgarian | CES cs cze tcheque czech | DAN da - danois danish
  | DEU de ger allemand german deutsch | ELL el gre grec greek | ENG en - anglais english
  | EST et - estonien estonian | FIN fi - finnois finnish | FRA fr fre francais french
  | GLE ga - irlandais irish | HRV hr - croate croatian | HUN hu - hongrois hungarian
  | ITA it - italien italian italiano | LAV lv - letton latvian | LIT lt - lituanien lithuanian
  | MLT mt - maltais maltese | NLD nl dut neerlandais dutch nederlands | POL pl - polonais polish
  | POR pt - portugais portuguese | RON ro rum roumain romanian | SLK sk slo slovaque slovak
  | SLV sl - slovene slovenian | SPA es - espagnol spanish espanol | SWE sv - suedois swedish
  | ISL is ice islandais icelandic | NOR no - norvegien norwegian | ARA ar - arabe arabic`;

const codes = new Map<string, string>(
  rows.split('|').flatMap((row) => {
    const [code = '', ...names] = row.trim().split(/\s+/);
    return [code.toLowerCase(), ...names]
      .filter((name) => name !== '-')
      .map((name) => [name, code] as const);
  }),
);

const address =
  /^https?:\/\/(?:id\.loc\.gov\/vocabulary\/iso639-[12]|(?:www\.)?lexvo\.org\/id\/(?:iso639-[13]|code)|publications\.europa\.eu\/resource\/authority\/language)\/([A-Za-z]{2,3})$/;

/**
 * Reads a language from a code (fr, fre, fra, fr-FR), a name in French or English, or an address at
 * id.loc.gov, lexvo.org or the EU; gives the concept of the EU language list.
 */
export function languageIri(text: string): string | undefined {
  if (text.length > 120) return undefined;
  const word = address.exec(text.trim())?.[1] ?? text;
  const [first = '', ...more] = fold(word).split(' ');
  const regional = more.length === 1 && /^[a-z]{2}$/.test(more[0] ?? '') && first.length <= 3;
  const code = more.length === 0 || regional ? codes.get(first) : undefined;
  return code && `${authority.language}/${code}`;
}
