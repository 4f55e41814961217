import type { Study } from './data/studies.ts';
import { studyHolders } from './data/study-holders.ts';
import { element, textElement } from './xml.ts';

const address = (study: Study): string => `https://geo.example.org/records/${study.key}`;
const holderOf = (study: Study): string => studyHolders[study.holders[0] ?? '']?.name ?? '';

const wrapped = (name: string, content: string): string => element(`gmd:${name}`, {}, content);
const text = (name: string, value: string): string =>
  wrapped(name, textElement('gco:CharacterString', value));
const code = (name: string, list: string, value: string): string =>
  wrapped(
    name,
    element(`gmd:${list}`, {
      codeList: `https://codes.example.org/#${list}`,
      codeListValue: value,
    }),
  );

/** A text with its translation beside it. */
function bilingual(name: string, fr: string, en: string): string {
  const translation = textElement('gmd:LocalisedCharacterString', en, { locale: '#EN' });
  return element(
    `gmd:${name}`,
    { 'xsi:type': 'gmd:PT_FreeText_PropertyType' },
    textElement('gco:CharacterString', fr) +
      wrapped('PT_FreeText', wrapped('textGroup', translation)),
  );
}

function party(role: string, organisation: string, mail: string): string {
  const contact = wrapped(
    'contactInfo',
    wrapped(
      'CI_Contact',
      wrapped('address', wrapped('CI_Address', text('electronicMailAddress', mail))),
    ),
  );
  return wrapped(
    'pointOfContact',
    wrapped(
      'CI_ResponsibleParty',
      text('individualName', 'Prénom NOM') +
        text('organisationName', organisation) +
        contact +
        code('role', 'CI_RoleCode', role),
    ),
  );
}

function date(type: string, day: string): string {
  return wrapped(
    'date',
    wrapped(
      'CI_Date',
      wrapped('date', textElement('gco:Date', day)) + code('dateType', 'CI_DateTypeCode', type),
    ),
  );
}

function identification(study: Study): string {
  const citation =
    bilingual('title', study.title.fr, study.title.en) +
    (study.acronym ? text('alternateTitle', study.acronym) : '') +
    date('creation', '2012-03-08') +
    date('publication', '2017-10-07') +
    wrapped(
      'identifier',
      wrapped('MD_Identifier', text('code', `https://geo.example.org/id/${study.key}`)),
    );
  const period = element(
    'gml:TimePeriod',
    {},
    textElement('gml:beginPosition', String(study.start ?? 2010)) +
      element('gml:endPosition', { indeterminatePosition: 'now' }),
  );
  const limitation = element(
    'gmx:Anchor',
    {
      'xlink:href':
        'http://inspire.ec.europa.eu/metadata-codelist/LimitationsOnPublicAccess/noLimitations',
    },
    'Pas de restriction',
  );
  const extent =
    wrapped(
      'geographicElement',
      wrapped(
        'EX_GeographicDescription',
        wrapped(
          'geographicIdentifier',
          wrapped('MD_Identifier', text('code', study.region ?? 'France')),
        ),
      ),
    ) + wrapped('temporalElement', wrapped('EX_TemporalExtent', wrapped('extent', period)));
  return wrapped(
    'identificationInfo',
    wrapped(
      'MD_DataIdentification',
      wrapped('citation', wrapped('CI_Citation', citation)) +
        bilingual('abstract', study.aim.fr, study.aim.en) +
        party('pointOfContact', holderOf(study), `contact@${study.key.toLowerCase()}.example.org`) +
        party('owner', holderOf(study), 'prenom.nom@example.org') +
        wrapped(
          'resourceMaintenance',
          wrapped(
            'MD_MaintenanceInformation',
            code('maintenanceAndUpdateFrequency', 'MD_MaintenanceFrequencyCode', 'asNeeded'),
          ),
        ) +
        wrapped('descriptiveKeywords', wrapped('MD_Keywords', text('keyword', study.keyword.fr))) +
        wrapped(
          'resourceConstraints',
          wrapped(
            'MD_LegalConstraints',
            text('useLimitation', 'Licence Ouverte / Open Licence') +
              code('accessConstraints', 'MD_RestrictionCode', 'otherRestrictions') +
              wrapped('otherConstraints', limitation),
          ),
        ) +
        code('language', 'LanguageCode', 'fre') +
        wrapped('extent', wrapped('EX_Extent', extent)),
    ),
  );
}

