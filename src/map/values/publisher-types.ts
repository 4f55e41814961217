import { fold } from './text.ts';

/** Codes of drafts and of the development host, and the code of Release 8 that takes their place. */
const replaced = new Map<string, string>(
  Object.entries({
    statitics: 'stat-agency',
    statistics: 'stat-agency',
    registry: 'public-health-registry',
    nationalPublicHealthInstitute: 'public-health-institute',
    biobank: 'biobank',
    researchInstitution: 'research-institute-org',
    healthcareSystem: 'healthcare-providers',
    govHealth: 'gov-public-sector-org',
    ngo: 'non-gov-org',
    pharmaBiotech: 'pharma-company',
    healthInsurance: 'health-insurance-company-org',
    'outpatient-institute': 'outpatient-institution',
    'academia-scientific-organisation': 'research-academic-org',
  }).map(([old, code]) => [fold(old), code] as const),
);

/** Code of the HDEU publisher-type list for a code of an older list; other codes come back as they are. */
export function publisherTypeCode(code: string): string {
  return replaced.get(fold(code)) ?? code;
}
