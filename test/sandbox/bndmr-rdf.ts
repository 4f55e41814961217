import { mojibake } from './charset.ts';
import { type RareDiseaseDataset, rareDiseaseCatalogues } from './data/bndmr.ts';
import {
  bilingual,
  count,
  date,
  describe,
  iri,
  node,
  type Property,
  prefixes,
  text,
  typed,
} from './turtle.ts';

/** The moment of a day as a FAIR Data Point writes it. */
export const moment = (day: string): string => typed(`${day}T09:00:00.123456Z`, 'xsd:dateTime');

/** Agents by the name they are published under. */
export const agents: Readonly<Record<RareDiseaseDataset['publisher'], string>> = {
  // What a FAIR Data Point writes when nobody filled the field in.
  Automatic: node(['a', 'foaf:Agent'], ['foaf:name', text('Automatic')]),
  'AP-HP': node(
    ['a', 'foaf:Agent'],
    ['foaf:name', text('Assistance Publique - Hôpitaux de Paris', 'fr')],
  ),
  Inserm: node(
    ['a', 'foaf:Agent'],
    ['foaf:name', text('Institut national de la santé et de la recherche médicale (Inserm)', 'fr')],
    [
      'cv:contactPoint',
      node(['a', 'cv:ContactPoint'], ['cv:email', text('contact@radico.example.org')]),
    ],
  ),
};

/** Classes of a dataset. */
export const typeOf = ({ defect }: RareDiseaseDataset): string =>
  defect === 'patient-registry' ? 'ejp:PatientRegistry' : 'dcat:Dataset , dcat:Resource';

/** Titles of a dataset, spoilt where that is its defect. */
export const titles = ({ defect, title }: RareDiseaseDataset): string[] =>
  defect === 'mojibake' ? bilingual({ fr: mojibake(title.fr), en: title.en }) : bilingual(title);

function themes({ defect, orpha }: RareDiseaseDataset): string[] {
  return orpha.map((number, index) =>
    defect === 'literal-theme' && index === 0
      ? text(`http://www.orpha.net/ORDO/Orphanet_${number}`)
      : `ordo:Orphanet_${number}`,
  );
}

function defectProperties({ defect }: RareDiseaseDataset): Property[] {
  switch (defect) {
    case 'broken-turtle':
      // The prefix is declared nowhere.
      return [['obo:RO_0000091', 'obo:OBI_0000070']];
    case 'negative-count':
      return [['healthdcatap:numberOfRecords', typed('-5', 'xsd:integer')]];
    case 'erdri':
      return [
        [
          'adms:identifier',
          node(
            ['a', 'adms:Identifier'],
            ['skos:notation', text('ERDRI.dor-EXAMPLE-0001')],
            ['adms:schemaAgency', text('ERDRI.dor')],
          ),
        ],
      ];
    default:
      return [];
  }
}

/** The document of one dataset. */
export function datasetDocument(origin: string, dataset: RareDiseaseDataset): string {
  const { key, access, alternative, individuals, start, distributions } = dataset;
  const subject = iri(`${origin}/dataset/${key}`);
  return (
    prefixes +
    describe(
      subject,
      ['a', typeOf(dataset)],
      ['dct:title', ...titles(dataset)],
      ['dct:alternative', alternative && text(alternative)],
      ['dct:description', ...bilingual(dataset.description)],
      ['dct:hasVersion', text('1.0')],
      ['dct:isPartOf', ...dataset.catalogues.map((slug) => iri(`${origin}/catalog/${slug}`))],
      ['dct:publisher', agents[dataset.publisher]],
      ['dcat:theme', ...themes(dataset)],
      ['dcat:keyword', ...bilingual(dataset.keywords)],
      ['dcat:landingPage', iri(dataset.landingPage)],
      [
        'dct:accessRights',
        access && iri(`http://publications.europa.eu/resource/authority/access-right/${access}`),
      ],
      ['dct:issued', moment(dataset.issued)],
      ['dct:modified', moment(dataset.modified)],
      ['dct:temporal', start && node(['a', 'dct:PeriodOfTime'], ['dcat:startDate', date(start)])],
      ['healthdcatap:numberOfUniqueIndividuals', count(individuals)],
      [
        'dcat:distribution',
        ...distributions.map(({ slug }) => iri(`${origin}/distribution/${slug}`)),
      ],
      ...defectProperties(dataset),
      ['fdp-o:metadataIdentifier', iri(`${origin}/dataset/${key}#identifier`)],
      ['fdp-o:metadataIssued', moment(dataset.issued)],
      ['fdp-o:metadataModified', moment(dataset.modified)],
    ) +
    (distributions.length === 0
      ? ''
      : container(
          `${origin}/distribution/`,
          `${origin}/dataset/${key}`,
          'dcat:distribution',
          distributions.map(({ slug }) => `${origin}/distribution/${slug}`),
        ))
  );
}

/** An LDP direct container (LDP §5.4). */
export function container(
  address: string,
  parent: string,
  relation: string,
  members: readonly string[],
): string {
  return describe(
    iri(address),
    ['a', 'ldp:DirectContainer'],
    ['dct:title', text('Members')],
    ['ldp:membershipResource', iri(parent)],
    ['ldp:hasMemberRelation', relation],
    ['ldp:contains', ...members.map(iri)],
  );
}

/** The statement about a catalogue; null for an unknown one. */
export function catalogueStatement(origin: string, slug: string): string | null {
  const catalogue = rareDiseaseCatalogues.find((one) => one.slug === slug);
  if (catalogue === undefined) return null;
  return describe(
    iri(`${origin}/catalog/${slug}`),
    ['a', 'dcat:Catalog , dcat:Resource'],
    ['dct:title', ...bilingual(catalogue.title)],
    ['dct:hasVersion', text('1.0')],
    ['dct:isPartOf', iri(origin)],
    ['dct:publisher', agents.Automatic],
    ['fdp-o:metadataIssued', moment('2026-01-05')],
    ['fdp-o:metadataModified', moment('2026-08-30')],
  );
}
