import type { MappingContext } from '../../../src/map/mapping.ts';
import { terms } from '../../support/terms.ts';

/** A context as a source gives it, for all fixtures. */
export const context: MappingContext = {
  remoteKey: 'key',
  url: 'https://source.example.org/record',
  language: 'fr',
  terms,
  defaults: {
    healthCategory: ['RQSH'],
    contactPoint: { name: { fr: 'Guichet' }, url: 'https://guichet.example.org/contact' },
  },
};
