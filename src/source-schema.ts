import { Type } from 'typebox';
import { mappings } from './map/index.ts';
import { connectors } from './sources/index.ts';

/** Text by language. */
export const LocalisedText = Type.Record(
  Type.String({ pattern: '^[a-z]{2,3}$' }),
  Type.String({ minLength: 1 }),
  {
    minProperties: 1,
  },
);
const Agent = Type.Object(
  {
    name: LocalisedText,
    iri: Type.Optional(Type.String({ pattern: '^https?://' })),
    type: Type.Optional(Type.String()),
    description: Type.Optional(LocalisedText),
    homepage: Type.Optional(Type.String({ pattern: '^https?://' })),
    contactPage: Type.Optional(Type.String({ pattern: '^https?://' })),
    email: Type.Optional(Type.String({ pattern: '^[^@\\s]+@[^@\\s]+$' })),
  },
  { additionalProperties: false },
);
const Codes = Type.Array(Type.String({ minLength: 1 }));
const Defaults = Type.Object(
  {
    publisher: Type.Optional(Agent),
    custodian: Type.Optional(Agent),
    hdab: Type.Optional(Agent),
    contactPoint: Type.Optional(
      Type.Object(
        {
          name: Type.Optional(LocalisedText),
          email: Type.Optional(Type.String()),
          url: Type.Optional(Type.String({ pattern: '^https?://' })),
        },
        { additionalProperties: false, minProperties: 1 },
      ),
    ),
    accessRights: Type.Optional(
      Type.Union([Type.Literal('PUBLIC'), Type.Literal('RESTRICTED'), Type.Literal('NON_PUBLIC')]),
    ),
    healthCategory: Type.Optional(Codes),
    datasetType: Type.Optional(Codes),
    codingSystem: Type.Optional(Codes),
    language: Type.Optional(Codes),
    spatial: Type.Optional(Codes),
    keyword: Type.Optional(Type.Array(LocalisedText)),
    provenance: Type.Optional(LocalisedText),
    purpose: Type.Optional(LocalisedText),
    legalBasis: Type.Optional(LocalisedText),
    applicableLegislation: Type.Optional(Codes),
    hasStructuredData: Type.Optional(Type.Boolean()),
    distribution: Type.Optional(
      Type.Object(
        { accessUrl: Type.String({ minLength: 1 }), title: Type.Optional(LocalisedText) },
        { additionalProperties: false },
      ),
    ),
  },
  { additionalProperties: false },
);
const Policy = Type.Object(
  {
    onViolation: Type.Union([Type.Literal('quarantine'), Type.Literal('publish')], {
      default: 'quarantine',
    }),
    deletion: Type.Object(
      {
        graceDays: Type.Number({ minimum: 0, default: 7 }),
        maxShare: Type.Number({ minimum: 0, maximum: 1, default: 0.2 }),
        floor: Type.Integer({ minimum: 0, default: 5 }),
      },
      { additionalProperties: false, default: {} },
    ),
  },
  { additionalProperties: false, default: {} },
);
/** How often and how much a server is asked. */
export const Limits = Type.Object(
  {
    requestsPerSecond: Type.Number({ exclusiveMinimum: 0, default: 4 }),
    concurrency: Type.Integer({ minimum: 1, maximum: 64, default: 4 }),
    maxBytes: Type.Integer({ minimum: 1024, default: 64 * 1024 * 1024 }),
    timeoutMs: Type.Integer({ minimum: 10, default: 30_000 }),
    allowPrivateHosts: Type.Array(Type.String(), { default: [] }),
    robots: Type.Optional(
      Type.Union([Type.Literal('obey'), Type.Literal('delay-only'), Type.Literal('ignore')]),
    ),
  },
  { additionalProperties: false, default: {} },
);
// Which parts a kind needs is checked apart: a union of objects is refused in words nobody understands.
const Auth = Type.Object(
  {
    kind: Type.Enum(['basic', 'bearer', 'header']),
    // RFC 7617 §2: the first colon ends the user name.
    user: Type.Optional(Type.String({ pattern: '^[^:\\u0000-\\u001f\\u007f]+$' })),
    password: Type.Optional(Type.String({ pattern: '^[^\\u0000-\\u001f\\u007f]+$' })),
    token: Type.Optional(Type.String({ pattern: '^[!-~]+$' })),
    name: Type.Optional(Type.String({ pattern: "^[!#$%&'*+.^_`|~0-9A-Za-z-]+$" })),
    value: Type.Optional(Type.String({ pattern: '^[ -~]+$' })),
  },
  { additionalProperties: false },
);
/** One source of config/sources.yaml, its preset applied. */
export const SourceEntry = Type.Object(
  {
    id: Type.String({ pattern: '^[a-z][a-z0-9-]{1,62}$' }),
    title: LocalisedText,
    connector: Type.Enum(Object.keys(connectors)),
    url: Type.String({ pattern: '^https?://' }),
    options: Type.Record(Type.String(), Type.Unknown(), { default: {} }),
    mapping: Type.Enum(Object.keys(mappings)),
    schedule: Type.Union([Type.String(), Type.Null()], { default: null }),
    timeZone: Type.String({ default: 'Europe/Paris' }),
    quietHours: Type.Array(Type.String(), { default: [] }),
    profile: Type.String({ default: 'healthdcat-ap-8' }),
    language: Type.String({ pattern: '^[a-z]{2,3}$', default: 'fr' }),
    level: Type.Union([Type.Literal('local'), Type.Literal('regional'), Type.Literal('national')]),
    region: Type.Optional(Type.String({ pattern: '^[A-Z]{2}(-[A-Z0-9]{1,3}|[A-Z0-9]{0,3})$' })),
    auth: Type.Optional(Auth),
    defaults: Defaults,
    policy: Policy,
    limits: Limits,
  },
  { additionalProperties: false },
);
/** Content of config/sources.yaml; its entries need their presets before they can be checked. */
export const SourcesFile = Type.Object(
  { sources: Type.Array(Type.Record(Type.String(), Type.Unknown())) },
  { additionalProperties: false },
);
/** Content of config/catalogue.yaml. */
export const CatalogueFile = Type.Object(
  {
    title: LocalisedText,
    description: LocalisedText,
    publisher: Agent,
    homepage: Type.Optional(Type.String({ pattern: '^https?://' })),
    legislation: Type.Optional(Codes),
    licence: Type.Optional(Type.String({ pattern: '^https?://' })),
  },
  { additionalProperties: false },
);
