import { storedTarget, type Target, targets } from '../../profiles/index.ts';

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

/** Dublin Core, which every repository has. */
export const dublinCore = 'oai_dc';

/** The profiles that records can be had in as RDF/XML, by metadataPrefix; as stored it is `dcat` alone. */
const targetsByPrefix: ReadonlyMap<string, Target> = new Map(
  targets.map((target) => [target === storedTarget ? 'dcat' : `dcat_${target.id}`, target]),
);

/** Formats a record can be had in. */
export const metadataPrefixes: readonly string[] = [dublinCore, ...targetsByPrefix.keys()];

/** The profile that a metadataPrefix names; as stored for any other. */
export function targetOf(prefix: string): Target {
  return targetsByPrefix.get(prefix) ?? storedTarget;
}

/** Which records a list is of, and how far it was read. */
export interface Selection {
  /** One of {@link metadataPrefixes}. */
  readonly prefix: string;
  readonly from?: Date;
  /** Not included. */
  readonly before?: Date;
  readonly set?: string;
  /** Serial of the last record delivered; 0 at the beginning. */
  readonly after: number;
  /** Records delivered before. */
  readonly cursor: number;
}
