import { authority } from '../../rdf/authorities.ts';

const iana = 'http://www.iana.org/assignments/media-types/';

/** File extension or usual name, its code in the EU file-type list, its media type. */
const rows = `
  csv CSV text/csv | tsv TSV text/tab-separated-values | txt TXT text/plain | json JSON application/json
  | jsonld JSON_LD application/ld+json | geojson GEOJSON application/geo+json | xml XML application/xml
  | html HTML text/html | pdf PDF application/pdf | zip ZIP application/zip | gz GZIP application/gzip
  | gzip GZIP application/gzip | tar TAR application/x-tar | 7z 7Z application/x-7z-compressed
  | xls XLS application/vnd.ms-excel
  | xlsx XLSX application/vnd.openxmlformats-officedocument.spreadsheetml.sheet
  | ods ODS application/vnd.oasis.opendocument.spreadsheet | doc DOC application/msword
  | docx DOCX application/vnd.openxmlformats-officedocument.wordprocessingml.document
  | odt ODT application/vnd.oasis.opendocument.text | parquet PARQUET application/vnd.apache.parquet
  | ttl RDF_TURTLE text/turtle | turtle RDF_TURTLE text/turtle | nt RDF_N_TRIPLES application/n-triples
  | nq RDF_N_QUADS application/n-quads | trig RDF_TRIG application/trig | rdf RDF_XML application/rdf+xml
  | n3 N3 text/n3 | sql SQL application/sql | yaml YAML application/yaml | shp SHP application/vnd.shp
  | png PNG image/png | jpeg JPEG image/jpeg | jpg JPEG image/jpeg | tiff TIFF image/tiff
  | gpkg GPKG application/geopackage+sqlite3 | kml KML application/vnd.google-earth.kml+xml`;

const entries = rows.split('|').map((row) => {
  const [name = '', code = '', mediaType = ''] = row.trim().split(/\s+/);
  return { name, code, mediaType };
});
const byName = new Map(entries.map((entry) => [entry.name, entry]));
const byType = new Map(entries.map((entry) => [entry.mediaType, entry]));
const registry = /^https?:\/\/(?:www\.)?iana\.org\/assignments\/media-types\/(.{1,120})$/i;
const typeName =
  /^(?:application|audio|font|image|message|model|multipart|text|video)\/[a-z0-9][a-z0-9!#$&^_.+-]{0,100}$/;

const key = (text: string) =>
  (registry.exec(text.trim())?.[1] ?? text.trim())
    .toLowerCase()
    .replace(/;.*$/, '')
    .replace(/^\./, '')
    .trim();

/**
 * Reads a media type from "text/csv", "csv", ".csv" or an IANA address; gives the address in the
 * IANA registry (DCAT-AP 3.0.1, dcat:mediaType).
 */
export function mediaTypeIri(text: string): string | undefined {
  if (text.length > 200) return undefined;
  const name = key(text);
  const type = typeName.test(name) ? name : byName.get(name)?.mediaType;
  return type && `${iana}${type}`;
}

/** Reads a file format from "CSV", "text/csv", ".csv"; gives the concept of the EU file-type list. */
export function fileTypeIri(text: string): string | undefined {
  if (text.length > 200) return undefined;
  const name = key(text);
  const code = (byName.get(name) ?? byType.get(name))?.code;
  return code && `${authority.fileType}/${code}`;
}
