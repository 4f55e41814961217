import type { Settings } from '../../src/config.ts';
import { createContext } from '../../src/context.ts';
import { startDeliveries } from '../../src/deliveries.ts';
import { forSandbox } from './harvester.ts';

/** Deliveries in a process of its own, for tests that kill it. Argument: its settings as JSON. */
// What deliveringSettings made is what is parsed.
const settings = JSON.parse(process.argv[2] ?? '{}') as Settings;
await startDeliveries(await createContext(settings, { adapt: forSandbox }));
setInterval(() => undefined, 60_000);
