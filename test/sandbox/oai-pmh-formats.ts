import type { Bilingual } from './bilingual.ts';
import type { Study } from './data/studies.ts';
import { type StudyHolder, studyHolders } from './data/study-holders.ts';
import { element, textElement } from './xml.ts';

const both = (name: string, text: Bilingual, attributes = {}): string =>
  (['fr', 'en'] as const)
    .map((language) => textElement(name, text[language], { 'xml:lang': language, ...attributes }))
    .join('');

/** Exporters escape what the portal had escaped before: an apostrophe arrives as an entity. */
const escapedTwice = ({ fr, en }: Bilingual): Bilingual => ({
  fr: fr.replaceAll("'", '&#x27;').replaceAll(' :', '&nbsp;:'),
  en: en.replaceAll("'", '&#x27;'),
});

function holdersOf(study: Study): readonly StudyHolder[] {
  return study.holders.flatMap((code) => studyHolders[code] ?? []);
}

function producer({ name, ror, siren }: StudyHolder): string {
  const links = [
    ror && element('ExtLink', { URI: ror, role: 'sponsor id', title: 'ROR' }),
    siren && element('ExtLink', { URI: siren, role: 'sponsor id', title: 'SIREN' }),
  ];
  return element(
    'producer',
    { role: 'sponsor' },
    name.replaceAll('&', '&amp;') + links.filter(Boolean).join(''),
  );
}

function citation(study: Study): string {
  const [holder] = holdersOf(study);
  const affiliation = holder?.name;
  return element(
    'citation',
    {},
    element(
      'titlStmt',
      {},
      textElement('titl', study.title.fr, { 'xml:lang': 'fr' }) +
        (study.acronym ? textElement('altTitl', study.acronym, { 'xml:lang': 'fr' }) : '') +
        textElement('parTitl', study.title.en, { 'xml:lang': 'en' }) +
        textElement('IDNo', study.key, { agency: 'FReSH' }),
    ) +
      element('rspStmt', {}, textElement('AuthEnty', 'Prénom;NOM', { affiliation })) +
      element('prodStmt', {}, holdersOf(study).map(producer).join('')) +
      element(
        'distStmt',
        {},
        textElement('distrbtr', 'Portail FReSH', { URI: 'https://portail-fresh.fr/' }) +
          textElement('contact', 'Secrétariat de la cohorte', {
            affiliation,
            email: `Cellule données <contact@${study.key.toLowerCase()}.example.org>`,
          }) +
          textElement('contact', ';', { affiliation }),
      ) +
      element('holdings', { URI: `https://portail-fresh.fr/study/${study.key}` }),
  );
}

function period(study: Study): string {
  const date = (event: string, year: number, words = `${year}-01-01`) =>
    textElement('collDate', words, { event, date: `${year}-01-01` });
  const end = study.endInWords
    ? textElement('collDate', study.endInWords, { event: 'end' })
    : study.end
      ? date('end', study.end)
      : '';
  return (study.start ? date('start', study.start, String(study.start)) : '') + end;
}

const populations: Readonly<Record<Study['population'], Bilingual>> = {
  adults: { fr: 'Adulte (25 à 64 ans)', en: 'Adult (25 to 64 years)' },
  aged: { fr: 'Personne âgée (65 à 79 ans)', en: 'Aged (65 to 79 years)' },
  all: { fr: 'Population générale', en: 'General population' },
  children: { fr: 'Enfant (6 à 12 ans)', en: 'Child (6 to 12 years)' },
  families: { fr: 'Familles', en: 'Families' },
  newborns: { fr: 'Nouveau-né', en: 'Newborn' },
  patients: { fr: 'Patients', en: 'Patients' },
  women: { fr: 'Femmes', en: 'Women' },
  youngAdults: { fr: 'Jeune adulte (19 à 24 ans)', en: 'Young adult (19 to 24 years)' },
};

const variables = [
  ['ID_PAT', 'Identifiant du participant', 'character'],
  ['AGE_INC', "Âge à l'inclusion", 'numeric'],
  ['TABAC', 'Consommation de tabac', undefined],
] as const;

function dataDescription(study: Study): string {
  if (!study.biobank || !study.rare) return '';
  const columns = variables.map(([name, label, type]) =>
    element(
      'var',
      { name, files: 'F1' },
      textElement('labl', label, { 'xml:lang': 'fr' }) +
        (type ? element('varFormat', { type }) : ''),
    ),
  );
  const file =
    textElement('fileName', 'inclusion.csv') +
    element('dimensns', {}, textElement('caseQnty', '340'));
  return (
    element('fileDscr', { ID: 'F1' }, element('fileTxt', {}, file)) +
    element('dataDscr', {}, columns.join(''))
  );
}

