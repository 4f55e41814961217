const words = {
  fr: {
    colon: ' : ',
    sources: 'Sources',
    sampling: 'Échantillonnage',
    mode: 'Mode de recueil',
    excluded: 'Exclusion',
    size: 'Effectif indiqué par la source',
    authorised: 'Autorisation',
    access: "Conditions d'accès",
  },
  en: {
    colon: ': ',
    sources: 'Sources',
    sampling: 'Sampling',
    mode: 'Collection mode',
    excluded: 'Exclusion',
    size: 'Size stated by the source',
    authorised: 'Authorisation',
    access: 'Access conditions',
  },
} as const;

/** Words that a mapping adds around texts of the source: French ones in French texts, else English. */
export function wordsIn(language: string): (typeof words)['fr' | 'en'] {
  return /^fr\b/i.test(language) ? words.fr : words.en;
}
