import type { NamedNode } from '@rdfjs/types';
import { dcat, dct, literal, namedNode, rdfs, spdx, xsd } from '../../rdf/vocabularies.ts';
import type { Node } from '../draft.ts';
import { listOf, textOf } from '../json.ts';
import { repairWebAddress } from '../values/iris.ts';
import { languageIri } from '../values/languages.ts';
import { fileTypeIri, mediaTypeIri } from '../values/media-types.ts';
import type { Statements } from './statements.ts';
import { firstSaid, saidOf } from './texts.ts';

/** A file or a page where the data is, as a record describes it. */
export interface SaidDistribution {
  readonly title?: unknown;
  readonly description?: unknown;
  /** Where access is explained; the download address stands for it. */
  readonly access?: unknown;
  readonly download?: unknown;
  /** Names of the format and media types: the first that a list knows counts. */
  readonly formats?: readonly unknown[];
  readonly bytes?: unknown;
  /** IRI or name. */
  readonly licence?: string | undefined;
  readonly rights?: unknown;
  readonly languages?: unknown;
  readonly issued?: unknown;
  readonly modified?: unknown;
  /** Name of the algorithm and hexadecimal digits. */
  readonly checksum?: { readonly algorithm: unknown; readonly value: unknown };
}

/** Says a distribution; nothing without an address. */
export function sayDistribution(said: Statements, file: SaidDistribution): void {
  const download = addressOf(said, dcat.downloadURL, file.download);
  const access = addressOf(said, dcat.accessURL, file.access) ?? download;
  if (access === undefined) return;
  const node = said.node(dcat.Distribution);
  said.say(said.dataset, dcat.distribution, node);
  said.say(node, dcat.accessURL, literal(access));
  if (download !== undefined) said.say(node, dcat.downloadURL, literal(download));
  said.sayTexts(node, dct.title, file.title);
  said.sayTexts(node, dct.description, file.description);
  sayFormat(said, node, file.formats ?? []);
  said.sayWord(node, dcat.byteSize, file.bytes);
  said.sayLink(node, dct.license, file.licence);
  sayRights(said, node, file.rights);
  for (const each of listOf(file.languages)) said.sayConcept(node, dct.language, each, languageIri);
  said.sayWord(node, dct.issued, file.issued);
  said.sayWord(node, dct.modified, file.modified);
  if (file.checksum) sayChecksum(said, node, file.checksum);
}

/** An address as it is written, if it can be read as one; a distribution without any is useless. */
function addressOf(said: Statements, property: NamedNode, value: unknown): string | undefined {
  const written = saidOf(value);
  if (written === undefined || repairWebAddress(written)) return written;
  said.note('unknown-value', property, 'This is no web address', written);
  return undefined;
}

/** One statement, whatever the number of languages it is in. */
function sayRights(said: Statements, node: Node, texts: unknown): void {
  if (firstSaid(texts) === undefined) return;
  const rights = said.node(dct.RightsStatement);
  said.say(node, dct.rights, rights);
  said.sayTexts(rights, rdfs.label, texts);
}

function sayFormat(said: Statements, node: Node, formats: readonly unknown[]): void {
  const names = formats.flatMap((each) => saidOf(each) ?? []);
  const fileType = names.map(fileTypeIri).find((each) => each !== undefined);
  // A true media type says more than the one that a file's ending suggests.
  const typed = [...names.filter((name) => name.includes('/')), ...names];
  const mediaType = typed.map(mediaTypeIri).find((each) => each !== undefined);
  if (fileType !== undefined) said.say(node, dct.format, namedNode(fileType));
  if (mediaType !== undefined) said.say(node, dcat.mediaType, namedNode(mediaType));
  const [first] = names;
  if (fileType === undefined && mediaType === undefined && first !== undefined) {
    said.say(node, dct.format, literal(first));
  }
}

const algorithm = /^(?:md5|sha-?(?:1|224|256|384|512))$/i;

function sayChecksum(
  said: Statements,
  node: Node,
  given: { readonly algorithm: unknown; readonly value: unknown },
): void {
  const name = textOf(given.algorithm) ?? '';
  const digits = textOf(given.value)?.trim() ?? '';
  if (!algorithm.test(name) || !/^(?:[0-9a-f]{2}){8,64}$/i.test(digits)) return;
  const checksum = said.node(spdx.Checksum);
  const code = name.toLowerCase().replace('-', '');
  said.say(node, spdx.checksum, checksum);
  said.say(checksum, spdx.algorithm, namedNode(`${spdx.base}checksumAlgorithm_${code}`));
  said.say(checksum, spdx.checksumValue, literal(digits, xsd.hexBinary));
}
