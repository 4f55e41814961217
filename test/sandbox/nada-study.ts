import type { Study } from './data/studies.ts';
import { populationTerms, themeTerms } from './data/study-terms.ts';
import { contact, holdersOf, identifiers, phantomContact } from './nada-people.ts';
import { encoded, mesh, person, pythonList, type RecordLanguage, says } from './nada-words.ts';

const accessInEnglish: Readonly<Record<string, string>> = {
  'Accès réservé': 'Restricted access',
  'Accès aux seules métadonnées': 'Access to metadata only',
  'Sous embargo': 'Embargoed',
  'A définir': 'To be defined',
};

const coar: Readonly<Record<string, string>> = {
  'Accès réservé': 'c_16ec',
  'Accès aux seules métadonnées': 'c_14cb',
  'Sous embargo': 'c_f1cf',
};

function universe(study: Study, language: RecordLanguage): string {
  const { ages, criterion, type } = populationTerms[study.population];
  const female = {
    value: says(language, 'Féminin', 'Female'),
    concept: { vocab: 'MeSH', vocabURI: mesh('D005260') },
  };
  const male = {
    value: says(language, 'Masculin', 'Male'),
    concept: { vocab: 'MeSH', vocabURI: mesh('D008297') },
  };
  const value = {
    level_sex_clusion_I: study.population === 'women' ? [female] : [male, female],
    level_age_clusion_I: ages.map((age) => ({
      value: age[language],
      concept: { vocab: 'MeSH', vocabURI: mesh(age.mesh) },
    })),
    level_type_clusion_I: type[language],
    level_type_clusion_other: '',
    clusion_I: encoded(criterion[language]),
    clusion_E: '',
  };
  return JSON.stringify(value, null, 4);
}

function topics(study: Study, number: number, language: RecordLanguage): object[] {
  const theme = themeTerms[study.theme];
  return [
    {
      topic: theme[language],
      vocab: 'health theme',
      ...(theme.mesh === undefined ? {} : { extLink: [{ title: 'MeSH', uri: mesh(theme.mesh) }] }),
    },
    // An ICD-11 entity number that went through a floating-point column.
    ...(number % 15 === 1
      ? [
          {
            topic: '',
            vocab: 'cim-11',
            extLink: [{ uri: '100000000000000005366162204393472', title: 'CIM-11' }],
          },
        ]
      : []),
  ];
}

function collectionDates({ start, end, endInWords }: Study): object[] {
  if (start === undefined) return [];
  return [
    {
      start: `${start}-01-01`,
      end: endInWords ?? (end === undefined ? '' : `${end}-01-01`),
    },
  ];
}

function studyInfo(study: Study, number: number, language: RecordLanguage): object {
  return {
    keywords: [
      { keyword: study.keyword[language] },
      ...(number % 3 === 0 ? [{ keyword: says(language, 'Non renseigné', 'Not specified') }] : []),
    ],
    topics: topics(study, number, language),
    purpose: encoded(study.aim[language]),
    abstract: '',
    coll_dates: collectionDates(study),
    nation: [{ name: 'France', abbreviation: 'fr', extLink: [{ vocab: 'ISO', vocabURI: 'fr' }] }],
    geog_coverage: study.region ?? '',
    analysis_unit: says(language, 'Individus', 'Individuals'),
    universe: universe(study, language),
    data_kind: pythonList(
      says(language, 'Données cliniques', 'Clinical data'),
      says(
        language,
        "Données rapportées par le participant de l'étude",
        'Participant-reported health data',
      ),
    ),
    quality_statement: {
      standards: [{ name: study.standards ?? '', committee: '', governance: '' }],
      other_quality_statement: '',
    },
  };
}

