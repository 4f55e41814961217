import type {
  DeliveryStore,
  DeliveryTarget,
  PendingDelivery,
  Settlement,
} from '../../model/delivery.ts';
import { aProblem } from '../../model/problem.ts';
import type { CatalogueReader } from '../../model/published.ts';
import { type DocumentContext, writeDataset } from './document.ts';
import type { Carrier, Delivery, DeliveryAnswer } from './port.ts';

/** A target with what reaches it. */
export interface Line extends Pick<DocumentContext, 'profile'> {
  readonly settings: DeliveryTarget;
  readonly carrier: Carrier;
  /** Sources whose datasets it gets; null for all. */
  readonly sourceIds: readonly string[] | null;
}

/** What one delivery needs from outside. */
export interface DeliveryPorts {
  readonly store: DeliveryStore;
  readonly reader: Pick<CatalogueReader, 'dataset' | 'entities'>;
  readonly baseUrl: string;
}

/** How a delivery ended; the target is out of reach after `unavailable` and `forbidden`. */
export type Ending =
  | { readonly kind: 'nothing' }
  | { readonly kind: 'accepted'; readonly what: Delivery['kind'] }
  | Exclude<DeliveryAnswer, { kind: 'accepted' }>;

/**
 * Brings the target's copy of one record to its present state, whatever happened in between: the
 * description with its latest text, a deletion, or nothing when the target has that already.
 */
export async function deliver(
  ports: DeliveryPorts,
  line: Line,
  item: PendingDelivery,
  signal: AbortSignal,
): Promise<Ending> {
  const { settings, sourceIds } = line;
  const isWanted = sourceIds === null || sourceIds.includes(item.sourceId);
  const dataset = isWanted ? await ports.reader.dataset(item.recordId) : null;
  const settle = (changes: Partial<Settlement>) =>
    ports.store.settle(settings.id, item.recordId, {
      ...{ serial: item.serial, originalId: item.originalId, remoteId: item.remoteId },
      ...{ contentHash: item.contentHash, attempts: 0, state: 'settled', problem: null },
      ...changes,
    });
  if (dataset === null) {
    const { originalId, remoteId } = item;
    const gone = { originalId: null, remoteId: null, contentHash: null };
    if (originalId === null) {
      await settle(gone);
      return { kind: 'nothing' };
    }
    const delivery = { kind: 'delete', originalId, remoteId } as const;
    await ports.store.begin(settings.id, item.recordId, originalId);
    return end(line, item, delivery, await line.carrier.deliver(delivery, signal), gone, settle);
  }
  const { turtle, hash } = await writeDataset({ ...ports, profile: line.profile }, dataset);
  if (hash === item.contentHash) {
    await settle({});
    return { kind: 'nothing' };
  }
  // The name under which it was sent first stays, whatever becomes of its IRI.
  const originalId = item.originalId ?? dataset.iri;
  await ports.store.begin(settings.id, item.recordId, originalId);
  const delivery = {
    kind: 'put',
    originalId,
    remoteId: item.remoteId,
    isNew: item.originalId === null,
    document: turtle,
  } as const;
  const answer = await line.carrier.deliver(delivery, signal);
  const remoteId = (answer.kind === 'accepted' ? answer.remoteId : null) ?? item.remoteId;
  return end(line, item, delivery, answer, { originalId, remoteId, contentHash: hash }, settle);
}

/** Notes the answer of the target; `accepted` is what it has once it accepts. */
async function end(
  { settings }: Line,
  item: PendingDelivery,
  delivery: Delivery,
  answer: DeliveryAnswer,
  accepted: Pick<Settlement, 'originalId' | 'remoteId' | 'contentHash'>,
  settle: (changes: Partial<Settlement>) => Promise<void>,
): Promise<Ending> {
  const { originalId } = delivery;
  switch (answer.kind) {
    case 'accepted':
      await settle(accepted);
      return { kind: 'accepted', what: delivery.kind };
    case 'refused':
      await settle({
        originalId,
        state: 'dead',
        attempts: item.attempts + 1,
        problem: answer.problem,
      });
      return answer;
    case 'forbidden':
      return answer;
    case 'unavailable': {
      if (!answer.isAboutThis) return answer;
      const attempts = item.attempts + 1;
      const unknown = { originalId, contentHash: null };
      if (attempts < settings.retry.tries) {
        await settle({ ...unknown, state: 'open', attempts, problem: answer.problem });
        return answer;
      }
      const message = `It failed ${attempts} times. ${answer.problem.message}`;
      const problem = aProblem('DELIVER_FAILED', message);
      await settle({ ...unknown, state: 'dead', attempts, problem });
      return { kind: 'refused', problem };
    }
  }
}
