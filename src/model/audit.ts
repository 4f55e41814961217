/** Something an admin did, or tried to do. */
export interface Act {
  readonly actor: {
    readonly kind: 'person' | 'key' | 'command' | 'nobody';
    readonly id: string | null;
    readonly name: string;
  };
  /** Network address; null for the command line. */
  readonly address: string | null;
  /** What, for instance `source.change`. */
  readonly action: string;
  readonly sourceId: string | null;
  /** On what, where it is no source: the id of a key, a record, a person. */
  readonly target: string | null;
  /** HTTP status of the answer: 4xx for an act that was refused. */
  readonly status: number;
  /** What there is to know besides; never a secret. */
  readonly detail: Readonly<Record<string, unknown>>;
}

/** An act as the log keeps it. */
export interface AuditEntry extends Act {
  readonly id: number;
  readonly at: Date;
}

/** Which entries to read; what is absent does not restrict. */
export interface AuditQuery {
  readonly action?: string;
  readonly actorId?: string;
  readonly sourceId?: string;
  /** Of this moment or later, and before that one. */
  readonly from?: Date;
  readonly to?: Date;
  /** Only those of a lower id. */
  readonly before?: number;
  readonly limit: number;
}

/** The audit log; it only grows, and the database refuses anything else. */
export interface Audit {
  write(act: Act): Promise<void>;
  /** Newest first. */
  list(query: AuditQuery): Promise<readonly AuditEntry[]>;
}
