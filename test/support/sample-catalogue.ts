import type { PublishedDataset } from '../../src/model/published.ts';
import type { Note } from '../../src/model/record.ts';
import type { AccessLevel } from '../../src/model/source.ts';
import { describeCatalogue } from '../../src/publish/catalog.ts';
import { authority, ehdsRegulation } from '../../src/rdf/authorities.ts';
import { agentDocument, catalogueIri, datasetDocument } from '../../src/rdf/mint.ts';
import { toCanonicalNTriples } from '../../src/rdf/serialise.ts';
import {
  dcat,
  dct,
  foaf,
  healthdcatap,
  literal,
  namedNode,
  quad,
  rdf,
  xsd,
} from '../../src/rdf/vocabularies.ts';
import { type MemoryCatalogue, memoryCatalogue } from './memory-catalogue.ts';

export const baseUrl = 'http://localhost:8080';
export const agentIri = 'https://ror.org/03wkt5x30';

export function sampleDataset(
  id: string,
  parts: {
    readonly title?: string;
    readonly description?: string;
    readonly access?: AccessLevel;
    readonly sourceId?: string;
    readonly landingPage?: string;
    readonly iri?: string;
    readonly notes?: readonly Note[];
    readonly languages?: readonly string[];
  } = {},
): Omit<PublishedDataset, 'serial'> {
  const graph = datasetDocument(baseUrl, id);
  const iri = parts.iri ?? graph;
  const dataset = namedNode(iri);
  const distribution = namedNode(`${graph}#distribution`);
  const title = parts.title ?? `Cohorte ${id}`;
  const description = parts.description ?? 'Suivi de patients.';
  const access = parts.access ?? 'NON_PUBLIC';
  const catalogue = namedNode(catalogueIri(baseUrl));
  const quads = [
    quad(catalogue, dcat.dataset, dataset),
    quad(dataset, rdf.type, dcat.Dataset),
    quad(dataset, dct.title, literal(title, 'fr')),
    quad(dataset, dct.title, literal(`${title} (en)`, 'en')),
    quad(dataset, dct.description, literal(description, 'fr')),
    quad(dataset, dct.accessRights, namedNode(`${authority.accessRight}/${access}`)),
    quad(dataset, dct.publisher, namedNode(agentIri)),
    quad(dataset, healthdcatap.healthCategory, namedNode(`${authority.healthCategory}/RQSH`)),
    quad(dataset, healthdcatap.numberOfUniqueIndividuals, literal('0042', xsd.nonNegativeInteger)),
    quad(dataset, dcat.distribution, distribution),
    quad(distribution, rdf.type, dcat.Distribution),
    quad(
      distribution,
      dcat.accessURL,
      namedNode(parts.landingPage ?? 'https://example.org/access'),
    ),
  ];
  return {
    iri,
    kind: 'dataset',
    graph,
    ntriples: toCanonicalNTriples(quads),
    id,
    sourceId: parts.sourceId ?? 'hdh',
    remoteKey: id,
    summary: {
      title: { fr: title, en: `${title} (en)` },
      description: { fr: description },
      alternative: [],
      holder: { fr: 'Institut exemple' },
      holderIri: agentIri,
      accessRights: access,
      healthCategories: ['RQSH'],
      codingSystems: ['LOINC'],
      keywords: ['cohorte'],
      individuals: 42,
      landingPage: parts.landingPage ?? 'https://example.org/access',
    },
    notes: parts.notes ?? [
      {
        kind: 'default',
        property: 'dct:publisher',
        message: 'Not given by the source; filled in from its defaults',
      },
    ],
    report: { profile: 'healthdcat-ap-8', level: access, conforms: true, results: [] },
    quality: {
      mandatory: 1,
      recommended: 0.5,
      languages: parts.languages ?? ['fr'],
      missing: ['dpv:hasPurpose'],
      mqa: { dataset: 0, distributions: [] },
      statedOn: '2026-01-01',
    },
    firstPublished: new Date('2026-01-01T00:00:00Z'),
    modified: new Date('2026-01-02T00:00:00Z'),
  };
}

/** A catalogue with its description, one agent and so many datasets. */
export function sampleCatalogue(datasets: number): MemoryCatalogue {
  const catalogue = memoryCatalogue();
  const iri = catalogueIri(baseUrl);
  catalogue.put({ iri, kind: 'catalog', graph: iri, ntriples: sampleDescription() });
  const agent = namedNode(agentIri);
  catalogue.put({
    iri: agentIri,
    kind: 'agent',
    graph: agentDocument(baseUrl, agentIri),
    ntriples: toCanonicalNTriples([
      quad(agent, rdf.type, foaf.Agent),
      quad(agent, foaf.name, literal('Institut exemple', 'fr')),
    ]),
  });
  for (let number = 1; number <= datasets; number += 1)
    catalogue.put(sampleDataset(`d${String(number).padStart(3, '0')}`));
  return catalogue;
}

export function sampleDescription(): string {
  return describeCatalogue({
    baseUrl,
    title: { fr: 'Catalogue national', en: 'National catalogue' },
    description: { fr: 'Jeux de données de santé.', en: 'Health datasets.' },
    publisher: {
      name: { fr: 'Organisme exemple', en: 'Example body' },
      contactPage: 'https://example.org/contact',
      email: 'contact@example.org',
    },
    legislation: [ehdsRegulation],
    homepage: baseUrl,
  });
}
