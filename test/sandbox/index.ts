import { bndmrKeys, createBndmr } from './bndmr.ts';
import { createEds, edsKeys } from './eds.ts';
import { createFranceCohortes, franceCohortesKeys } from './france-cohortes.ts';
import { createHdh, hdhKeys } from './hdh.ts';
import { type Respond, type RunningServer, startEndpoint } from './server.ts';
import { createControls, createSwitches, type Endpoint, type Switches } from './switches.ts';

export type { Endpoint } from './switches.ts';

export interface SandboxOptions {
  /** Fixed ports; absent: any free one. */
  readonly ports?: Partial<Readonly<Record<Endpoint, number>>>;
}

/** Four local endpoints that speak the protocols of the seed sources. */
export interface Sandbox {
  /** Addresses to configure as the sources' `url`. */
  readonly urls: Readonly<Record<Endpoint, string>>;
  readonly switches: Switches;
  close(): Promise<void>;
}

/** Starts the four endpoints on the loopback interface. */
export async function startSandbox({ ports = {} }: SandboxOptions = {}): Promise<Sandbox> {
  const controls = {
    bndmr: createControls(bndmrKeys),
    franceCohortes: createControls(franceCohortesKeys),
    hdh: createControls(hdhKeys),
    eds: createControls(edsKeys),
  };
  const running: RunningServer[] = [];
  const close = async () => {
    await Promise.all(running.map((server) => server.close()));
  };
  const start = async (endpoint: Endpoint, create: (origin: string) => Respond) => {
    const server = await startEndpoint(ports[endpoint] ?? 0, controls[endpoint], create);
    running.push(server);
    return server.origin;
  };
  try {
    const urls = {
      bndmr: await start('bndmr', createBndmr),
      franceCohortes: await start('franceCohortes', createFranceCohortes),
      hdh: `${await start('hdh', createHdh)}/catalogue.ttl`,
      eds: `${await start('eds', createEds)}/exports/`,
    };
    return { urls, switches: createSwitches(controls), close };
  } catch (error) {
    // A port in use must not leave the other endpoints open.
    await close();
    throw error;
  }
}
