const activity = 'https://www.w3.org/ns/activitystreams#';
const olderActivity = 'http://www.w3.org/ns/activitystreams#';
const treeBase = 'https://w3id.org/tree#';
const ldesBase = 'https://w3id.org/ldes#';

/** IRIs of TREE and of Linked Data Event Streams. */
export const tree = {
  member: `${treeBase}member`,
  node: `${treeBase}node`,
  relation: `${treeBase}relation`,
  view: `${treeBase}view`,
} as const;
export const ldes = {
  EventStream: `${ldesBase}EventStream`,
  retentionPolicy: `${ldesBase}retentionPolicy`,
  timestampPath: `${ldesBase}timestampPath`,
  versionOfPath: `${ldesBase}versionOfPath`,
} as const;

/** Tells whether an IRI is a term of TREE or LDES. */
export const isTerm = (iri: string): boolean =>
  iri.startsWith(treeBase) || iri.startsWith(ldesBase);

/** Retention that removes an object's last version with time: what is not there may still exist. */
export const forgetful: ReadonlySet<string> = new Set(
  [
    'DurationAgoPolicy',
    'PointInTimePolicy',
    'fullLogDuration',
    'startingFrom',
    'versionDuration',
  ].map((name) => ldesBase + name),
);

/** Activity types and what they do to their object. */
export const changes: ReadonlyMap<string, 'upsert' | 'delete'> = new Map(
  [activity, olderActivity].flatMap((base) => [
    [`${base}Create`, 'upsert'] as const,
    [`${base}Update`, 'upsert'] as const,
    [`${base}Delete`, 'delete'] as const,
    [`${base}Remove`, 'delete'] as const,
  ]),
);

/** Properties that lead from an activity to what it is about. */
export const objectProperties: readonly string[] = [`${activity}object`, `${olderActivity}object`];

/** Classes of a version that says its object is gone. */
export const tombstones: ReadonlySet<string> = new Set([
  `${activity}Tombstone`,
  `${olderActivity}Tombstone`,
  `${ldesBase}DeletedLDPResource`,
]);

export const isVersionOf = 'http://purl.org/dc/terms/isVersionOf';
export const generatedAtTime = 'http://www.w3.org/ns/prov#generatedAtTime';

/** Where members have their time when the stream does not say. */
export const usualTimes: readonly string[] = [
  `${activity}published`,
  `${olderActivity}published`,
  generatedAtTime,
  'http://purl.org/dc/terms/modified',
  'http://purl.org/dc/terms/created',
];
