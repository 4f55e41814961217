import type { Quad } from '@rdfjs/types';
import { Parser } from 'n3';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { AccessLevel } from '../../src/model/source.ts';
import { type Sandbox, startSandbox } from '../sandbox/index.ts';
import { type Harvester, startHarvester } from '../support/harvester.ts';
import { officialValidator, oracle } from '../support/official-shapes.ts';

describe('the published catalogue of the four seed sources', () => {
  let sandbox: Sandbox;
  let harvester: Harvester;

  beforeAll(async () => {
    sandbox = await startSandbox();
    harvester = await startHarvester(sandbox.urls);
    await harvester.harvest();
  }, 180_000);
  afterAll(async () => {
    await harvester.close();
    await sandbox.close();
  });

  it.skipIf(!oracle)(
    'passes the official Release 8 shapes of each dataset’s access level',
    async () => {
      const { reader } = harvester.context;
      const agents = new Map<string, string>();
      let catalogue: readonly Quad[] = [];
      const datasets: { iri: string; ntriples: string }[] = [];
      await reader.snapshot(async (_state, entities) => {
        for await (const { kind, iri, ntriples } of entities) {
          if (kind === 'catalog') catalogue = new Parser().parse(ntriples);
          if (kind === 'agent') agents.set(iri, ntriples);
          if (kind === 'dataset') datasets.push({ iri, ntriples });
        }
      });
      const validators = new Map<AccessLevel, ReturnType<typeof officialValidator>>();
      const violations = new Set<string>();
      const standards = catalogue.filter(({ subject }) => subject.value.includes('/releases/'));
      for (const { iri, ntriples } of datasets) {
        const own = new Parser().parse(ntriples);
        const named = new Set(own.map(({ object }) => object.value));
        const others = [...named].flatMap((agent) => new Parser().parse(agents.get(agent) ?? ''));
        const level = /access-right\/(PUBLIC|RESTRICTED|NON_PUBLIC)>/.exec(
          ntriples,
        )?.[1] as AccessLevel; // the pattern's own words
        const validate = validators.get(level) ?? officialValidator(level);
        validators.set(level, validate);
        const report = await (await validate)([...own, ...others, ...standards]);
        for (const { severity, path, component, value } of report.results) {
          if (severity === 'Violation') violations.add(`${path} ${component} ${value} (${iri})`);
        }
      }
      expect(datasets.length).toBeGreaterThanOrEqual(250);
      expect([...violations].slice(0, 20)).toEqual([]);
    },
    300_000,
  );
});
