/** Where controlled vocabularies live; codes are appended to these. */
const eu = 'http://publications.europa.eu/resource/authority/';
const hdeu = 'https://hdeu-dcat.data.health.europa.eu/resource/authority/';

/** Scheme IRIs of the vocabularies that HealthDCAT-AP Release 8 names; a concept is `${scheme}/${code}`. */
export const authority = {
  accessRight: `${eu}access-right`,
  continent: `${eu}continent`,
  corporateBody: `${eu}corporate-body`,
  country: `${eu}country`,
  dataTheme: `${eu}data-theme`,
  datasetType: `${eu}dataset-type`,
  distributionStatus: `${eu}distribution-status`,
  fileType: `${eu}file-type`,
  frequency: `${eu}frequency`,
  language: `${eu}language`,
  licence: `${eu}licence`,
  place: `${eu}place`,
  plannedAvailability: `${eu}planned-availability`,
  codingSystem: `${hdeu}coding-system`,
  healthActivity: `${hdeu}health-activity`,
  healthCategory: `${hdeu}healthcategories`,
  healthTheme: `${hdeu}health-theme`,
  publisherType: `${hdeu}publisher-type`,
  standard: `${hdeu}standard`,
} as const;

/** The theme every health dataset has. */
export const healthDataTheme = `${authority.dataTheme}/HEAL`;

/** The EHDS Regulation (EU) 2025/327. */
export const ehdsRegulation = 'http://data.europa.eu/eli/reg/2025/327/oj';
