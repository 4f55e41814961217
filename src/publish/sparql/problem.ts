/** Why a query was not answered; stable codes. */
export type SparqlCode =
  | 'SPARQL_BUSY'
  | 'SPARQL_EXTENSION_REFUSED'
  | 'SPARQL_FAILED'
  | 'SPARQL_MALFORMED'
  | 'SPARQL_SERVICE_REFUSED'
  | 'SPARQL_TIMEOUT'
  | 'SPARQL_TOO_LARGE'
  | 'SPARQL_TOO_MANY'
  | 'SPARQL_UNAVAILABLE'
  | 'SPARQL_UPDATE_REFUSED';

/** A query that was not answered; the message says why in words its author understands. */
export class SparqlError extends Error {
  override readonly name = 'SparqlError';
  readonly code: SparqlCode;
  /** Extension members of the problem document; `retryAfter` in seconds is a header too. */
  readonly members: Readonly<Record<string, string | number>>;

  constructor(
    code: SparqlCode,
    message: string,
    { members = {}, ...options }: ErrorOptions & Partial<Pick<SparqlError, 'members'>> = {},
  ) {
    super(message, options);
    this.code = code;
    this.members = members;
  }
}
