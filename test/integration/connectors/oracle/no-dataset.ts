const under = (folder: string, ending: string, reason: string, names: string) =>
  Object.fromEntries(
    names.split(' ').map((name) => [`${folder}/${name}.${ending}`, reason] as const),
  );

const listing = 'a catalogue or container that names datasets described elsewhere';
const part = 'a distribution, service, organisation, place or guideline without its dataset';

/** Samples that describe no dataset, with what they are instead. */
export const filesWithoutDataset: Readonly<Record<string, string>> = {
  ...under('examples/ejp-rd', 'ttl', listing, 'catalog'),
  ...under('examples/ejp-rd', 'ttl', part, 'dataservices distribution guideline organisation'),
  ...under('examples/gdi', 'ttl', listing, 'fdp_catalog'),
  ...under('examples/gdi', 'ttl', part, 'distribution_f9b9dff8-a039-4ca2-be9b-da72a61e3bac'),
  ...under('examples/gdi', 'ttl', 'the profile of a FAIR Data Point', 'fdp_profile'),
  ...under('sources/fdp', 'ttl', listing, 'ejprd-catalog fdp_catalog fdp-ref-textmining-catalog'),
  ...under('sources/fdp', 'ttl', listing, 'fdp-ref-dtl-fdp'),
  ...under('sources/fdp', 'ttl', part, 'ejprd-distribution ejprd-location ejprd-organisation'),
  ...under('sources/fresh-api', 'xsd', 'the schema of a record model', 'fresh-schema_v6'),
  ...under(
    'sources/fresh-vocab',
    'ttl',
    'a vocabulary',
    'Age BiobankContent Datatype FranceRegions HealthDeterminant HealthTheme IndividualDataAccess OrganisationType PopulationType Provenance ResearchType Sex',
  ),
  ...under(
    'sources/fresh-vocab',
    'csv',
    'a list of institutions',
    'Institutions_20260528_Partageable',
  ),
  ...under(
    'sources/hdh',
    'yml',
    'a vocabulary',
    'AccessRights ApplicableRegulations CodingSystem DatasetType FileType Frequency HealthCategories HealthTheme LegalBasis PersonalData PublisherType',
  ),
};
