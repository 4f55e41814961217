/** Lets one waiter sleep until somebody calls, a time passes, or it is told to stop. */
export interface Wake {
  /** Wakes the waiter; a call while nobody waits is remembered. */
  readonly call: () => void;
  wait(milliseconds: number, signal: AbortSignal): Promise<void>;
}

/** Makes a bell for one waiter. */
export function createWake(): Wake {
  let isCalled = false;
  let ring: (() => void) | null = null;
  return {
    call: () => {
      isCalled = true;
      ring?.();
    },
    wait: async (milliseconds, signal) => {
      if (!isCalled && !signal.aborted) {
        await new Promise<void>((resolve) => {
          const timer = setTimeout(resolve, milliseconds);
          ring = () => {
            clearTimeout(timer);
            resolve();
          };
          signal.addEventListener('abort', ring, { once: true });
        });
        if (ring) signal.removeEventListener('abort', ring);
        ring = null;
      }
      isCalled = false;
    },
  };
}
