import type { Quad } from '@rdfjs/types';
import { Parser } from 'n3';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Entity } from '../../src/model/published.ts';
import type { ValidationResult } from '../../src/model/report.ts';
import { findTarget, render } from '../../src/publish/profiles/index.ts';
import { compact } from '../../src/rdf/vocabularies.ts';
import { indexVocabularies } from '../../src/validate/background.ts';
import { createValidator, type Validator } from '../../src/validate/shacl.ts';
import { type Sandbox, startSandbox } from '../sandbox/index.ts';
import { type Harvester, startHarvester } from '../support/harvester.ts';
import { officialValidator, oracle } from '../support/official-shapes.ts';
import { ownValidator, readVocabularies } from '../support/own-shapes.ts';
import { explainBy } from '../support/stored-facts.ts';
import { readProfileShapes, readTargetGraphs } from '../support/target-graphs.ts';
import { readTurtle } from '../support/turtle-files.ts';

const officialFiles: Readonly<Record<string, readonly string[]>> = {
  'hdh-2025': ['hdh-catalogue/hdap-validator-sensitivity-shape'],
  'dcat-ap-3.0.1': ['shapes', 'range', 'mdr-vocabularies.shape', 'shapes_recommended'].map(
    (file) => `dcat-ap-3.0.1/${file}`,
  ),
};

/** The shapes that are at hand of a profile: the official ones with ORACLE_DATA, and ours. */
const shapes = Object.entries(officialFiles).flatMap(([id, files]) => {
  const official = oracle
    ? files.flatMap((file) => readTurtle(`${oracle}/shacl/${file}.ttl`))
    : undefined;
  const own = readProfileShapes(id);
  return [
    ...(official ? [{ id, whose: 'official', shapes: official }] : []),
    ...(own ? [{ id, whose: 'our own', shapes: own }] : []),
  ];
});

function validatorOf(id: string, quads: readonly Quad[]): Validator {
  return createValidator({
    profileId: id,
    shapes: { PUBLIC: quads, RESTRICTED: quads, NON_PUBLIC: quads },
    vocabularies: indexVocabularies(readVocabularies()),
  });
}

const targetOf = (id: string) => {
  const target = findTarget(id);
  if (!target) throw new Error(`no target ${id}`);
  return target;
};
const parse = ({ ntriples }: { readonly ntriples: string }) => new Parser().parse(ntriples);

async function violations(validate: Validator, quads: readonly Quad[]) {
  const { results } = await validate(quads);
  return results.filter(({ severity }) => severity === 'Violation');
}

const brief = ({ path, focusNode, component, value }: ValidationResult) =>
  `${compact((path ?? '').replace(/^<|>$/g, ''))} ${component.replace(/.*#/, '')} ${value} (${focusNode})`;

/** The record names a profile, which the catalogue describes and not the graphs at hand. */
const isOfDataset = (result: string) => !result.endsWith('#record)');

describe('a dataset whose source said everything', () => {
  const stored = readTargetGraphs('stored');

  it('conforms to HealthDCAT-AP Release 8 as it is stored', async () => {
    const quads = stored.flatMap(parse);
    const own = await violations(ownValidator(), quads);
    const official = oracle ? await violations(await officialValidator('NON_PUBLIC'), quads) : [];
    expect([...own, ...official].map(brief).filter(isOfDataset)).toEqual([]);
  });

  it.skipIf(shapes.length === 0).each(shapes)(
    'conforms to the $whose shapes of $id when it is rendered for them',
    async ({ id, shapes: quads }) => {
      const rendered = stored.flatMap((graph) => parse(render(targetOf(id), graph)));
      const found = (await violations(validatorOf(id, quads), rendered)).map(brief);
      expect(found.filter(isOfDataset)).toEqual([]);
    },
  );
});

/** Facts that the national shapes demand and some source does not give. */
const neverGiven = [
  ...['adms:sample', 'dcat:byteSize', 'dct:format', 'dct:rights', 'foaf:homepage', 'foaf:mbox'],
  ...['healthdcatap:healthTheme', 'healthdcatap:publisherNote', 'healthdcatap:publisherType'],
  ...['healthdcatap:trustedDataHolder', 'vcard:hasEmail', 'vcard:hasURL'],
];