function online(url: string, name: string, purpose: string): string {
  return wrapped(
    'onLine',
    wrapped(
      'CI_OnlineResource',
      wrapped('linkage', textElement('gmd:URL', url)) +
        text('name', name) +
        code('function', 'CI_OnLineFunctionCode', purpose),
    ),
  );
}

const namespaces = {
  'xmlns:gmd': 'http://www.isotc211.org/2005/gmd',
  'xmlns:gco': 'http://www.isotc211.org/2005/gco',
  'xmlns:gmx': 'http://www.isotc211.org/2005/gmx',
  'xmlns:gml': 'http://www.opengis.net/gml/3.2',
  'xmlns:xlink': 'http://www.w3.org/1999/xlink',
  'xmlns:xsi': 'http://www.w3.org/2001/XMLSchema-instance',
};

/** A study as a geographic catalogue writes it, in ISO 19139. */
export function isoOf(study: Study): string {
  const transfer =
    online(address(study), 'Fiche', 'information') +
    online(`${address(study)}/data.csv`, 'Données', 'download');
  return element(
    'gmd:MD_Metadata',
    namespaces,
    text('fileIdentifier', study.key) +
      code('language', 'LanguageCode', 'fre') +
      code('hierarchyLevel', 'MD_ScopeCode', 'dataset') +
      wrapped(
        'locale',
        element('gmd:PT_Locale', { id: 'EN' }, code('languageCode', 'LanguageCode', 'eng')),
      ) +
      identification(study) +
      wrapped(
        'distributionInfo',
        wrapped(
          'MD_Distribution',
          wrapped('transferOptions', wrapped('MD_DigitalTransferOptions', transfer)),
        ),
      ) +
      wrapped(
        'dataQualityInfo',
        wrapped(
          'DQ_DataQuality',
          wrapped(
            'lineage',
            wrapped('LI_Lineage', text('statement', 'Recueil par questionnaire.')),
          ),
        ),
      ),
  );
}

/** A map service, which catalogues list among datasets. */
export const isoService: string = element(
  'gmd:MD_Metadata',
  namespaces,
  text('fileIdentifier', 'service-carte') + code('hierarchyLevel', 'MD_ScopeCode', 'service'),
);

/** A study as GeoNetwork writes it in RDF: one rdf:RDF per record. */
export function geoDcatOf(study: Study): string {
  const both = (name: string, { fr, en }: Study['title']) =>
    textElement(name, fr, { 'xml:lang': 'fr' }) + textElement(name, en, { 'xml:lang': 'en' });
  return element(
    'rdf:RDF',
    {
      'xmlns:rdf': 'http://www.w3.org/1999/02/22-rdf-syntax-ns#',
      'xmlns:dcat': 'http://www.w3.org/ns/dcat#',
      'xmlns:dct': 'http://purl.org/dc/terms/',
      'xmlns:foaf': 'http://xmlns.com/foaf/0.1/',
    },
    element(
      'dcat:CatalogRecord',
      { 'rdf:about': `${address(study)}#record` },
      element('foaf:primaryTopic', { 'rdf:resource': address(study) }),
    ) +
      element(
        'dcat:Dataset',
        { 'rdf:about': address(study) },
        both('dct:title', study.title) +
          both('dct:description', study.aim) +
          both('dcat:keyword', study.keyword) +
          textElement('dct:language', 'fre') +
          element('dcat:landingPage', { 'rdf:resource': address(study) }),
      ),
  );
}
