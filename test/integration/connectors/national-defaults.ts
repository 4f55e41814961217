/** Defaults under which a sandbox's sound records are valid for Release 8. */
export const nationalDefaults = {
  hdab: {
    name: {
      fr: 'Plateforme des données de santé (Health Data Hub)',
      en: 'Health Data Hub',
    },
    type: 'national-authority',
    contactPage: 'https://www.health-data-hub.fr/contact',
  },
  publisher: {
    name: { fr: 'Plateforme des données de santé (Health Data Hub)', en: 'Health Data Hub' },
    contactPage: 'https://www.health-data-hub.fr/contact',
  },
  contactPoint: { name: { fr: 'Guichet' }, url: 'https://guichet.example.org/contact' },
  accessRights: 'RESTRICTED',
  healthCategory: ['EHRS'],
  datasetType: ['PERSONAL_DATA'],
  language: ['FRA'],
  spatial: ['http://publications.europa.eu/resource/authority/country/FRA'],
  keyword: [{ fr: 'données de santé', en: 'health data' }],
  provenance: { fr: 'Données recueillies lors des soins.' },
  applicableLegislation: ['http://data.europa.eu/eli/reg/2025/327/oj'],
  hasStructuredData: false,
  distribution: { accessUrl: 'landingPage', title: { fr: 'Accès aux données' } },
} as const;
