/** Words the mapping adds around values of the source. */
export type Words = (typeof byLanguage)['fr' | 'en'];

const byLanguage = {
  fr: {
    colon: ' : ',
    donors: 'Donneurs',
    samples: 'Échantillons',
    magnitude: 'ordre de grandeur',
    sex: 'Sexe',
    male: 'hommes',
    female: 'femmes',
    access: "Conditions d'accès",
    uses: 'Usages permis (Data Use Ontology)',
    certified: 'Certification de la biobanque',
  },
  en: {
    colon: ': ',
    donors: 'Donors',
    samples: 'Samples',
    magnitude: 'order of magnitude',
    sex: 'Sex',
    male: 'men',
    female: 'women',
    access: 'Access conditions',
    uses: 'Permitted uses (Data Use Ontology)',
    certified: 'Certification of the biobank',
  },
} as const;

/** Words in the language of a source; English where there are none. */
export function wordsIn(language: string): Words {
  return language === 'fr' ? byLanguage.fr : byLanguage.en;
}
