import type { Target } from './target.ts';

/** HealthDCAT-AP Release 8: the model that descriptions are stored in. */
export const healthDcatAp8: Target = {
  id: 'healthdcat-ap-8',
  iri: 'https://data.health.europa.eu/healthdcat-ap/releases/release-8/',
  title: { fr: 'HealthDCAT-AP, version 8', en: 'HealthDCAT-AP Release 8' },
  render: null,
};
