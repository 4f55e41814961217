import type { NamedNode } from '@rdfjs/types';
import type { NoteText } from '../model/note-texts.ts';
import type { DraftWriter } from './draft.ts';
import { withoutPersonalAddresses } from './values/contacts.ts';
import { cleanText, longestText, type TextRepair } from './values/text.ts';

const mended: Readonly<Record<TextRepair, NoteText>> = {
  controls: 'Invisible characters that control devices or the direction of writing were removed',
  entities: 'HTML entities were decoded',
  mojibake: 'Letters garbled by a wrong character set were restored',
  markup: 'HTML or Markdown was turned into plain text',
  length: `A text was cut at ${longestText} characters`,
};

/** Cleans a text of the source for publication and notes what was mended or withheld. */
export function publishableText(
  raw: string,
  property: NamedNode | string,
  writer: DraftWriter,
): string | undefined {
  const clean = cleanText(raw);
  if (!clean) return undefined;
  for (const repair of clean.repairs) {
    // Entities and markup are how the text was carried; only losses and guesses deserve its original.
    const original = repair === 'mojibake' ? raw : undefined;
    writer.note('repaired', property, mended[repair], original);
  }
  const { text, withheld } = withoutPersonalAddresses(clean.text);
  if (withheld > 0) {
    writer.note('withheld', property, 'A personal mail address inside a text is not published');
  }
  return text;
}
