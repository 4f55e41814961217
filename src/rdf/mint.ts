import { createHash } from 'node:crypto';

/** Namespace of Glaneur's own name-based UUIDs; changing it would change every minted IRI. */
const glaneurNamespace = 'b0f7e1c2-5d3a-5e84-9c61-7a2f4d8e9b10';

/** Name-based UUID, version 5 (RFC 9562 §5.5). */
export function uuidV5(name: string, namespace = glaneurNamespace): string {
  const bytes = createHash('sha1')
    .update(Buffer.from(namespace.replaceAll('-', ''), 'hex'))
    .update(name, 'utf8')
    .digest()
    .subarray(0, 16);
  bytes.writeUInt8((bytes.readUInt8(6) & 0x0f) | 0x50, 6);
  bytes.writeUInt8((bytes.readUInt8(8) & 0x3f) | 0x80, 8);
  const hex = bytes.toString('hex');
  return [
    hex.slice(0, 8),
    hex.slice(8, 12),
    hex.slice(12, 16),
    hex.slice(16, 20),
    hex.slice(20),
  ].join('-');
}

/** Id of a record: the same for the same source and remote key, in every database. */
export function recordId(sourceId: string, remoteKey: string): string {
  return uuidV5(`${sourceId}\n${remoteKey}`);
}

/** Address of a dataset's document, which is also its named graph. */
export function datasetDocument(baseUrl: string, id: string): string {
  return `${baseUrl}/datasets/${id}`;
}

/** IRI of the catalogue, which is also its named graph. */
export function catalogueIri(baseUrl: string): string {
  return `${baseUrl}/catalog`;
}

/** Address of an agent's document, which is also its named graph; an agent of ours is its own. */
export function agentDocument(baseUrl: string, iri: string): string {
  const prefix = `${baseUrl}/agents/`;
  return iri.startsWith(prefix) ? iri : prefix + uuidV5(iri);
}

/** Address of the document of a node that descriptions share, which is also its named graph. */
export function sharedDocument(baseUrl: string, iri: string): string {
  return `${baseUrl}/shared/${uuidV5(iri)}`;
}

/** Whether an IRI is one minted for a node that one description alone knows: a fragment of its document. */
export function isMintedFragment(iri: string): boolean {
  return /^https?:[^#]*\/(?:datasets|agents|shared)\/[\w-]+#/.test(iri);
}

/** The base that the address of a document was made of. */
export function baseOf(document: string): string {
  return document.replace(/\/(?:catalog|(?:datasets|agents|shared)\/[^/]*)$/, '');
}

/** Short digest for fragments of minted IRIs: 60 bits, of which only one dataset's nodes share a space. */
export function shortHash(text: string): string {
  return createHash('sha256').update(text, 'utf8').digest('hex').slice(0, 15);
}

const reservedName = /(^|\.)(localhost|local|internal|intranet|lan|home|corp|invalid|test)$/;
const ipv4 = /^\d{1,3}(\.\d{1,3}){3}$/;

/**
 * Whether an IRI is one the public can look up: http(s) on a named public host. An address on
 * this machine, in a private network or by IP number is no identifier for others.
 */
export function isDereferenceable(iri: string): boolean {
  if (!/^https?:\/\//i.test(iri) || !URL.canParse(iri)) return false;
  const { hostname } = new URL(iri);
  return (
    hostname.includes('.') &&
    !hostname.startsWith('[') &&
    !ipv4.test(hostname) &&
    !reservedName.test(hostname)
  );
}
