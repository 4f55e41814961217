/** Why a query was not answered; stable codes. */
export type SparqlCode =
  | 'SPARQL_BUSY'
  | 'SPARQL_FAILED'
  | 'SPARQL_MALFORMED'
  | 'SPARQL_SERVICE_REFUSED'
  | 'SPARQL_TIMEOUT'
  | 'SPARQL_TOO_LARGE'
  | 'SPARQL_UPDATE_REFUSED';

/** A query that was not answered; the message says why in words its author understands. */
export class SparqlError extends Error {
  override readonly name = 'SparqlError';
  readonly code: SparqlCode;

  constructor(code: SparqlCode, message: string, options?: { readonly cause?: unknown }) {
    super(message, options);
    this.code = code;
  }
}
