import type { Dimension, MetricId } from '../../model/mqa.ts';

/** A text in the two languages of the catalogue. */
export interface Bilingual {
  readonly fr: string;
  readonly en: string;
}

/** Names of the dimensions. */
export const dimensionNames: Readonly<Record<Dimension, Bilingual>> = {
  findability: { fr: 'Facile à trouver', en: 'Findability' },
  accessibility: { fr: 'Accessible', en: 'Accessibility' },
  interoperability: { fr: 'Interopérable', en: 'Interoperability' },
  reusability: { fr: 'Réutilisable', en: 'Reusability' },
  contextuality: { fr: 'Contexte', en: 'Contextuality' },
};

/** What a metric asks, and what to do where it is not met. */
interface MetricTexts {
  readonly question: Bilingual;
  readonly advice: Bilingual;
}

/** Every metric in plain words. */
export const metricTexts: Readonly<Record<MetricId, MetricTexts>> = {
  keywordAvailability: {
    question: { fr: 'A des mots-clés', en: 'Has keywords' },
    advice: { fr: 'Ajouter des mots-clés', en: 'Add keywords' },
  },
  categoryAvailability: {
    question: { fr: 'A un thème', en: 'Has a theme' },
    advice: { fr: 'Indiquer un thème', en: 'Name a theme' },
  },
  spatialAvailability: {
    question: { fr: 'Dit quel territoire est couvert', en: 'Says which area is covered' },
    advice: { fr: 'Indiquer le territoire couvert', en: 'Say which area the data cover' },
  },
  temporalAvailability: {
    question: { fr: 'Dit quelle période est couverte', en: 'Says which period is covered' },
    advice: { fr: 'Indiquer la période couverte', en: 'Say which period the data cover' },
  },
  accessUrlStatusCode: {
    question: { fr: 'L’adresse d’accès répond', en: 'The access address answers' },
    advice: {
      fr: 'Donner une adresse d’accès qui répond',
      en: 'Give an access address that answers',
    },
  },
  downloadUrlAvailability: {
    question: { fr: 'A une adresse de téléchargement', en: 'Has a download address' },
    advice: { fr: 'Donner une adresse de téléchargement', en: 'Give a download address' },
  },
  downloadUrlStatusCode: {
    question: { fr: 'L’adresse de téléchargement répond', en: 'The download address answers' },
    advice: {
      fr: 'Donner une adresse de téléchargement qui répond',
      en: 'Give a download address that answers',
    },
  },
  formatAvailability: {
    question: { fr: 'Dit le format des fichiers', en: 'Says the format of the files' },
    advice: { fr: 'Indiquer le format des fichiers', en: 'Say in which format the files are' },
  },
  mediaTypeAvailability: {
    question: { fr: 'Dit le type de média', en: 'Says the media type' },
    advice: { fr: 'Indiquer le type de média', en: 'Say of which media type the files are' },
  },
  formatMediaTypeVocabularyAlignment: {
    question: {
      fr: 'Format et type de média viennent des listes officielles',
      en: 'Format and media type are of the official lists',
    },
    advice: {
      fr: 'Choisir format et type de média dans les listes officielles',
      en: 'Choose format and media type from the official lists',
    },
  },
  formatMediaTypeNonProprietary: {
    question: { fr: 'Le format est ouvert', en: 'The format is open' },
    advice: {
      fr: 'Proposer un format ouvert, comme CSV',
      en: 'Offer an open format, such as CSV',
    },
  },
  formatMediaTypeMachineInterpretable: {
    question: { fr: 'Le format est lisible par une machine', en: 'Machines can read the format' },
    advice: {
      fr: 'Proposer un format lisible par une machine, comme CSV ou JSON',
      en: 'Offer a format that machines read, such as CSV or JSON',
    },
  },
  dcatApCompliance: {
    question: { fr: 'Respecte DCAT-AP', en: 'Meets DCAT-AP' },
    advice: {
      fr: 'Corriger ce que la validation signale',
      en: 'Mend what validation reports',
    },
  },
  licenceAvailability: {
    question: { fr: 'A une licence', en: 'Has a licence' },
    advice: {
      fr: 'Indiquer les conditions d’utilisation (licence)',
      en: 'Say under which terms the data may be used (licence)',
    },
  },
  knownLicence: {
    question: { fr: 'La licence est de la liste européenne', en: 'The licence is of the EU list' },
    advice: {
      fr: 'Choisir une licence de la liste européenne',
      en: 'Choose a licence from the EU list',
    },
  },
  accessRightsAvailability: {
    question: { fr: 'Dit qui peut accéder aux données', en: 'Says who may access the data' },
    advice: { fr: 'Indiquer les droits d’accès', en: 'State the access rights' },
  },
  accessRightsVocabularyAlignment: {
    question: {
      fr: 'Les droits d’accès sont de la liste européenne',
      en: 'The access rights are of the EU list',
    },
    advice: {
      fr: 'Choisir les droits d’accès dans la liste européenne',
      en: 'Choose the access rights from the EU list',
    },
  },
  contactPointAvailability: {
    question: { fr: 'Dit à qui s’adresser', en: 'Says whom to contact' },
    advice: { fr: 'Indiquer un point de contact', en: 'Name a contact point' },
  },
  publisherAvailability: {
    question: { fr: 'Dit qui publie', en: 'Says who publishes' },
    advice: { fr: 'Indiquer l’éditeur', en: 'Name the publisher' },
  },
  rightsAvailability: {
    question: { fr: 'Précise les droits', en: 'States the rights' },
    advice: {
      fr: 'Préciser les droits sur les fichiers (dct:rights)',
      en: 'State the rights on the files (dct:rights)',
    },
  },
  byteSizeAvailability: {
    question: { fr: 'Dit la taille des fichiers', en: 'Says how large the files are' },
    advice: { fr: 'Indiquer la taille des fichiers', en: 'Say how large the files are' },
  },
  dateIssuedAvailability: {
    question: { fr: 'Dit quand il a été publié', en: 'Says when it was issued' },
    advice: { fr: 'Indiquer la date de publication', en: 'Say when it was issued' },
  },
  dateModifiedAvailability: {
    question: { fr: 'Dit quand il a été modifié', en: 'Says when it was modified' },
    advice: { fr: 'Indiquer la date de modification', en: 'Say when it was last modified' },
  },
};
