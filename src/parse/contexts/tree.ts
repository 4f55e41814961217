import { type Terms, termsOf } from './terms.ts';

/** TREE and Linked Data Event Streams: collections, their pages and relations, and event streams. */
export const treeAndLdes: Terms = {
  tree: 'https://w3id.org/tree#',
  ldes: 'https://w3id.org/ldes#',
  xsd: 'http://www.w3.org/2001/XMLSchema#',
  ...termsOf(
    'tree',
    `Collection Node Relation EqualToRelation GeospatiallyContainsRelation GreaterThanRelation
    GreaterThanOrEqualToRelation LessThanRelation LessThanOrEqualToRelation PrefixRelation
    SubstringRelation SuffixRelation remainingItems value`,
  ),
  ...termsOf('tree', 'member node path relation shape view viewDescription search', '@id'),
  ...termsOf(
    'ldes',
    `DurationAgoPolicy EventStream EventSource LatestVersionSubset PointInTimePolicy
    RetentionPolicy amount`,
  ),
  ...termsOf('ldes', 'retentionPolicy timestampPath versionOfPath versionKey', '@id'),
};