/** A study as DDI-Codebook 2.5, with the everyday dirt of the portal. */
export function ddiOf(study: Study): string {
  const isAge = /\d/.test(populations[study.population].fr);
  const study25 =
    citation(study) +
    element(
      'studyAuthorization',
      {},
      textElement('authorizingAgency', 'CNIL', { 'xml:lang': 'fr' }),
    ) +
    element(
      'stdyInfo',
      {},
      element(
        'subject',
        {},
        both('keyword', escapedTwice(study.keyword)) +
          both('topcClas', { fr: study.theme, en: study.theme }, { vocab: 'health theme' }),
      ) +
        both('abstract', escapedTwice(study.aim), { contentType: 'purpose' }) +
        element(
          'sumDscr',
          {},
          period(study) +
            both('nation', { fr: 'France', en: 'France' }, { abbr: 'fr' }) +
            (study.region ? textElement('geogCover', study.region) : '') +
            both('universe', populations[study.population], {
              level: isAge ? 'age' : 'type',
              clusion: 'I',
            }),
        ) +
        (study.standards
          ? element(
              'qualityStatement',
              {},
              element(
                'standardsCompliance',
                {},
                element('standard', {}, textElement('standardName', study.standards)),
              ),
            )
          : ''),
    ) +
    element(
      'method',
      {},
      element(
        'dataColl',
        {},
        both('sampProc', { fr: 'Non renseigné', en: 'Unknown' }) +
          both('collMode', {
            fr: 'Questionnaire auto-administré',
            en: 'Self-administered questionnaire',
          }),
      ) + element('anlyInfo', {}, textElement('respRate', study.size, { 'xml:lang': 'fr' })),
    ) +
    element(
      'dataAccs',
      {},
      element('setAvail', {}, textElement('avlStatus', study.access, { 'xml:lang': 'fr' })) +
        element(
          'useStmt',
          {},
          textElement('conditions', 'Projet évalué par le comité scientifique.', {
            'xml:lang': 'fr',
          }),
        ),
    );
  return element(
    'codeBook',
    { xmlns: 'ddi:codebook:2_5', version: '2.5', 'xml:lang': 'fr' },
    element('stdyDscr', {}, study25) + dataDescription(study),
  );
}

const address = (study: Study): string => `https://portail-fresh.fr/study/${study.key}`;

/** A study as unqualified Dublin Core. */
export function dublinCoreOf(study: Study): string {
  const [holder] = holdersOf(study);
  return element(
    'oai_dc:dc',
    {
      'xmlns:oai_dc': 'http://www.openarchives.org/OAI/2.0/oai_dc/',
      'xmlns:dc': 'http://purl.org/dc/elements/1.1/',
    },
    both('dc:title', study.title) +
      textElement('dc:creator', 'NOM, Prénom') +
      textElement('dc:creator', holder?.name ?? 'NOM, Prénom') +
      textElement('dc:subject', `${study.keyword.fr}; ${study.theme}`, { 'xml:lang': 'fr' }) +
      both('dc:description', study.aim) +
      textElement('dc:publisher', 'Portail FReSH') +
      textElement('dc:date', `${study.start ?? 2010}`) +
      textElement('dc:type', 'Dataset') +
      textElement('dc:identifier', study.key) +
      textElement('dc:identifier', address(study)) +
      textElement('dc:language', 'fre') +
      textElement('dc:coverage', 'France') +
      textElement('dc:rights', 'info:eu-repo/semantics/restrictedAccess'),
  );
}

/** A study as DataCite 4. */
export function dataciteOf(study: Study): string {
  const [holder] = holdersOf(study);
  return element(
    'resource',
    { xmlns: 'http://datacite.org/schema/kernel-4' },
    textElement('identifier', `10.70000/${study.key.toLowerCase()}`, { identifierType: 'DOI' }) +
      element(
        'creators',
        {},
        element('creator', {}, textElement('creatorName', 'NOM, Prénom', { nameType: 'Personal' })),
      ) +
      element('titles', {}, both('title', study.title)) +
      textElement('publisher', 'Portail FReSH') +
      textElement('publicationYear', '2024') +
      textElement('resourceType', 'Cohorte', { resourceTypeGeneral: 'Dataset' }) +
      element('subjects', {}, both('subject', study.keyword)) +
      element(
        'contributors',
        {},
        element(
          'contributor',
          { contributorType: 'RightsHolder' },
          textElement('contributorName', holder?.name ?? '', { nameType: 'Organizational' }) +
            textElement('nameIdentifier', holder?.ror ?? '', { nameIdentifierScheme: 'ROR' }),
        ),
      ) +
      element(
        'dates',
        {},
        textElement('date', `${study.start ?? 2010}/${study.end ?? ''}`, { dateType: 'Collected' }),
      ) +
      element(
        'rightsList',
        {},
        textElement('rights', 'Restricted access', {
          rightsURI: 'https://purl.org/coar/access_right/c_16ec',
        }),
      ) +
      element('descriptions', {}, both('description', study.aim, { descriptionType: 'Abstract' })),
  );
}

/** A study as DCAT in RDF/XML. */
export function dcatOf(study: Study): string {
  return element(
    'rdf:RDF',
    {
      'xmlns:rdf': 'http://www.w3.org/1999/02/22-rdf-syntax-ns#',
      'xmlns:dcat': 'http://www.w3.org/ns/dcat#',
      'xmlns:dct': 'http://purl.org/dc/terms/',
    },
    element(
      'dcat:Dataset',
      { 'rdf:about': address(study) },
      both('dct:title', study.title) +
        both('dct:description', study.aim) +
        both('dcat:keyword', study.keyword) +
        element('dcat:landingPage', { 'rdf:resource': address(study) }),
    ),
  );
}
