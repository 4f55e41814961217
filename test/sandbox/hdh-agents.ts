import { type NationalAgent, nationalAgents } from './data/national-agents.ts';
import { describe, iri, node, type Property, text } from './turtle.ts';

const catalogue = 'https://catalogue.sante.example';
/** Hosts where each dialect finds the vocabularies of the European health data space. */
export const hosts = {
  r8: 'https://hdeu-dcat.data.health.europa.eu/resource/authority',
  r7: 'https://hdeu-dcat.acceptance.data.health.europa.eu/resource/authority',
  draft: 'http://13.81.34.152:1101/resource/authority',
} as const;

/** IRI of a dataset of the national catalogue. */
export const datasetIri = (key: string): string => `${catalogue}/dataset/${key}`;

const agentOf = (code: string): NationalAgent =>
  nationalAgents[code] ?? { name: code, type: 'other-public-institute', draftType: 'govHealth' };

/** The ROR identifier of an organisation, or an IRI of the catalogue. */
export const agentIri = (code: string): string => agentOf(code).ror ?? `${catalogue}/agent/${code}`;

const contactPage = (code: string): string => `https://${code}.example.org/contact`;

/** The statement about an organisation, in Release 8 terms. */
export function agentStatement(code: string): string {
  const { name, type } = agentOf(code);
  return describe(
    iri(agentIri(code)),
    ['a', 'foaf:Agent'],
    ['foaf:name', text(name, 'fr')],
    ['dct:type', iri(`${hosts.r8}/publisher-type/${type}`)],
    [
      'cv:contactPoint',
      node(
        ['a', 'cv:ContactPoint'],
        ['cv:email', text(`contact@${code}.example.org`)],
        ['cv:contactPage', iri(contactPage(code))],
      ),
    ],
  );
}

/** An organisation as the draft has it: a blank node, without cv:contactPoint. */
export function draftAgent(code: string, publisher: boolean): string {
  const { name, draftType } = agentOf(code);
  const publisherOnly: Property[] = [
    [
      'healthdcatap:publisherType',
      iri(`http://healthdataportal.eu/resource/authority/publisher-type/${draftType}`),
    ],
    ['healthdcatap:publisherNote', text('Organisme qui met les données à disposition.', 'fr')],
    ['healthdcatap:trustedDataHolder', 'true'],
  ];
  return node(
    ['a', 'foaf:Agent'],
    ['foaf:name', text(name, 'fr')],
    ['foaf:homepage', iri(`https://${code}.example.org/`)],
    ['foaf:mbox', iri(`mailto:contact@${code}.example.org`)],
    ...(publisher ? publisherOnly : []),
  );
}
/** The functional contact of a dataset. */
export const contact = (code: string): string =>
  node(
    ['a', 'vcard:Kind'],
    ['vcard:hasEmail', iri(`mailto:contact@${code}.example.org`)],
    ['vcard:hasURL', iri(contactPage(code))],
  );
