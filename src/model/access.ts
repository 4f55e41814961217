/** What somebody may do; each role may do all that the ones before it may. */
export type Role = 'viewer' | 'curator' | 'admin';

/** The roles, from the least. */
export const roles = ['viewer', 'curator', 'admin'] as const satisfies readonly Role[];

/** Who asks: a person with a session, or a key. */
export interface Identity {
  readonly kind: 'person' | 'key';
  readonly id: string;
  readonly name: string;
  readonly role: Role;
  /** Sources that a curator is in charge of; for other roles it says nothing. */
  readonly sources: readonly string[];
}

/** What a route asks of whoever calls it. */
export interface Need {
  /** The least role. */
  readonly role: Role;
  /** Parameter of the path that names a source: a curator must be in charge of it. */
  readonly source?: string;
}

/**
 * Whether somebody may do what a need guards, on the source concerned. Without a source a curator
 * may do what concerns no source in particular.
 */
export function permits(identity: Identity, need: Need, sourceId: string | null): boolean {
  if (roles.indexOf(identity.role) < roles.indexOf(need.role)) return false;
  return sourceId === null || seesSource(identity, sourceId);
}

/** Whether the console shows somebody a source: curators see those they are in charge of. */
export function seesSource({ role, sources }: Identity, sourceId: string): boolean {
  return role !== 'curator' || sources.includes(sourceId);
}

/** A person who signed in at least once. */
export interface Person {
  readonly id: string;
  /** Who vouches for them: the issuer of OpenID Connect, or `bootstrap` for the admin token. */
  readonly issuer: string;
  readonly name: string;
  readonly email: string | null;
  /** As their groups had it at the last sign-in. */
  readonly role: Role;
  readonly sources: readonly string[];
  readonly blocked: boolean;
  readonly createdAt: Date;
  readonly signedInAt: Date;
}

/** What an identity provider says of somebody. */
export interface Claims {
  readonly issuer: string;
  readonly subject: string;
  readonly name: string;
  readonly email: string | null;
  readonly role: Role;
}

/** What a key opens: pushing into its source, or the API with a role. */
export type KeyRole = 'push' | Role;

/** All that keys may open. */
export const keyRoles = ['push', ...roles] as const satisfies readonly KeyRole[];

/** A key; never the secret itself. */
export interface ApiKey {
  readonly id: string;
  readonly role: KeyRole;
  /** The one source that a key to push or of a curator is for; null for other roles. */
  readonly sourceId: string | null;
  readonly name: string;
  /** Beginning of the secret, by which people tell keys apart. */
  readonly prefix: string;
  readonly createdAt: Date;
  readonly expiresAt: Date | null;
  readonly revokedAt: Date | null;
  /** To the hour. */
  readonly lastUsedAt: Date | null;
}

/** A key to be made. */
export interface NewKey extends Pick<ApiKey, 'role' | 'sourceId' | 'name' | 'expiresAt'> {}

/** Why a key cannot be like this, in a sentence; null when it can. `source` is the one it names. */
export function keyProblem(
  { role, sourceId }: Pick<ApiKey, 'role' | 'sourceId'>,
  source: { readonly connector: string } | undefined,
): string | null {
  const isBound = role === 'push' || role === 'curator';
  if (!isBound) return sourceId === null ? null : `A key of the role ${role} is for every source`;
  if (sourceId === null) return `A key of the role ${role} is for one source: name it`;
  if (!source) return `There is no source named ${sourceId}`;
  if (role === 'curator' || source.connector === 'push') return null;
  return `The source ${sourceId} is harvested; only one with connector: push takes keys to push`;
}

/** A piece of a list in the order of creation: nothing that comes or changes meanwhile moves. */
export interface CreationPage {
  /** The last item of the piece before. */
  readonly after?: { readonly createdAt: Date; readonly id: string } | undefined;
  readonly limit: number;
}

/** Keys, made and revoked by admins. */
export interface ApiKeys {
  /** Makes a key. The secret is told once and stored as a digest alone. */
  create(key: NewKey): Promise<{ readonly key: ApiKey; readonly secret: string }>;
  /** The key that a secret opens, unless it was revoked or has expired. */
  find(secret: string): Promise<ApiKey | null>;
  /** All keys, revoked ones included, by source and age; those of no source last. */
  list(): Promise<readonly ApiKey[]>;
  /** Some of them, in the order in which they were made. */
  page(page: CreationPage): Promise<readonly ApiKey[]>;
  /** False when there is no such key, or it was revoked before. */
  revoke(id: string): Promise<boolean>;
}

/** Who may administer, as far as the database knows them. */
export interface People {
  /** Notes a sign-in and what the provider said; null for somebody who is blocked. */
  signIn(claims: Claims): Promise<Person | null>;
  /** Newest sign-in first. */
  list(): Promise<readonly Person[]>;
  /** Some of them, in the order of their first sign-in. */
  page(page: CreationPage): Promise<readonly Person[]>;
  /** Gives a curator sources, or blocks somebody and ends their sessions; null for an unknown id. */
  change(
    id: string,
    change: { readonly sources: readonly string[]; readonly blocked: boolean },
  ): Promise<Person | null>;
  /** Whether an admin ever signed in by way of this issuer. */
  hasAdmin(issuer: string): Promise<boolean>;
}

/** Sessions of people; one is known by a secret that only its browser holds. */
export interface Sessions {
  /** Begins a session and returns its secret. */
  begin(personId: string): Promise<string>;
  /** Whose session it is, while it lasts; keeps it from idling out. */
  find(secret: string): Promise<Person | null>;
  end(secret: string): Promise<void>;
}

/** Everything that decides who gets in. */
export interface Access {
  readonly people: People;
  readonly sessions: Sessions;
  readonly keys: ApiKeys;
}

/** Somebody as an identity. */
export function identityOfPerson({ id, name, role, sources }: Person): Identity {
  return { kind: 'person', id, name, role, sources };
}

/** A key as an identity; null for one that can only push. */
export function identityOfKey({ id, name, role, sourceId }: ApiKey): Identity | null {
  if (role === 'push') return null;
  return { kind: 'key', id, name, role, sources: sourceId === null ? [] : [sourceId] };
}
