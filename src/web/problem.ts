/** Codes of the problems that only HTTP knows, with their status and title. */
export const httpProblems = {
  BAD_REQUEST: { status: 400, title: 'The request is not valid' },
  UNAUTHORIZED: { status: 401, title: 'A valid key is needed' },
  FORBIDDEN: { status: 403, title: 'This is not allowed' },
  NOT_FOUND: { status: 404, title: 'There is nothing at this address' },
  NOT_ACCEPTABLE: { status: 406, title: 'None of the representations asked for is available' },
  GONE: { status: 410, title: 'This dataset was withdrawn' },
  PAYLOAD_TOO_LARGE: { status: 413, title: 'The request is too large' },
  UNSUPPORTED_MEDIA_TYPE: { status: 415, title: 'The format of the request is not supported' },
  RANGE_NOT_SATISFIABLE: { status: 416, title: 'The range asked for does not exist' },
  TOO_MANY_REQUESTS: { status: 429, title: 'Too many requests' },
  HEADERS_TOO_LARGE: { status: 431, title: 'The address or headers are too long' },
  CONFLICT: { status: 409, title: 'This does not fit the present state' },
  CROSS_SITE: { status: 403, title: 'The request came from elsewhere' },
  INGEST_BUSY: { status: 503, title: 'The source cannot take descriptions just now' },
  INGEST_CONFLICT: { status: 409, title: 'The description belongs to another record' },
  INGEST_REJECTED: { status: 422, title: 'The description is not published' },
  INGEST_UNREADABLE: { status: 400, title: 'The document cannot be read' },
  INTERNAL: { status: 500, title: 'The service failed' },
  PRECONDITION_FAILED: { status: 412, title: 'Somebody changed it meanwhile' },
  PRECONDITION_REQUIRED: { status: 428, title: 'Say which version is to be changed' },
  SIGN_IN_FAILED: { status: 401, title: 'Signing in failed' },
  SIGN_IN_REFUSED: { status: 403, title: 'This account may not administer the catalogue' },
  SIGN_IN_UNAVAILABLE: { status: 503, title: 'The provider that signs people in is away' },
  SOURCE_INVALID: { status: 422, title: 'The source cannot be like this' },
  SPARQL_BUSY: { status: 503, title: 'The SPARQL endpoint is busy' },
  SPARQL_EXTENSION_REFUSED: { status: 403, title: 'The query goes beyond SPARQL 1.1' },
  SPARQL_FAILED: { status: 500, title: 'The SPARQL endpoint failed' },
  SPARQL_MALFORMED: { status: 400, title: 'The query is not valid SPARQL' },
  SPARQL_SERVICE_REFUSED: { status: 403, title: 'Federated queries are refused' },
  SPARQL_TIMEOUT: { status: 422, title: 'The query took too long' },
  SPARQL_TOO_LARGE: { status: 422, title: 'The result is too large' },
  SPARQL_TOO_MANY: { status: 429, title: 'Too many queries from one client' },
  SPARQL_UNAVAILABLE: { status: 503, title: 'The SPARQL store cannot be asked' },
  SPARQL_UPDATE_REFUSED: { status: 403, title: 'Updates are refused' },
} as const satisfies Record<string, { readonly status: number; readonly title: string }>;

export type HttpProblemCode = keyof typeof httpProblems;

/** A problem document (RFC 9457 §3). */
export interface ProblemDocument {
  readonly type: string;
  readonly title: string;
  readonly status: number;
  readonly code: HttpProblemCode;
  readonly detail?: string;
  readonly [member: string]: unknown;
}

/** Thrown by a route to answer with a problem document. */
export class HttpProblem extends Error {
  override readonly name = 'HttpProblem';
  readonly code: HttpProblemCode;
  /** Extension members of the document (RFC 9457 §3.2). */
  readonly members: Readonly<Record<string, unknown>>;

  constructor(
    code: HttpProblemCode,
    detail: string,
    members: Readonly<Record<string, unknown>> = {},
  ) {
    super(detail);
    this.code = code;
    this.members = members;
  }
}

/** Builds the document of a problem; `type` is a stable address under the base. */
export function describeProblem(
  baseUrl: string,
  code: HttpProblemCode,
  detail: string,
  members: Readonly<Record<string, unknown>> = {},
): ProblemDocument {
  const { status, title } = httpProblems[code];
  return { type: `${baseUrl}/problems/${code}`, title, status, code, detail, ...members };
}
