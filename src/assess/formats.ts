import { authority } from '../rdf/authorities.ts';

const iana = 'http://www.iana.org/assignments/media-types/';

/** Codes of the EU file-type list that data.europa.eu counts as non-proprietary. */
const open =
  'BMP CSV DBF GEOJSON GZIP HTML ICS JPEG2000 JSON JSON_LD KML KMZ NETCDF ODS PNG RDF_N_QUADS RDF_N_TRIPLES RDF_TRIG RDF_TURTLE RDF_XML RSS RTF TAR TIFF TSV TXT WMS_SRVC XML ZIP';

/** Codes of the EU file-type list that data.europa.eu counts as machine-readable. */
const interpretable =
  'CSV GEOJSON ICS JSON JSON_LD KML KMZ NETCDF ODS RDFA RDF_N_QUADS RDF_N_TRIPLES RDF_TRIG RDF_TURTLE RDF_XML RSS SHP XLS XLSX XML';

/** Media types that name the same format as a file type. */
const mediaTypes: Readonly<Record<string, readonly string[]>> = {
  BMP: ['image/bmp'],
  CSV: ['text/csv'],
  GEOJSON: ['application/geo+json'],
  GZIP: ['application/gzip'],
  HTML: ['text/html'],
  ICS: ['text/calendar'],
  JPEG2000: ['image/jp2'],
  JSON: ['application/json'],
  JSON_LD: ['application/ld+json'],
  KML: ['application/vnd.google-earth.kml+xml'],
  KMZ: ['application/vnd.google-earth.kmz'],
  ODS: ['application/vnd.oasis.opendocument.spreadsheet'],
  PNG: ['image/png'],
  RDF_N_QUADS: ['application/n-quads'],
  RDF_N_TRIPLES: ['application/n-triples'],
  RDF_TRIG: ['application/trig'],
  RDF_TURTLE: ['text/turtle'],
  RDF_XML: ['application/rdf+xml'],
  RTF: ['application/rtf', 'text/rtf'],
  TIFF: ['image/tiff'],
  TSV: ['text/tab-separated-values'],
  TXT: ['text/plain'],
  XLS: ['application/vnd.ms-excel'],
  XLSX: ['application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'],
  XML: ['application/xml', 'text/xml'],
  ZIP: ['application/zip'],
};

function formatsOf(codes: string): ReadonlySet<string> {
  return new Set(
    codes.split(' ').flatMap((code) => {
      const types = (mediaTypes[code] ?? []).map((type) => iana + type);
      return [
        `${authority.fileType}/${code}`,
        ...types,
        ...types.map((type) => type.replace('http:', 'https:')),
      ];
    }),
  );
}

/** IRIs of the file and media types that the MQA counts as non-proprietary. */
export const nonProprietary = formatsOf(open);

/** IRIs of the file and media types that the MQA counts as machine-readable. */
export const machineReadable = formatsOf(interpretable);
