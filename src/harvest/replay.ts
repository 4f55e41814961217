import type { Payload } from '../model/record.ts';
import type { Gather } from './ports.ts';

/**
 * Gathers what is stored instead of asking the source: mapping and everything after it run again,
 * after a change of mapping, defaults or profile. Only changes can follow from it, no absence.
 */
export function replay(payloads: (sourceId: string) => AsyncIterable<Payload>): Gather {
  return async function* ({ source, signal }) {
    yield { kind: 'changes-only' };
    for await (const payload of payloads(source.id)) {
      signal.throwIfAborted();
      yield { kind: 'payload', payload };
    }
  };
}
