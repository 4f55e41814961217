/** Every bare word of SPARQL 1.1 Query (§19.8), in lower case. */
export const sparqlWords: ReadonlySet<string> = new Set(
  `base prefix select distinct reduced as construct where describe ask from named group by having
  order asc desc limit offset values undef optional graph service silent bind minus union filter not
  exists in a true false str lang langmatches datatype bound iri uri bnode rand abs ceil floor round
  concat strlen ucase lcase encode_for_uri contains strstarts strends strbefore strafter year month
  day hours minutes seconds timezone tz now uuid struuid md5 sha1 sha256 sha384 sha512 coalesce if
  strlang strdt sameterm isiri isuri isblank isliteral isnumeric regex substr replace count sum min
  max avg sample group_concat separator`.split(/\s+/),
);
