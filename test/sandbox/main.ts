import { startSandbox } from './index.ts';

const sandbox = await startSandbox({
  ports: { bndmr: 8181, franceCohortes: 8182, hdh: 8183, eds: 8184 },
});

for (const [name, variable] of [
  ['bndmr', 'BNDMR_URL'],
  ['franceCohortes', 'FRANCE_COHORTES_URL'],
  ['hdh', 'HDH_URL'],
  ['eds', 'EDS_URL'],
] as const) {
  console.log(`${variable}=${sandbox.urls[name]}`);
}

for (const signal of ['SIGINT', 'SIGTERM'] as const)
  process.once(signal, () => void sandbox.close());
