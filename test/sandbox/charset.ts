const special = '€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ';

/** Text in windows-1252; a character outside it becomes `?`. */
export function encodeWindows1252(value: string): Buffer {
  return Buffer.from(
    Array.from(value, (character) => {
      const code = character.codePointAt(0) ?? 0x3f;
      const position = special.indexOf(character);
      if (position >= 0) return 0x80 + position;
      return code <= 0x7f || (code >= 0xa0 && code <= 0xff) ? code : 0x3f;
    }),
  );
}

/** UTF-8 text read once as windows-1252: what a careless converter publishes. */
export function mojibake(value: string): string {
  return new TextDecoder('windows-1252').decode(new TextEncoder().encode(value));
}
