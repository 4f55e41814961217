import { dcat, dct, literal, namedNode, rdf, spdx, xsd } from '../../rdf/vocabularies.ts';
import type { Value } from '../draft.ts';
import { fileTypeIri, mediaTypeIri } from '../values/media-types.ts';
import { nodeOf, type Translation } from './translation.ts';

const sha256 = namedNode('http://spdx.org/rdf/terms#checksumAlgorithm_sha256');

/**
 * schema:DataDownload → dcat:Distribution. A file that can be downloaded is accessed where it is
 * downloaded unless another page is named; the dataset's licence holds where it has none of its own.
 */
export function translateDistribution(
  value: Value,
  licences: readonly Value[],
  translation: Translation,
): Value {
  const node = nodeOf(value) ?? translation.node();
  if (!translation.isNew(node, 'distribution')) return node;
  const { take, fill } = translation;
  translation.add(node, rdf.type, dcat.Distribution);
  const files = take(node, 'contentUrl');
  const pages = value.termType === 'Literal' ? [value] : take(node, 'url');
  fill(node, dcat.downloadURL, files);
  fill(node, dcat.accessURL, pages.length > 0 ? pages : files);
  fill(node, dct.title, take(node, 'name'));
  fill(node, dct.description, take(node, 'description'));
  fill(node, dct.issued, take(node, 'datePublished', 'uploadDate').slice(0, 1));
  fill(node, dct.modified, take(node, 'dateModified'));
  fill(node, dct.language, take(node, 'inLanguage'));
  fill(node, dcat.byteSize, take(node, 'contentSize').slice(0, 1));
  const own = take(node, 'license');
  fill(node, dct.license, (own.length > 0 ? own : licences).slice(0, 1));
  addFormat(node, translation);
  for (const sum of take(node, 'sha256').slice(0, 1)) {
    const checksum = translation.node();
    translation.add(checksum, rdf.type, spdx.Checksum);
    translation.add(checksum, spdx.algorithm, sha256);
    translation.add(checksum, spdx.checksumValue, literal(sum.value, xsd.hexBinary));
    fill(node, spdx.checksum, [checksum]);
  }
  return node;
}

function addFormat(node: Parameters<Translation['fill']>[0], translation: Translation): void {
  const formats = translation.take(node, 'encodingFormat', 'fileFormat');
  const isMediaType = ({ value }: Value) => mediaTypeIri(value) !== undefined;
  translation.fill(node, dcat.mediaType, formats.filter(isMediaType).slice(0, 1));
  const known = formats.filter(({ value }) => fileTypeIri(value) !== undefined);
  // What is neither is left to the reader, which says so.
  const others = formats.filter((format) => !isMediaType(format));
  translation.fill(node, dct.format, (known.length > 0 ? known : others).slice(0, 1));
}
