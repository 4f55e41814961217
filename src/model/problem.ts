import { deliveryProblems } from './delivery-problems.ts';
import { fetchProblems } from './fetch-problems.ts';

/** The stage of the flow in which a problem was found. */
export type Stage =
  | 'config'
  | 'fetch'
  | 'gather'
  | 'parse'
  | 'map'
  | 'identify'
  | 'validate'
  | 'assess'
  | 'store'
  | 'publish'
  | 'notify';

interface ProblemDefinition {
  readonly stage: Stage;
  /** Whether trying again later, with nothing changed, may succeed. */
  readonly retryable: boolean;
  /** What an admin can do about it. */
  readonly remedy: string;
}

/**
 * Every problem Glaneur reports, by stable code. The README lists the same codes; a test keeps the
 * two equal.
 */
export const problems = {
  CONFIG_INVALID: {
    stage: 'config',
    retryable: false,
    remedy: 'Correct the settings listed, then start again.',
  },
  ...fetchProblems,
  GATHER_ABANDONED: {
    stage: 'gather',
    retryable: true,
    remedy:
      'Look in the log for why the process ended, memory above all; lower limits.maxBytes of the source, or pause it. Its next scheduled run tries again.',
  },
  GATHER_CANCELLED: {
    stage: 'gather',
    retryable: true,
    remedy: 'The run was cancelled or the service stopped; run the source again.',
  },
  GATHER_COUNT_MISMATCH: {
    stage: 'gather',
    retryable: true,
    remedy: 'The source announced another number of records than it delivered; nothing is deleted.',
  },
  GATHER_EMPTY: {
    stage: 'gather',
    retryable: true,
    remedy:
      'The source answered but described no dataset. Check its URL and mode; nothing is deleted.',
  },
  GATHER_OPTION: {
    stage: 'gather',
    retryable: false,
    remedy: 'Correct the options of the source; see the README for those of its connector.',
  },
  GATHER_PAGE_LOOP: {
    stage: 'gather',
    retryable: false,
    remedy: 'The pages of the source point back to one another. Tell the holder.',
  },
  PARSE_CHARSET: {
    stage: 'parse',
    retryable: false,
    remedy:
      'The bytes are not in the declared character set. Set options.charset of the source, or ask the holder to declare the right one.',
  },
  PARSE_IRI: {
    stage: 'parse',
    retryable: false,
    remedy: 'Ask the holder to percent-encode the characters an IRI must not contain.',
  },
  PARSE_LANGUAGE_TAG: {
    stage: 'parse',
    retryable: false,
    remedy: 'Ask the holder for a BCP 47 tag, with a hyphen: fr-FR, not fr_FR.',
  },
  PARSE_NOT_RDF: {
    stage: 'parse',
    retryable: false,
    remedy:
      'The answer is no RDF. Check that the URL points to the data and not to a page about it.',
  },
  PARSE_LOGIN_PAGE: {
    stage: 'parse',
    retryable: false,
    remedy:
      'The server answered with a web page, perhaps a login form, where data was expected. Check the URL and the credentials.',
  },
  PARSE_PREFIX: {
    stage: 'parse',
    retryable: false,
    remedy: 'Ask the holder to declare the prefix.',
  },
  PARSE_SYNTAX: {
    stage: 'parse',
    retryable: false,
    remedy: 'Send the message and the line to the holder.',
  },
  PARSE_TRUNCATED: {
    stage: 'parse',
    retryable: true,
    remedy:
      'The document ends in the middle. The next run tries again; if it lasts, tell the holder.',
  },
  PARSE_UNSAFE: {
    stage: 'parse',
    retryable: false,
    remedy: 'The document uses a construct that could harm the service and was refused.',
  },
  MAP_NO_DATASET: {
    stage: 'map',
    retryable: false,
    remedy: 'The record describes no dataset. Check the mapping of the source.',
  },
  MAP_UNREADABLE: {
    stage: 'map',
    retryable: false,
    remedy:
      'The record has not the structure its mapping expects. Check the mapping, or the source.',
  },
  MAP_NO_TITLE: {
    stage: 'map',
    retryable: false,
    remedy: 'Ask the holder to give the dataset a title.',
  },
  IDENTIFY_DUPLICATE_KEY: {
    stage: 'identify',
    retryable: false,
    remedy: 'Two records of the source have the same key; the first was kept. Tell the holder.',
  },
  IDENTIFY_MERGED: {
    stage: 'identify',
    retryable: false,
    remedy: 'Nothing to do if it is the same dataset; else part them with `glaneur duplicates`.',
  },
  IDENTIFY_NOT_PUBLISHED: {
    stage: 'identify',
    retryable: false,
    remedy:
      'Take the ids from `glaneur duplicates`, or the last part of the addresses of datasets.',
  },
  IDENTIFY_ONE_IRI: {
    stage: 'identify',
    retryable: false,
    remedy: 'Records with one IRI are one dataset. Ask the source that copied it for its own IRI.',
  },
  VALIDATE_VIOLATION: {
    stage: 'validate',
    retryable: false,
    remedy:
      'Send the sentence to the holder, or fill the gap with a default of the source. The last valid version stays published.',
  },
  VALIDATE_FAILED: {
    stage: 'validate',
    retryable: false,
    remedy: 'The shapes could not be applied to this record. Report it with the record.',
  },
  STORE_FAILED: {
    stage: 'store',
    retryable: true,
    remedy: 'The database refused or could not be reached. Check it; the next run tries again.',
  },
  ...deliveryProblems,
  INTERNAL: {
    stage: 'store',
    retryable: false,
    remedy: 'This is a defect in Glaneur. Report it with the log of the run.',
  },
} as const satisfies Record<string, ProblemDefinition>;

export type ProblemCode = keyof typeof problems;

/** A problem as it is stored with a record or a run and shown to admins. */
export interface Problem {
  readonly code: ProblemCode;
  readonly stage: Stage;
  readonly retryable: boolean;
  /** What happened, in one sentence an admin understands. */
  readonly message: string;
  readonly remedy: string;
}

/** The one error class of the harvest: thrown where a stage cannot go on, classified at birth. */
export class HarvestError extends Error {
  override readonly name = 'HarvestError';
  readonly code: ProblemCode;

  constructor(code: ProblemCode, message: string, options?: { readonly cause?: unknown }) {
    super(message, options);
    this.code = code;
  }
}

/** Describes what happened, in one sentence, as the problem of a code. */
export function aProblem(code: ProblemCode, message: string): Problem {
  return { code, message, ...problems[code] };
}

/** Describes any thrown value as a {@link Problem}; what is not a HarvestError is a defect. */
export function problemOf(error: unknown): Problem {
  const code = error instanceof HarvestError ? error.code : 'INTERNAL';
  const message = error instanceof Error ? error.message : String(error);
  return { code, message, ...problems[code] };
}
