import {
  dcat,
  ejp,
  fdpo,
  foaf,
  hydra,
  ldp,
  org,
  rdf,
  schema,
  skos,
  vcard,
} from '../rdf/vocabularies.ts';

/** Classes whose members are records: DCAT's, schema.org's and the rare-disease registries' of EJP RD. */
export const datasetClasses: ReadonlySet<string> = new Set([
  dcat.Dataset.value,
  ejp.PatientRegistry.value,
  ejp.Biobank.value,
  'https://w3id.org/ejp-rd/vocabulary#PatientRegistry',
  'https://w3id.org/ejp-rd/vocabulary#Biobank',
  schema.Dataset.value,
  'https://schema.org/Dataset',
]);

/** Classes that list datasets: a subject of such a class is never a record. */
export const catalogueClasses: ReadonlySet<string> = new Set([
  dcat.Catalog.value,
  fdpo.FAIRDataPoint.value,
  fdpo.MetadataService.value,
  'http://schema.org/DataCatalog',
  'https://schema.org/DataCatalog',
]);

/** Classes whose members are about the source's own organisation, not about one dataset. */
export const listingClasses: ReadonlySet<string> = new Set([
  ...catalogueClasses,
  dcat.CatalogRecord.value,
  ldp.Container.value,
  ldp.DirectContainer.value,
  `${ldp.base}BasicContainer`,
  hydra.Collection.value,
  hydra.PagedCollection.value,
  hydra.PartialCollectionView.value,
  skos.ConceptScheme.value,
]);

/** Classes of what agents publish. */
export const resourceClasses: ReadonlySet<string> = new Set([
  ...datasetClasses,
  ...listingClasses,
  dcat.DataService.value,
  dcat.DatasetSeries.value,
  dcat.Distribution.value,
]);

/** Classes of agents. */
export const agentClasses: ReadonlySet<string> = new Set([
  foaf.Agent.value,
  foaf.Organization.value,
  foaf.Person.value,
  org.Organization.value,
  vcard.Kind.value,
  vcard.Group.value,
  vcard.Individual.value,
  vcard.Organization.value,
]);

/** Properties that list members: on anything but the dataset itself they only name its siblings. */
export const membershipProperties: ReadonlySet<string> = new Set([
  dcat.catalog.value,
  dcat.dataset.value,
  dcat.record.value,
  dcat.resource.value,
  dcat.servesDataset.value,
  dcat.service.value,
  `${dcat.base}seriesMember`,
  ldp.contains.value,
  hydra.member.value,
]);

/** IRI of rdf:type. */
export const typeProperty: string = rdf.type.value;
