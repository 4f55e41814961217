import type { AccessLevel } from './source.ts';

/** The dimensions of the Metadata Quality Assessment of data.europa.eu, in its order. */
export const dimensions = [
  'findability',
  'accessibility',
  'interoperability',
  'reusability',
  'contextuality',
] as const;

export type Dimension = (typeof dimensions)[number];

/**
 * The metrics of the Metadata Quality Assessment (MQA): points, and the property looked at. Ids are those of
 * its DQV vocabulary. What is met is stored as bits in this order, so new ones go at the end.
 */
const definitions = {
  keywordAvailability: ['findability', 30, 'dcat:keyword'],
  categoryAvailability: ['findability', 30, 'dcat:theme'],
  spatialAvailability: ['findability', 20, 'dct:spatial'],
  temporalAvailability: ['findability', 20, 'dct:temporal'],
  accessUrlStatusCode: ['accessibility', 50, 'dcat:accessURL'],
  downloadUrlAvailability: ['accessibility', 20, 'dcat:downloadURL'],
  downloadUrlStatusCode: ['accessibility', 30, 'dcat:downloadURL'],
  formatAvailability: ['interoperability', 20, 'dct:format'],
  mediaTypeAvailability: ['interoperability', 10, 'dcat:mediaType'],
  formatMediaTypeVocabularyAlignment: ['interoperability', 10, 'dct:format'],
  formatMediaTypeNonProprietary: ['interoperability', 20, 'dct:format'],
  formatMediaTypeMachineInterpretable: ['interoperability', 20, 'dct:format'],
  dcatApCompliance: ['interoperability', 30, null],
  licenceAvailability: ['reusability', 20, 'dct:license'],
  knownLicence: ['reusability', 10, 'dct:license'],
  accessRightsAvailability: ['reusability', 10, 'dct:accessRights'],
  accessRightsVocabularyAlignment: ['reusability', 5, 'dct:accessRights'],
  contactPointAvailability: ['reusability', 20, 'dcat:contactPoint'],
  publisherAvailability: ['reusability', 10, 'dct:publisher'],
  rightsAvailability: ['contextuality', 5, 'dct:rights'],
  byteSizeAvailability: ['contextuality', 5, 'dcat:byteSize'],
  dateIssuedAvailability: ['contextuality', 5, 'dct:issued'],
  dateModifiedAvailability: ['contextuality', 5, 'dct:modified'],
} as const satisfies Readonly<Record<string, readonly [Dimension, number, string | null]>>;

export type MetricId = keyof typeof definitions;

/** One yes-or-no question of the MQA. */
export interface Metric {
  readonly id: MetricId;
  readonly dimension: Dimension;
  /** Points of a yes; a no gives none. */
  readonly points: number;
  /** Compact name of the property looked at; null for the whole description. */
  readonly property: string | null;
  /** Its bit among the metrics met. */
  readonly bit: number;
}

/** All metrics, in the order of their bits. */
export const metrics: readonly Metric[] = Object.entries(definitions).map(
  ([id, [dimension, points, property]], index) => ({
    // Object.entries forgets that its keys are the metrics' names.
    id: id as MetricId,
    dimension,
    points,
    property,
    bit: 2 ** index,
  }),
);

/** Most points a description can have. */
export const mostPoints = 405;

/** A set of metrics as bits. */
export function bitsOf(ids: Iterable<MetricId>): number {
  const wanted = new Set(ids);
  return metrics.reduce((bits, { id, bit }) => (wanted.has(id) ? bits | bit : bits), 0);
}

/** Points of a set of metrics, of one dimension or of all. */
export function pointsOf(bits: number, dimension?: Dimension): number {
  let points = 0;
  for (const metric of metrics) {
    if ((bits & metric.bit) !== 0 && (dimension ?? metric.dimension) === metric.dimension)
      points += metric.points;
  }
  return points;
}

const everything = metrics.reduce((bits, { bit }) => bits | bit, 0);

/**
 * Metrics that do not apply to an access level, and so do not count in its adapted maximum.
 *
 * `RESTRICTED` (355 points): data handed out on conditions have no address that anyone may download from.
 * `NON_PUBLIC` (305 points): moreover they leave their secure processing environment in no file (EHDS
 * Art. 73), so no file format is open or closed, and their use rests on a data permit (EHDS Art. 68), which
 * no list of licences knows.
 */
const inapplicable: Readonly<Record<AccessLevel, number>> = {
  PUBLIC: 0,
  RESTRICTED: bitsOf(['downloadUrlAvailability', 'downloadUrlStatusCode']),
  NON_PUBLIC: bitsOf([
    'downloadUrlAvailability',
    'downloadUrlStatusCode',
    'formatMediaTypeNonProprietary',
    'formatMediaTypeMachineInterpretable',
    'knownLicence',
  ]),
};

/** The metrics that apply to an access level, as bits; all of them where the level is unknown. */
export function applicableTo(level: string): number {
  return Object.hasOwn(inapplicable, level)
    ? // Object.hasOwn has just found it there.
      everything & ~inapplicable[level as AccessLevel]
    : everything;
}

export type Rating = 'excellent' | 'good' | 'sufficient' | 'bad';

/**
 * The rating of points out of a maximum. The bands are those of 405 points: excellent from 351, good from
 * 221, sufficient from 121; those of an adapted maximum are in the same proportion.
 */
export function ratingOf(points: number, maximum: number = mostPoints): Rating {
  const scaled = maximum === 0 ? 0 : Math.round((points * mostPoints) / maximum);
  if (scaled >= 351) return 'excellent';
  if (scaled >= 221) return 'good';
  return scaled >= 121 ? 'sufficient' : 'bad';
}

/** What a distribution answers to the metrics, and the links that answer the others. */
export interface DistributionFacts {
  /** Bits of the metrics met. */
  readonly met: number;
  readonly accessUrls: readonly string[];
  readonly downloadUrls: readonly string[];
}

/** What a description answers to the metrics, without its links having been tried. */
export interface MqaFacts {
  /** Bits of the metrics that the dataset itself meets. */
  readonly dataset: number;
  readonly distributions: readonly DistributionFacts[];
}

/** The answer to every metric. */
export interface MqaResult {
  /** Bits of the metrics met. */
  readonly met: number;
  /** Bits of the metrics that wait for a link to be tried: not met, but nobody's fault. */
  readonly waiting: number;
}

/** Whether a link leads somewhere; null when it was not tried yet. */
export type Reach = (url: string) => boolean | null;

/**
 * Answers every metric. Distributions are taken to have the same content, so the one with the most points
 * answers for all, and the first of equal ones.
 */
export function evaluate({ dataset, distributions }: MqaFacts, reach: Reach): MqaResult {
  let best: MqaResult = { met: 0, waiting: 0 };
  let highest = -1;
  for (const { met, accessUrls, downloadUrls } of distributions) {
    const access = tried(accessUrls, reach, 'accessUrlStatusCode');
    const download = tried(downloadUrls, reach, 'downloadUrlStatusCode');
    const result = {
      met: met | access.met | download.met,
      waiting: access.waiting | download.waiting,
    };
    const points = pointsOf(dataset | result.met);
    if (points > highest) {
      best = result;
      highest = points;
    }
  }
  return { met: dataset | best.met, waiting: best.waiting };
}

function tried(urls: readonly string[], reach: Reach, id: MetricId): MqaResult {
  const answers = urls.map(reach);
  const bit = bitsOf([id]);
  if (answers.includes(true)) return { met: bit, waiting: 0 };
  return { met: 0, waiting: answers.includes(null) ? bit : 0 };
}
