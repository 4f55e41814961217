import { type Terms, termsOf } from './terms.ts';

/**
 * Activity Streams 2.0 (W3C Recommendation): the activities, and the properties that say what they
 * are about and when they happened. What it does not know becomes nothing: its own `@vocab` is blank.
 */
export const activityStreams: Terms = {
  '@vocab': '_:',
  as: 'https://www.w3.org/ns/activitystreams#',
  xsd: 'http://www.w3.org/2001/XMLSchema#',
  id: '@id',
  type: '@type',
  ...termsOf(
    'as',
    `Accept Activity Add Announce Application Collection CollectionPage Create Delete Document
    Group Link Move Note Object OrderedCollection OrderedCollectionPage Organization Page Person
    Place Profile Reject Remove Service Tombstone Undo Update content mediaType name rel summary`,
  ),
  ...termsOf(
    'as',
    `actor attachment attributedTo audience context current describes first formerType generator
    href image inReplyTo instrument items last location next object origin partOf prev result tag
    target to url`,
    '@id',
  ),
  ...termsOf('as', 'deleted endTime published startTime updated', 'xsd:dateTime'),
  orderedItems: { '@id': 'as:items', '@type': '@id', '@container': '@list' },
  totalItems: { '@id': 'as:totalItems', '@type': 'xsd:nonNegativeInteger' },
};
