/** Error codes of the protocol (OAI-PMH 2.0 §3.6). */
export type OaiErrorCode =
  | 'badArgument'
  | 'badResumptionToken'
  | 'badVerb'
  | 'cannotDisseminateFormat'
  | 'idDoesNotExist'
  | 'noRecordsMatch';

/** A request that is answered with an error element. */
export class OaiError extends Error {
  override readonly name = 'OaiError';
  readonly code: OaiErrorCode;

  constructor(code: OaiErrorCode, message: string) {
    super(message);
    this.code = code;
  }
}

/** Formats a record can be had in. */
export const metadataPrefixes = ['oai_dc', 'dcat'] as const;
export type MetadataPrefix = (typeof metadataPrefixes)[number];

/** Which records a list is of, and how far it was read. */
export interface Selection {
  readonly prefix: MetadataPrefix;
  readonly from?: Date;
  /** Not included. */
  readonly before?: Date;
  readonly set?: string;
  /** Serial of the last record delivered; 0 at the beginning. */
  readonly after: number;
  /** Records delivered before. */
  readonly cursor: number;
}
