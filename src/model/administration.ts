import type { Access, Identity } from './access.ts';
import type { Audit } from './audit.ts';
import type { DeclarationAdministration } from './coverage.ts';
import type { Duplicates, HeldDeletions } from './decisions.ts';
import type { Journal } from './journal.ts';
import type {
  ManagedSource,
  SourceChange,
  SourceInput,
  SourceRefusal,
  SourceRemoval,
} from './managed-source.ts';
import type { ChannelOverview } from './notice.ts';
import type { Problem } from './problem.ts';
import type { RecordPreview } from './record-preview.ts';
import type { RunRequest } from './run.ts';
import type { Localised, Source } from './source.ts';
import type { Uploads } from './upload.ts';

/** What a source sends when it is asked for its first records; nothing of it is stored. */
export type SourceTest =
  | SourceRefusal
  | {
      readonly kind: 'tested';
      readonly records: readonly RecordPreview[];
      /** Why it could not be read, or not to the number asked for. */
      readonly problem: Problem | null;
    };

/** When a source is to be harvested. */
export type SchedulePlan = Pick<Source, 'schedule' | 'timeZone' | 'quietHours'>;

/** Sources, as admins and curators see and change them. */
export interface SourceAdministration {
  list(): readonly ManagedSource[];
  find(id: string): ManagedSource | undefined;
  /** Time of the next scheduled runs, quiet hours counted in. */
  nextRuns(id: string, count: number): readonly Date[];
  /** The same for a schedule that no source has yet; null for one that cannot be. */
  upcoming(plan: SchedulePlan, count: number): readonly Date[] | null;
  create(input: SourceInput, by: Identity): Promise<SourceChange>;
  /** Replaces what an admin wrote; secrets that are left out stay, unless the address moves. */
  change(id: string, input: SourceInput, revision: number, by: Identity): Promise<SourceChange>;
  /** Withdraws its records within its breaker, and takes it out of force. */
  remove(id: string, revision: number): Promise<SourceRemoval>;
  /** Pauses it or lets it go on; null when there is none. */
  pause(id: string, paused: boolean): Promise<ManagedSource | null>;
  /** Asks a source, stored or not, for its first records. */
  test(
    input: SourceInput,
    of: string | null,
    by: Identity,
    options: { readonly limit: number; readonly signal: AbortSignal },
  ): Promise<SourceTest>;
  /** Asks for a run, in whichever process harvests; null for a source that only pushes. */
  run(id: string, trigger: RunRequest['trigger']): Promise<RunRequest | null>;
  /** What became of a request for a run. */
  request(id: string): Promise<RunRequest | null>;
  /** Asks that its run be cancelled; false when there is none. */
  cancel(id: string): Promise<boolean>;
}

/** A name that sources may use, with what there is to know of it. */
export interface Offer {
  readonly id: string;
  readonly title?: Localised;
  /** JSON Schema of the options of a connector. */
  readonly options?: unknown;
  /** What a preset says; variables of the environment are not replaced. */
  readonly entry?: SourceInput;
}

/** What sources are made of. */
export interface Offers {
  readonly connectors: readonly Offer[];
  readonly mappings: readonly Offer[];
  readonly profiles: readonly Offer[];
  readonly presets: readonly Offer[];
}

/** All that admins do, as console and API see it. */
export interface Administration {
  readonly access: Access;
  readonly audit: Audit;
  readonly sources: SourceAdministration;
  readonly journal: Journal;
  readonly deletions: HeldDeletions;
  readonly duplicates: Duplicates;
  readonly declarations: DeclarationAdministration;
  /** Publishes a deleted record again; false when it could not be. */
  readonly restore: (recordId: string) => Promise<boolean>;
  /** Publishes deleted records of one source again; returns how many it could. */
  readonly restoreAll: (recordIds: readonly string[]) => Promise<number>;
  /** N-Triples of a record that is published, by itself or as an origin of another; or null. */
  readonly published: (recordId: string) => Promise<string | null>;
  /** What its stored payload would become now; null without one. Writes nothing. */
  readonly remap: (recordId: string, signal: AbortSignal) => Promise<RecordPreview | null>;
  readonly uploads: Uploads;
  readonly offers: () => Promise<Offers>;
  /** Through which admins are told of what happens. */
  readonly channels: () => Promise<readonly ChannelOverview[]>;
}
