import type { Problem } from './problem.ts';
import type { Localised, Source, SourceLimits } from './source.ts';

/** A catalogue elsewhere that our datasets are delivered to, as config/targets.yaml declares it. */
export interface DeliveryTarget {
  /** Slug, stable for ever: what was delivered is remembered under it. */
  readonly id: string;
  readonly title: Localised;
  /** How it is spoken to. */
  readonly kind: 'ingest-api';
  readonly url: string;
  /** Sent to the target's own origin only, never stored, logged or shown. */
  readonly apiKey: string;
  /** Profile in which descriptions are stated. */
  readonly profile: string;
  /** Only datasets of these sources. */
  readonly sources?: readonly string[];
  /** Only datasets of sources of these levels. */
  readonly levels?: readonly Source['level'][];
  /** Whether a new target gets what was published before it was declared. */
  readonly since: 'all' | 'now';
  readonly retry: RetryPolicy;
  readonly limits: SourceLimits;
}

/** How to deal with a target that does not answer as it should. */
export interface RetryPolicy {
  /** Wait after the first failure; each further one doubles it. */
  readonly firstSeconds: number;
  /** Longest wait, and the wait while the target does not accept our key. */
  readonly longestSeconds: number;
  /** Failures of the target over one record before that record is given up. */
  readonly tries: number;
}

/** `waiting` for a target that is away, `paused` while it does not accept our key. */
export type TargetCondition = 'delivering' | 'waiting' | 'paused';

/** What is remembered of a target. */
export interface TargetState {
  /** Every change up to this serial is settled. */
  readonly position: number;
  readonly condition: TargetCondition;
  /** Since when it is in that condition. */
  readonly since: Date;
  readonly problem: Problem | null;
  /** Failures one after the other. */
  readonly failures: number;
  readonly retryAt: Date | null;
}

/** A record with changes that the target has not got, and what it got of it before. */
export interface PendingDelivery {
  readonly recordId: string;
  /** Of its last change. */
  readonly serial: number;
  readonly sourceId: string;
  /** Name under which it was sent; null when it was never sent, or its deletion was accepted. */
  readonly originalId: string | null;
  /** Name that the target gave it, if it told one. */
  readonly remoteId: string | null;
  /** SHA-256 of the document that was accepted last; null when that is not known. */
  readonly contentHash: string | null;
  /** Failures of the target over it. */
  readonly attempts: number;
}

/** What became of a pending delivery; `dead` when it was given up. */
export interface Settlement extends Omit<PendingDelivery, 'recordId' | 'sourceId'> {
  readonly state: 'open' | 'settled' | 'dead';
  readonly problem: Problem | null;
}

/** A delivery that was given up: it stands in nobody's way, and waits for an admin. */
export interface DeadLetter {
  readonly recordId: string;
  readonly originalId: string | null;
  readonly serial: number;
  readonly attempts: number;
  readonly problem: Problem;
  readonly at: Date;
}

/** How far a target is behind. */
export interface TargetReport extends TargetState {
  readonly id: string;
  readonly lag: {
    /** Serials that are not settled. */
    readonly events: number;
    /** Age of the oldest change that is not settled, in seconds. */
    readonly seconds: number;
  };
  readonly deadLetters: number;
}

/** What the outbox keeps between processes. */
export interface DeliveryStore {
  /** Remembers new targets; a target whose profile changed gets everything again. */
  register(targets: readonly DeliveryTarget[]): Promise<void>;
  /** The right to deliver to a target, which dies with this process; null while another has it. */
  lock(targetId: string): Promise<(() => Promise<void>) | null>;
  state(targetId: string): Promise<TargetState>;
  /**
   * Records with changes that are not settled, in the order of their last ones, of these sources
   * (null: all) or delivered before; `head` is a serial that they reach up to when fewer than
   * `limit` are left.
   */
  pending(
    targetId: string,
    sourceIds: readonly string[] | null,
    limit: number,
  ): Promise<{ readonly head: number; readonly items: readonly PendingDelivery[] }>;
  /** Notes that a record is about to be sent under this name: what the target has is not known until it is settled. */
  begin(targetId: string, recordId: string, originalId: string): Promise<void>;
  settle(targetId: string, recordId: string, settlement: Settlement): Promise<void>;
  /** Notes that every change up to a serial is settled. */
  advance(targetId: string, position: number): Promise<void>;
  mark(
    targetId: string,
    mark: Pick<TargetState, 'condition' | 'problem' | 'failures' | 'retryAt'>,
  ): Promise<void>;
  report(targetId: string): Promise<TargetReport>;
  /** How many records {@link DeliveryStore.pending} has; not cheap while the target is far behind. */
  countPending(targetId: string, sourceIds: readonly string[] | null): Promise<number>;
  deadLetters(targetId: string): Promise<readonly DeadLetter[]>;
  /**
   * Has dead letters delivered again, or the named records whatever became of them, without waiting;
   * returns how many.
   */
  retry(targetId: string, recordIds: readonly string[] | null): Promise<number>;
}
