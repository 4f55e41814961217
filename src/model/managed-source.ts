import type { Source } from './source.ts';

/** A source as somebody writes it: what its preset does not say already. */
export type SourceInput = Readonly<Record<string, unknown>>;

/** A source with where it comes from and what state it is in. */
export interface ManagedSource {
  /** Preset applied, credentials left out. */
  readonly source: Omit<Source, 'auth'>;
  /** Who may change it: the files of the configuration, or admins. */
  readonly managedBy: 'file' | 'admin';
  /** As an admin wrote it, its secrets left out; null for a source of a file. */
  readonly entry: SourceInput | null;
  readonly paused: boolean;
  /** Grows with every change. */
  readonly revision: number;
}

/** Why a source was not changed. */
export type SourceRefusal =
  /** It cannot be like this; each error is a sentence. */
  | { readonly kind: 'invalid'; readonly errors: readonly string[] }
  /** The id is taken. */
  | { readonly kind: 'taken' }
  | { readonly kind: 'unknown' }
  /** A file declares it, so only the file changes it. */
  | { readonly kind: 'file' }
  /** Somebody changed it since the revision that was named. */
  | { readonly kind: 'outdated'; readonly revision: number }
  /** A curator may not do this; the sentence says what. */
  | { readonly kind: 'reserved'; readonly reason: string }
  /** A run that could not be stopped is still under way. */
  | { readonly kind: 'busy' };

/** A source that was created or changed, or why not. */
export type SourceChange =
  | SourceRefusal
  | { readonly kind: 'done'; readonly source: ManagedSource };

/** What became of the records of a source that was deleted. */
export type SourceRemoval =
  | SourceRefusal
  | {
      readonly kind: 'removed';
      /** Datasets withdrawn at once, and those that wait for a decision. */
      readonly withdrawn: number;
      readonly held: number;
    };
