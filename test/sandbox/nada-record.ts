import type { Study } from './data/studies.ts';
import { holdersOf } from './nada-people.ts';
import { studyDescription } from './nada-study.ts';
import { encoded, person, type RecordLanguage, says } from './nada-words.ts';

function additional(study: Study, number: number, language: RecordLanguage): object {
  const flag = (value: boolean | undefined) => (value ? '1' : '0');
  return {
    IsImport: '1',
    versionLang: language,
    originLang: 'fr',
    autoTranslation: '0',
    status: 'imported',
    creationDate: '14-12-2010',
    lastUpdatedAuto: '',
    lastUpdatedManual: '01-01-2020',
    isContributorPI: '0',
    theme: { complementaryInformation: '', RareDiseases: study.rare ? '1' : '' },
    activeFollowUp: { isActiveFollowUp: flag(study.end === undefined), followUpModeOther: '' },
    dataTypes: {
      clinicalDataDetails: '',
      biologicalDataDetails: study.biobank
        ? says(language, 'Prélèvement sanguin', 'Blood sample')
        : '',
      isDataInBiobank: flag(study.biobank),
      biobankContent: '',
      biobankContentOther: '',
      dataTypeOther: '',
    },
    // An address with a space, as ten of the portal's records have.
    ...(number % 12 === 5
      ? {
          relatedDocuments: {
            documentLink: `https://documents.example.org/${study.key}/fiche etude.pdf`,
            documentTitle: says(language, 'Fiche', 'Sheet'),
          },
        }
      : {}),
    collectionStartDate: {
      export: '0',
      values: study.start === undefined ? '' : `${study.start}-01-01`,
    },
    collectionEndDate: { export: '0', values: study.end === undefined ? '' : `${study.end}-01-01` },
    geogCoverage: {
      export: '0',
      values: study.region ?? says(language, 'Non renseigné', 'Not specified'),
    },
    prodPlace: { export: '0', values: 'Portail Epidémiologie France (PEF)' },
  };
}

/** Internal NADA number of a record: even for French, odd for English. */
const recordNumber = (number: number, language: RecordLanguage): number =>
  90000 + number * 2 + (language === 'fr' ? 0 : 1);

/** One row of a NADA search answer. */
export function nadaRow(study: Study, number: number, language: RecordLanguage): object {
  const title = study.title[language];
  return {
    id: recordNumber(number, language),
    type: 'survey',
    idno: `${study.key}-${language}`,
    doi: null,
    title: number % 3 === 0 ? encoded(title) : title,
    subtitle: null,
    nation: 'France',
    authoring_entity: number % 5 === 4 ? ';' : person,
    form_model: null,
    data_class_id: null,
    year_start: study.start ?? null,
    year_end: study.end ?? null,
    thumbnail: null,
  };
}

/** Columns of the NADA table that the portal leaves alone. */
const unusedColumns = {
  varcount: null,
  total_views: 0,
  total_downloads: 0,
  formid: null,
  data_access_type: null,
  remote_data_url: null,
  data_class_id: null,
  data_class_code: null,
  data_class_title: null,
  thumbnail: null,
};

/** One NADA record in the shape FReSH gives it, with the dirt that its real records carry. */
export function nadaRecord(
  study: Study,
  number: number,
  language: RecordLanguage,
  changed: boolean,
): object {
  const title = study.title[language];
  const idno = `${study.key}-${language}`;
  return {
    status: 'success',
    dataset: {
      id: recordNumber(number, language),
      doi: null,
      repositoryid: 'FReSH',
      type: 'survey',
      idno,
      title,
      year_start: study.start ?? null,
      year_end: study.end ?? null,
      nation: 'France',
      authoring_entity: person,
      published: study.defect === 'unpublished' ? 0 : 1,
      created_by: 1,
      created: '2026-02-18T18:21:37+00:00',
      changed: changed ? '2026-09-15T10:05:00+00:00' : '2026-08-15T10:05:00+00:00',
      ...unusedColumns,
      link_study: study.key,
      link_indicator: 'imported',
      link_report: 'no-reply@example.org',
      link_technical: 'Prénom NOM',
      metadata: {
        doc_desc: {
          title,
          idno,
          producers: [{ name: 'Prénom NOM', affiliation: holdersOf(study)[0]?.name ?? '' }],
        },
        study_desc: studyDescription(study, number, language),
        additional: additional(study, number, language),
        schematype: 'survey',
      },
    },
  };
}
