import type { Problem } from '../../model/problem.ts';

/** One change as a target is told it. */
export type Delivery =
  | {
      readonly kind: 'put';
      /** Our own name of the dataset, by which the target knows where it comes from. */
      readonly originalId: string;
      /** Name that the target gave it, or null. */
      readonly remoteId: string | null;
      /** It was never sent before; otherwise the target may have it. */
      readonly isNew: boolean;
      /** The dataset with the agents it names, in Turtle. */
      readonly document: string;
    }
  | {
      readonly kind: 'delete';
      readonly originalId: string;
      readonly remoteId: string | null;
    };

/** What a target says to a delivery. */
export type DeliveryAnswer =
  | { readonly kind: 'accepted'; readonly remoteId: string | null }
  /** It will never take this; others may still pass. */
  | { readonly kind: 'refused'; readonly problem: Problem }
  | {
      readonly kind: 'unavailable';
      readonly problem: Problem;
      /** Least pause, in milliseconds. */
      readonly waitMs: number;
      /** It may be this delivery that it fails over. */
      readonly isAboutThis: boolean;
    }
  /** It does not let us in at all, whatever we send. */
  | { readonly kind: 'forbidden'; readonly problem: Problem };

/**
 * How deliveries reach a target, whatever the transport. A delivery may come twice, since a process
 * can die between acceptance and its note of it: the adapter makes the second one harmless.
 */
export interface Carrier {
  /** Rejects only when `signal` was aborted or on a defect; everything else is an answer. */
  deliver(delivery: Delivery, signal: AbortSignal): Promise<DeliveryAnswer>;
  close(): Promise<void>;
}
