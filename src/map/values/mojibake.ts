/** Windows-1252 reads the bytes 0x80 to 0x9F as these characters. */
const highByte = new Map<string, number>(
  Object.entries({
    '€': 0x80,
    '‚': 0x82,
    ƒ: 0x83,
    '„': 0x84,
    '…': 0x85,
    '†': 0x86,
    '‡': 0x87,
    ˆ: 0x88,
    '‰': 0x89,
    Š: 0x8a,
    '‹': 0x8b,
    Œ: 0x8c,
    Ž: 0x8e,
    '‘': 0x91,
    '’': 0x92,
    '“': 0x93,
    '”': 0x94,
    '•': 0x95,
    '–': 0x96,
    '—': 0x97,
    '˜': 0x98,
    '™': 0x99,
    š: 0x9a,
    '›': 0x9b,
    œ: 0x9c,
    ž: 0x9e,
    Ÿ: 0x9f,
  }),
);

function byteOf(character: string): number {
  return highByte.get(character) ?? character.charCodeAt(0);
}

const tail = '[\\u0080-\\u00BF€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ]';
// Only leads whose decoded forms French and English texts use: accented Latin letters, œ, and
// typographic punctuation. A wider net would take "SANTÉ »" for the two bytes of an IPA letter.
const misread = new RegExp(`[ÂÃ]${tail}|Å[“’¸]|â[€‚]${tail}`, 'g');
const typographic = /[\u2010-\u2026\u2039\u203a\u20ac\u2122]/u;

const utf8 = new TextDecoder('utf-8', { fatal: true });

function decodeOnce(text: string): string {
  let mended = false;
  const decoded = text.replace(misread, (sequence) => {
    try {
      const character = utf8.decode(Uint8Array.from(sequence, byteOf));
      if (sequence.startsWith('â') && !typographic.test(character)) return sequence;
      mended = true;
      return character;
    } catch {
      return sequence;
    }
  });
  // The no-break space that ends a misread "à" is often flattened to a plain one.
  return mended ? decoded.replace(/Ã (?=\p{L})/gu, 'à ') : decoded;
}

/** Undoes UTF-8 read as Latin-1 or windows-1252, up to twice over; other texts come back as they are. */
export function repairMojibake(text: string): string {
  return decodeOnce(decodeOnce(text));
}