function method(study: Study, language: RecordLanguage): object {
  const design = says(language, 'Etude observationnelle', 'Observational Study');
  return {
    data_collection: {
      time_method: '',
      frequency: '',
      sampling_procedure: pythonList(
        JSON.stringify({
          concept: { vocabURI: 'Nonprobability', vocab: 'CESSDA' },
          value: says(language, 'Non probabiliste', 'Non-probability'),
        }),
      ),
      sample_frame: {
        frame_unit: {
          unit_type: pythonList(says(language, "Fichier d'adhérents", 'Membership file')),
        },
      },
      coll_mode: [
        JSON.stringify({
          concept: { vocabURI: 'SelfAdministeredQuestionnaire', vocab: 'CESSDA' },
          value: says(language, 'Questionnaire auto-administré', 'Self-administered questionnaire'),
        }),
      ],
      // A sentence about access in the field of the instrument.
      research_instrument: says(language, 'Accès sur projet', 'Access on project'),
      sources: '',
      target_sample_size: '',
      response_rate: study.size,
    },
    method_notes: design,
    study_class: says(language, 'Inconnu', 'Unknown'),
    notes: [{ subject: 'research type', values: [design] }],
  };
}

function dataAccess({ access }: Study, language: RecordLanguage): object {
  const right = coar[access];
  return {
    dataset_availability: {
      access_place: '',
      complete: '',
      status: JSON.stringify({
        value: says(language, access, accessInEnglish[access] ?? access),
        ...(right === undefined
          ? {}
          : { extLink: [{ title: 'COAR', uri: `http://purl.org/coar/access_right/${right}` }] }),
      }),
    },
    dataset_use: {
      restrictions: '',
      conditions: encoded(
        says(
          language,
          "Demande d'autorisation au comité scientifique.",
          'Request to the scientific committee.',
        ),
      ),
      conf_dec: [{ txt: '' }],
      spec_perm: [{ txt: '', required: '' }],
      contact: [{ name: '' }],
      deposit_req: '',
      cit_req: '',
    },
    notes: '',
  };
}

function titleStatement(study: Study, language: RecordLanguage): object {
  return {
    idno: `${study.key}-${language}`,
    IDno: {
      metadata_no: [
        ...(study.key.startsWith('FRESH-PEF')
          ? [{ agency: 'PEF', code: study.key.slice('FRESH-PEF'.length) }]
          : []),
        { agency: 'FReSH', code: study.key },
      ],
    },
    title: study.title[language],
    alternate_title: study.acronym ?? '',
  };
}

/** The `study_desc` part of a record. */
export function studyDescription(study: Study, number: number, language: RecordLanguage): object {
  const holders = holdersOf(study);
  const first = holders[0] ?? { name: '' };
  return {
    title_statement: titleStatement(study, language),
    study_authorization: { agency: [{ name: number % 6 === 5 ? 'CPP' : 'CNIL' }] },
    authoring_entity: [
      {
        name: person,
        firstname: 'Prénom',
        lastname: 'NOM',
        type: 'investigator',
        extlink: identifiers(first, 'organisation id'),
        email: 'no-reply@example.org',
        affiliationName: first.name,
        PILabo: '',
        isContact: '1',
      },
    ],
    oth_id: [{ name: '' }],
    production_statement: {
      prod_place: 'Portail Epidémiologie France (PEF)',
      producers: holders.map((holder) => ({
        name: holder.name,
        extlink: identifiers(holder, 'sponsor id'),
        role: 'sponsor',
      })),
      funding_agencies: [{ name: first.name, extlink: identifiers(first) }],
    },
    distribution_statement: {
      contact: [
        contact(study, number, first),
        contact(study, number, first),
        ...(number % 2 === 0 ? [phantomContact] : []),
      ],
    },
    study_info: studyInfo(study, number, language),
    study_development: {
      development_activity: [
        {
          activity_type: 'primary evaluation',
          activity_description: says(
            language,
            'Evénements de santé/morbidité\r\nConsommation de soins/services de santé',
            'Health event/morbidity\r\nHealth care consumption and services',
          ),
        },
      ],
    },
    method: method(study, language),
    data_access: dataAccess(study, language),
  };
}
