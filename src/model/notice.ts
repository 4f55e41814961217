import type { Problem } from './problem.ts';
import type { Verdict } from './run.ts';

/** What a notice tells of a source. */
export type NoticeKind =
  | 'harvest-failed'
  | 'harvest-partial'
  | 'harvest-recovered'
  | 'source-stale'
  | 'deletions-held'
  | 'quality-falling';

/** Something an admin wants to hear of once. */
export interface NewNotice {
  /** Says what happened and to what: the same thing is noticed once. */
  readonly key: string;
  readonly kind: NoticeKind;
  readonly sourceId: string;
  /** When it began. */
  readonly at: Date;
  readonly problem: Problem | null;
  /** How many, or how much: records held, points of quality before and now. */
  readonly figures: Readonly<Record<string, number>>;
}

export interface Notice extends NewNotice {
  /** Grows with each notice. */
  readonly id: number;
}

/** A run that did not succeed, the first since the source was last walked whole. */
export interface Streak {
  readonly runId: string;
  readonly sourceId: string;
  readonly verdict: Exclude<Verdict, 'complete'>;
  readonly startedAt: Date;
  readonly problem: Problem | null;
}

/** What notices are made of. */
export interface NoticeFacts {
  readonly streaks: readonly Streak[];
  /** Streaks that were noticed and have ended since, by the key of their notice. */
  readonly ended: readonly { readonly key: string; readonly sourceId: string; readonly at: Date }[];
  /** Last complete run of each source. */
  readonly complete: readonly {
    readonly runId: string;
    readonly sourceId: string;
    readonly at: Date;
  }[];
  readonly held: readonly {
    readonly sourceId: string;
    readonly count: number;
    /** When the latest of them was held. */
    readonly since: Date;
  }[];
  /** Sources whose descriptions are worth less than at their best of the last thirty days, in per cent of the points. */
  readonly falling: readonly {
    readonly sourceId: string;
    readonly best: number;
    readonly bestOn: Date;
    readonly now: number;
    /** Month in which that is, as 2026-11. */
    readonly month: string;
  }[];
}

/** Where notices are kept, and how far each channel is. */
export interface NoticeStore {
  /** Makes channels known; a new one is told what happens from now on. */
  register(channelIds: readonly string[]): Promise<void>;
  /** Null when another process holds it. */
  lock(): Promise<(() => Promise<void>) | null>;
  facts(): Promise<NoticeFacts>;
  /** Keeps those that are new. */
  add(notices: readonly NewNotice[]): Promise<void>;
  /** What a channel has not been told, oldest first; of some sources or all (null). */
  untold(
    channelId: string,
    sourceIds: readonly string[] | null,
    limit: number,
  ): Promise<readonly Notice[]>;
  /** Notes what a channel was told up to. */
  told(channelId: string, noticeId: number): Promise<void>;
  /** Notes why a channel could not be told; it will be tried again. */
  failed(channelId: string, problem: Problem): Promise<void>;
  states(): Promise<readonly ChannelState[]>;
}

/** How far a channel is. */
export interface ChannelState {
  readonly channelId: string;
  /** Notices it has not been told. */
  readonly waiting: number;
  readonly toldAt: Date | null;
  readonly problem: Problem | null;
}

/** A channel that is configured, and how far it is. */
export interface ChannelOverview extends Omit<ChannelState, 'channelId'> {
  readonly id: string;
  readonly kind: NoticeChannel['kind'];
}

interface CommonChannel {
  /** Slug, stable for ever: how far it is, is remembered under it. */
  readonly id: string;
  readonly language: 'fr' | 'en';
  /** Only notices of these sources. */
  readonly sources?: readonly string[];
}

/** Whom to tell, as config/notifications.yaml declares it. */
export type NoticeChannel =
  | (CommonChannel & {
      readonly kind: 'email';
      /** `smtp://` or `smtps://` with user and password: never shown or logged. */
      readonly smtp: string;
      readonly from: string;
      readonly to: readonly string[];
    })
  | (CommonChannel & {
      readonly kind: 'webhook';
      readonly url: string;
      /** Signs what is sent; never shown or logged. */
      readonly secret: string;
      readonly allowPrivateHosts: readonly string[];
    });