/** What single datasets lack: described in the draft's terms, in Release 8's, and those with a default HDAB. */
const gaps: Readonly<Record<string, readonly string[]>> = {
  'https://catalogue.sante.example/dataset/apriorics': ['adms:sample'],
  'https://catalogue.sante.example/dataset/pmsi-rimp': [
    'adms:sample',
    'dcat:byteSize',
    'healthdcatap:publisherNote',
    'healthdcatap:trustedDataHolder',
  ],
  'https://catalogue.sante.example/dataset/sursaud': [
    'adms:sample',
    'dcat:byteSize',
    'foaf:mbox',
    'healthdcatap:publisherNote',
    'healthdcatap:trustedDataHolder',
  ],
};

describe.skipIf(shapes.length === 0)('the datasets of the four seed sources', () => {
  let sandbox: Sandbox;
  let harvester: Harvester;
  const entities: Entity[] = [];

  beforeAll(async () => {
    sandbox = await startSandbox();
    harvester = await startHarvester(sandbox.urls);
    await harvester.harvest();
    await harvester.context.reader.snapshot(async (_state, all) => {
      for await (const entity of all) entities.push(entity);
    });
  }, 180_000);
  afterAll(async () => {
    await harvester.close();
    await sandbox.close();
  });

  /** Every dataset with the agents it names and the standards of the catalogue: stored, and rendered. */
  function* each(id: string) {
    const target = targetOf(id);
    const rendered = new Map(
      entities.map((entity) => [entity.iri, parse(render(target, entity))] as const),
    );
    const standards = entities
      .filter(({ kind }) => kind === 'catalog')
      .flatMap(({ iri }) => rendered.get(iri) ?? [])
      .filter(({ subject }) => subject.value === target.iri);
    for (const dataset of entities.filter(({ kind }) => kind === 'dataset')) {
      const own = parse(dataset);
      const named = new Set(own.map(({ object }) => object.value));
      const agents = entities.filter(({ kind, iri }) => kind === 'agent' && named.has(iri));
      yield {
        iri: dataset.iri,
        stored: [...own, ...agents.flatMap(parse)],
        rendered: [dataset, ...agents]
          .flatMap(({ iri }) => rendered.get(iri) ?? [])
          .concat(standards),
      };
    }
  }

  it.each(shapes.filter(({ id }) => id === 'dcat-ap-3.0.1'))(
    'conform to the $whose shapes of DCAT-AP 3.0.1, all of them',
    async ({ id, shapes: quads }) => {
      const validate = validatorOf(id, quads);
      const found: string[] = [];
      let datasets = 0;
      for (const { rendered } of each(id)) {
        datasets += 1;
        found.push(...(await violations(validate, rendered)).map(brief));
      }
      expect(datasets).toBeGreaterThanOrEqual(250);
      expect([...new Set(found)].slice(0, 20)).toEqual([]);
    },
    300_000,
  );

  it.each(shapes.filter(({ id }) => id === 'hdh-2025'))(
    'violate the $whose shapes of hdh-2025 only where their sources do not give a fact',
    async ({ id, shapes: quads }) => {
      const validate = validatorOf(id, quads);
      const unexplained: string[] = [];
      const lacking = new Map<string, readonly string[]>();
      for (const { iri, stored, rendered } of each(id)) {
        const explain = explainBy(stored);
        const found = await violations(validate, rendered);
        unexplained.push(...found.filter((one) => explain(one).length === 0).map(brief));
        const facts = found.flatMap(explain).map((fact) => fact.slice(0, fact.indexOf(' ')));
        lacking.set(iri, [...new Set(facts)].sort());
      }
      expect([...new Set(unexplained)].slice(0, 20)).toEqual([]);
      expect([...new Set([...lacking.values()].flat())].sort()).toEqual(neverGiven);
      for (const [iri, facts] of Object.entries(gaps)) expect(lacking.get(iri), iri).toEqual(facts);
    },
    300_000,
  );
});
