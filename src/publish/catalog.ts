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
import { targets } from './profiles/index.ts';

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

/** An endpoint of the catalogue's own. */
interface OwnService {
  readonly path: string;
  readonly title: Localised;
  /** Specification of its protocol. */
  readonly conformsTo: string;
  /** Path of its description in the terms of the protocol. */
  readonly description: string;
}

const ownServices: readonly OwnService[] = [
  {
    path: '/sparql',
    title: {
      fr: 'Point d’accès SPARQL du catalogue',
      en: 'SPARQL endpoint of the catalogue',
    },
    conformsTo: 'https://www.w3.org/TR/sparql11-protocol/',
    description: '/sparql',
  },
  {
    path: '/feeds/ldes',
    title: { fr: 'Flux des changements du catalogue', en: 'Change feed of the catalogue' },
    conformsTo: 'https://semiceu.github.io/LDES-DCAT-AP-feeds/',
    description: '/feeds/ldes',
  },
  {
    path: '/oai',
    title: { fr: 'Entrepôt OAI-PMH du catalogue', en: 'OAI-PMH repository of the catalogue' },
    conformsTo: 'http://www.openarchives.org/OAI/openarchivesprotocol.html',
    description: '/oai?verb=Identify',
  },
];

/**
 * Describes the catalogue as canonical N-Triples (DCAT-AP 3.0.1, Catalogue; HealthDCAT-AP Release 8
 * adds the legislation), with its publisher and its own services. The links to its datasets and
 * records stand with each dataset.
 */
export function describeCatalogue(settings: CatalogueSettings): string {
  const { baseUrl } = settings;
  const catalogue = namedNode(catalogueIri(baseUrl));
  const publisher = namedNode(`${catalogue.value}#publisher`);
  const languages = ['FRA', 'ENG'].map((code) => namedNode(`${authority.language}/${code}`));
  return toCanonicalNTriples([
    ...describedProfiles(settings).flatMap(describeProfile),
    quad(catalogue, rdf.type, dcat.Catalog),
    ...localised(catalogue, dct.title, settings.title),
    ...localised(catalogue, dct.description, settings.description),
    quad(catalogue, dct.publisher, publisher),
    ...languages.map((language) => quad(catalogue, dct.language, language)),
    quad(catalogue, dct.spatial, namedNode(`${authority.country}/FRA`)),
    quad(catalogue, dcat.themeTaxonomy, namedNode(authority.dataTheme)),
    quad(catalogue, dcat.themeTaxonomy, namedNode(authority.healthCategory)),
    quad(catalogue, foaf.homepage, namedNode(settings.homepage)),
    ...ownServices.map(({ path }) => quad(catalogue, dcat.service, namedNode(baseUrl + path))),
    ...settings.legislation.map((eli) =>
      quad(catalogue, dcatap.applicableLegislation, namedNode(eli)),
    ),
    ...optional(catalogue, dct.license, settings.licence),
    ...describePublisher(publisher, settings.publisher),
    ...ownServices.flatMap((service) => describeService(service, publisher, settings)),
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
  { path, title, conformsTo, description }: OwnService,
  publisher: NamedNode,
  { baseUrl, publisher: agent, legislation }: CatalogueSettings,
): Quad[] {
  const service = namedNode(baseUrl + path);
  const catalogue = namedNode(catalogueIri(baseUrl));
  const contact = namedNode(`${catalogue.value}#contact`);
  return [
    quad(service, rdf.type, dcat.DataService),
    ...localised(service, dct.title, title),
    quad(service, dcat.endpointURL, service),
    quad(service, dcat.endpointDescription, namedNode(baseUrl + description)),
    quad(service, dct.conformsTo, namedNode(conformsTo)),
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

/** What records may say they conform to: as stored, and as rendered for whoever asks. */
function describedProfiles({ profiles = [] }: CatalogueSettings) {
  const inForce = new Set(profiles.map(({ iri }) => iri));
  return [...profiles, ...targets.filter(({ iri }) => !inForce.has(iri))];
}

/** A release of a profile as the standard it is, so that who reads the records knows what they name. */
function describeProfile(profile: { readonly iri: string; readonly title: Localised }): Quad[] {
  const standard = namedNode(profile.iri);
  return [quad(standard, rdf.type, dct.Standard), ...localised(standard, dct.title, profile.title)];
}
