import { type Static, type TSchema, Type } from '@fastify/type-provider-typebox';
import type {
  JournalEntry,
  RecordDetails,
  RecordOverview,
  RecordVersion,
  StoredReport,
} from '../../model/journal.ts';
import type { SourceInput } from '../../model/managed-source.ts';
import type { Problem } from '../../model/problem.ts';
import type { RecordPreview } from '../../model/record-preview.ts';
import type { ValidationReport } from '../../model/report.ts';
import type { RunRequest as AskedRun, HarvestRun } from '../../model/run.ts';
import { SourceEntry } from '../../source-schema.ts';
import { inputSchema } from './input-schema.ts';

/** An object with these members and no other. */
export function strict<Members extends Record<string, TSchema>>(members: Members) {
  return Type.Object(members, { additionalProperties: false });
}

/** A value or null. Null comes first: else a body's null would be turned into an empty text. */
export function nullable<Schema extends TSchema>(schema: Schema) {
  return Type.Union([Type.Null(), schema]);
}

/** A list that is only read. */
export function listOf<Schema extends TSchema>(schema: Schema) {
  return Type.Unsafe<readonly Static<Schema>[]>(Type.Array(schema));
}

/** A moment. */
export const Instant = Type.Unsafe<Date>({ type: 'string', format: 'date-time' });
const Count = Type.Integer({ minimum: 0 });
/** Text by language. */
export const Localised = Type.Unsafe<Readonly<Record<string, string>>>({
  type: 'object',
  additionalProperties: { type: 'string' },
});
/** Slug of a source. */
export const SourceId = Type.String({ pattern: '^[a-z][a-z0-9-]{1,62}$' });
/** Id of a run, a record, a key or a person. */
export const Uuid = Type.String({ format: 'uuid', minLength: 36, maxLength: 36 });

export const outcomes = [
  'created',
  'updated',
  'unchanged',
  'deleted',
  'quarantined',
  'skipped',
  'failed',
] as const;
export const states = ['published', 'quarantined', 'failed', 'deleted'] as const;
export const verdicts = ['complete', 'partial', 'failed'] as const;

/** Something that went wrong with a source, a run or a record, with what to do about it. */
export const ProblemNote = Type.Unsafe<Problem>(
  strict({
    code: Type.String(),
    stage: Type.String(),
    retryable: Type.Boolean(),
    message: Type.String(),
    remedy: Type.String(),
  }),
);
const Note = strict({
  kind: Type.Enum(['repaired', 'default', 'unknown-value', 'withheld', 'dropped']),
  property: Type.String(),
  message: Type.String(),
  original: Type.Optional(Type.String()),
});

export const Run = Type.Unsafe<HarvestRun>(
  strict({
    id: Uuid,
    sourceId: SourceId,
    trigger: Type.Enum(['schedule', 'request', 'resume', 'replay', 'push']),
    startedAt: Instant,
    finishedAt: nullable(Instant),
    verdict: nullable(Type.Enum(verdicts)),
    gathered: Count,
    evidence: strict({
      announced: nullable(Count),
      walked: nullable(Count),
      isWhole: Type.Boolean(),
      lost: Count,
    }),
    counts: strict({
      created: Count,
      updated: Count,
      unchanged: Count,
      deleted: Count,
      quarantined: Count,
      skipped: Count,
      failed: Count,
    }),
    violations: Count,
    missing: Count,
    held: Count,
    requests: Count,
    bytes: Count,
    notModified: Count,
    retries: Count,
    waitedMs: Count,
    resumes: nullable(Uuid),
    problems: Type.Array(ProblemNote),
  }),
);

export const RunRequest = Type.Unsafe<AskedRun>(
  strict({
    id: Uuid,
    sourceId: SourceId,
    trigger: Type.Enum(['request', 'replay']),
    at: Instant,
    state: Type.Enum(['waiting', 'running', 'ended', 'cancelled']),
    runId: nullable(Uuid),
  }),
);

export const Outcome = Type.Unsafe<JournalEntry>(
  strict({
    id: Type.Integer(),
    remoteKey: Type.String(),
    kind: Type.Enum(outcomes),
    recordId: nullable(Uuid),
    problem: Type.Optional(ProblemNote),
    violations: Type.Optional(Count),
  }),
);

const overview = {
  id: Uuid,
  sourceId: SourceId,
  remoteKey: Type.String(),
  iri: nullable(Type.String()),
  title: nullable(Localised),
  state: Type.Enum(states),
  lastOutcome: Type.Enum(outcomes),
  problem: nullable(ProblemNote),
  violation: nullable(Localised),
  missingSince: nullable(Instant),
  heldSince: nullable(Instant),
  changedAt: Instant,
};
export const RecordBrief = Type.Unsafe<RecordOverview>(strict(overview));
const Version = Type.Unsafe<RecordVersion>(
  strict({
    number: Type.Integer({ minimum: 1 }),
    contentHash: Type.String(),
    runId: nullable(Uuid),
    at: Instant,
  }),
);
export const RecordWhole = Type.Unsafe<RecordDetails>(
  strict({
    ...overview,
    firstSeenAt: Instant,
    firstPublishedAt: nullable(Instant),
    mergedInto: nullable(Uuid),
    payload: nullable(
      strict({
        mediaType: Type.String(),
        url: Type.String(),
        bytes: Count,
        fetchedAt: Instant,
      }),
    ),
    versions: Type.Array(Version),
  }),
);

const Findings = Type.Unsafe<ValidationReport>(
  strict({
    profile: Type.String(),
    level: Type.String(),
    conforms: Type.Boolean(),
    results: Type.Array(
      strict({
        severity: Type.Enum(['Violation', 'Warning', 'Info']),
        focusNode: Type.String(),
        path: nullable(Type.String()),
        component: Type.String(),
        value: nullable(Type.String()),
        sourceShape: nullable(Type.String()),
        message: Localised,
      }),
    ),
  }),
);
export const Report = Type.Unsafe<StoredReport>(
  strict({
    runId: nullable(Uuid),
    at: Instant,
    report: Findings,
    quality: strict({
      mandatory: Type.Number(),
      recommended: Type.Number(),
      languages: Type.Array(Type.String()),
      missing: Type.Array(Type.String()),
    }),
    notes: Type.Array(Note),
  }),
);
export const Preview = Type.Unsafe<RecordPreview>(
  strict({
    remoteKey: Type.String(),
    outcome: Type.Enum([
      'create',
      'update',
      'unchanged',
      'quarantine',
      'fail',
      'delete',
      'incomplete',
    ]),
    iri: nullable(Type.String()),
    added: Type.Array(Type.String()),
    removed: Type.Array(Type.String()),
    report: nullable(Findings),
    notes: Type.Array(Note),
    problem: nullable(ProblemNote),
  }),
);

/** A source as it is written: what its preset does not say already. Shared by name. */
export const sourceInput = { ...inputSchema(SourceEntry), $id: 'SourceInput' };
/** Stands for {@link sourceInput}. */
export const SourceBody = Type.Unsafe<SourceInput>({ $ref: 'SourceInput#' });
