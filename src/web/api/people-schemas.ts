import { Type } from '@fastify/type-provider-typebox';
import type { ApiKey, Identity, Person } from '../../model/access.ts';
import type { AuditEntry } from '../../model/audit.ts';
import type { DuplicatePair, HeldDeletion } from '../../model/decisions.ts';
import { Instant, nullable, SourceId, strict, Uuid } from './schemas.ts';

export const Held = Type.Unsafe<HeldDeletion>(
  strict({ recordId: Uuid, sourceId: SourceId, remoteKey: Type.String(), heldSince: Instant }),
);
const Side = strict({ id: Uuid, sourceId: SourceId, title: Type.String(), iri: Type.String() });
export const Pair = Type.Unsafe<DuplicatePair>(
  strict({
    state: Type.Enum(['open', 'merged', 'never']),
    decidedBy: nullable(Type.Enum(['rule', 'admin'])),
    first: Side,
    second: Side,
    reason: Type.String(),
    similarity: nullable(Type.Number()),
  }),
);
export const Key = Type.Unsafe<ApiKey>(
  strict({
    id: Uuid,
    role: Type.Enum(['push', 'viewer', 'curator', 'admin']),
    sourceId: nullable(SourceId),
    name: Type.String(),
    prefix: Type.String(),
    createdAt: Instant,
    expiresAt: nullable(Instant),
    revokedAt: nullable(Instant),
    lastUsedAt: nullable(Instant),
  }),
);
const role = Type.Enum(['viewer', 'curator', 'admin']);
export const Somebody = Type.Unsafe<Person>(
  strict({
    id: Uuid,
    issuer: Type.String(),
    name: Type.String(),
    email: nullable(Type.String()),
    role,
    sources: Type.Array(SourceId),
    blocked: Type.Boolean(),
    createdAt: Instant,
    signedInAt: Instant,
  }),
);
export const Me = Type.Unsafe<Identity>(
  strict({
    kind: Type.Enum(['person', 'key']),
    id: Uuid,
    name: Type.String(),
    role,
    sources: Type.Array(SourceId),
  }),
);
export const Act = Type.Unsafe<AuditEntry>(
  strict({
    id: Type.Integer(),
    at: Instant,
    actor: strict({
      kind: Type.Enum(['person', 'key', 'command', 'nobody']),
      id: nullable(Type.String()),
      name: Type.String(),
    }),
    address: nullable(Type.String()),
    action: Type.String(),
    sourceId: nullable(Type.String()),
    target: nullable(Type.String()),
    status: Type.Integer(),
    detail: Type.Unsafe<Readonly<{ [name: string]: unknown }>>({
      type: 'object',
      additionalProperties: true,
    }),
  }),
);
