/** A text in both languages of the sandbox. */
export interface Bilingual {
  readonly fr: string;
  readonly en: string;
}
