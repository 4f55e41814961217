import type { NamedNode, Quad } from '@rdfjs/types';
import type { AgentDefault, Localised } from '../model/source.ts';
import { authority, healthDataTheme } from '../rdf/authorities.ts';
import { catalogueIri } from '../rdf/mint.ts';
import { toCanonicalNTriples } from '../rdf/serialise.ts';
import {
  cv,
  dcat,
  dcatap,
  dct,
  foaf,
  literal,
  namedNode,
  quad,
  rdf,
  vcard,
} from '../rdf/vocabularies.ts';

/** What the operator says about the catalogue. */
export interface CatalogueSettings {
  readonly baseUrl: string;
  /** In French and English. */
  readonly title: Localised;
  readonly description: Localised;
  readonly publisher: AgentDefault;
  /** ELI IRIs; the EHDS Regulation among them. */
  readonly legislation: readonly string[];
  readonly homepage: string;
  /** IRI of the licence of the descriptions. */
  readonly licence?: string;
  /** Profiles that catalogue records say their datasets conform to. */
  readonly profiles?: readonly { readonly iri: string; readonly title: Localised }[];
}

const sparqlProtocol = 'https://www.w3.org/TR/sparql11-protocol/';
const serviceTitle: Localised = {
  fr: 'Point d’accès SPARQL du catalogue',
  en: 'SPARQL endpoint of the catalogue',
};

/**
 * Describes the catalogue as canonical N-Triples (DCAT-AP 3.0.1, Catalogue; HealthDCAT-AP Release 8
 * adds the legislation), with its publisher and its SPARQL service. The links to its datasets and
 * records stand with each dataset.
 */
export function describeCatalogue(settings: CatalogueSettings): string {
  const { baseUrl } = settings;
  const catalogue = namedNode(catalogueIri(baseUrl));
  const publisher = namedNode(`${catalogue.value}#publisher`);
  const service = namedNode(`${baseUrl}/sparql`);
  const languages = ['FRA', 'ENG'].map((code) => namedNode(`${authority.language}/${code}`));
  return toCanonicalNTriples([
    ...(settings.profiles ?? []).flatMap(describeProfile),
    quad(catalogue, rdf.type, dcat.Catalog),
    ...localised(catalogue, dct.title, settings.title),
    ...localised(catalogue, dct.description, settings.description),
    quad(catalogue, dct.publisher, publisher),
    ...languages.map((language) => quad(catalogue, dct.language, language)),
    quad(catalogue, dct.spatial, namedNode(`${authority.country}/FRA`)),
    quad(catalogue, dcat.themeTaxonomy, namedNode(authority.dataTheme)),
    quad(catalogue, dcat.themeTaxonomy, namedNode(authority.healthCategory)),
    quad(catalogue, foaf.homepage, namedNode(settings.homepage)),
    quad(catalogue, dcat.service, service),
    ...settings.legislation.map((eli) =>
      quad(catalogue, dcatap.applicableLegislation, namedNode(eli)),
    ),
    ...optional(catalogue, dct.license, settings.licence),
    ...describePublisher(publisher, settings.publisher),
    ...describeService(service, publisher, settings),
  ]);
}

function describePublisher(publisher: NamedNode, agent: AgentDefault): Quad[] {
  const contact = namedNode(`${publisher.value}-contact`);
  return [
    quad(publisher, rdf.type, foaf.Agent),
    ...localised(publisher, foaf.name, agent.name),
    ...localised(publisher, dct.description, agent.description ?? {}),
    ...optional(publisher, dct.type, agent.type && `${authority.publisherType}/${agent.type}`),
    ...optional(publisher, foaf.homepage, agent.homepage),
    quad(publisher, cv.contactPoint, contact),
    quad(contact, rdf.type, cv.ContactPoint),
    ...(agent.email ? [quad(contact, cv.email, literal(agent.email))] : []),
    ...optional(contact, cv.contactPage, agent.contactPage),
  ];
}

function describeService(
  service: NamedNode,
  publisher: NamedNode,
  { baseUrl, publisher: agent, legislation }: CatalogueSettings,
): Quad[] {
  const contact = namedNode(`${catalogueIri(baseUrl)}#contact`);
  return [
    quad(service, rdf.type, dcat.DataService),
    ...localised(service, dct.title, serviceTitle),
    quad(service, dcat.endpointURL, service),
    quad(service, dcat.endpointDescription, service),
    quad(service, dct.conformsTo, namedNode(sparqlProtocol)),
    quad(service, dct.publisher, publisher),
    quad(service, dct.accessRights, namedNode(`${authority.accessRight}/PUBLIC`)),
    quad(service, dcat.theme, namedNode(healthDataTheme)),
    ...legislation.map((eli) => quad(service, dcatap.applicableLegislation, namedNode(eli))),
    quad(service, dcat.contactPoint, contact),
    quad(contact, rdf.type, vcard.Organization),
    ...localised(contact, vcard.fn, agent.name),
    ...optional(contact, vcard.hasEmail, agent.email && `mailto:${agent.email}`),
    ...optional(contact, vcard.hasURL, agent.contactPage),
  ];
}

function localised(subject: NamedNode, predicate: NamedNode, text: Localised): Quad[] {
  return Object.entries(text).map(([language, value]) =>
    quad(subject, predicate, literal(value, language)),
  );
}

function optional(subject: NamedNode, predicate: NamedNode, iri: string | undefined): Quad[] {
  return iri ? [quad(subject, predicate, namedNode(iri))] : [];
}

/** A release of a profile as the standard it is, so that who reads the records knows what they name. */
function describeProfile(profile: { readonly iri: string; readonly title: Localised }): Quad[] {
  const standard = namedNode(profile.iri);
  return [quad(standard, rdf.type, dct.Standard), ...localised(standard, dct.title, profile.title)];
}
