import { readFileSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Parser, Store } from 'n3';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { CommandInput } from '../../../src/cli/command.ts';
import { validateDocuments } from '../../../src/cli/validate.ts';
import { readSettings } from '../../../src/config.ts';
import { dct, namedNode, rdf } from '../../../src/rdf/vocabularies.ts';
import { runCommand } from '../../support/command.ts';
import { startServer } from '../../support/loopback-server.ts';
import { repositoryRoot } from '../../support/turtle-files.ts';

const settings = readSettings({
  LOG_LEVEL: 'silent',
  CONFIG_DIR: `${repositoryRoot}config`,
  BASE_URL: 'https://catalogue.example.org',
});
const validate = (operands: readonly string[], options: CommandInput['options'] = {}) =>
  runCommand(validateDocuments, { settings, operands, options });
const fixture = (name: string) => `${repositoryRoot}test/fixtures/validate/${name}.ttl`;
const good = fixture('non-public');

const prefixes = `
  @prefix dcat: <http://www.w3.org/ns/dcat#> . @prefix dct: <http://purl.org/dc/terms/> .
  @prefix foaf: <http://xmlns.com/foaf/0.1/> . @prefix ex: <https://data.example.org/> .`;

let folder: string;
const file = (name: string) => join(folder, name);
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'glaneur-validate-'));
  const write = (name: string, text: string) => writeFile(file(name), text);
  await write(
    'two.ttl',
    `${prefixes} ex:a a dcat:Dataset ; dct:title "A"@fr ; dcat:distribution [ a dcat:Distribution ], [ a dcat:Distribution ] .
     ex:b a dcat:Dataset ; dct:title "B"@fr ; dct:description "Texte"@fr .
     ex:catalogue a dcat:Catalog ; dcat:dataset ex:a, ex:b .`,
  );
  await write('agent.ttl', `${prefixes} ex:agent a foaf:Agent .`);
  await write('nothing.ttl', `${prefixes} ex:x a ex:Unheard .`);
  await write('broken.ttl', `${prefixes} ex:x a ex:Unheard ; .. .`);
  await write('ckan.json', '{"title": "No RDF", "resources": []}');
});
afterAll(() => rm(folder, { recursive: true, force: true }));

describe('glaneur validate', () => {
  it('ends with 0 for documents that conform, warnings or not', async () => {
    const { code, out } = await validate([good, fixture('public')]);
    expect(out).toContain(
      'conforms to HealthDCAT-AP Release 8 (NON_PUBLIC): 0 violations, 1 warning',
    );
    expect(out).toContain('(PUBLIC): 0 violations');
    expect(out).not.toContain('\u001b');
    expect(code).toBe(0);
  });

  it('ends with 1 for violations, and ranks what is missing before warnings', async () => {
    const { code, out } = await validate([file('two.ttl')]);
    expect(code).toBe(1);
    const severities = [...out.matchAll(/^ {2}(violation|warning) {2}/gm)].map(([, name]) => name);
    const first = out.slice(0, out.indexOf('\n\n'));
    expect(first).toContain('A <https://data.example.org/a>');
    expect(first.indexOf('violation  dct:description')).toBeGreaterThan(0);
    expect(first.lastIndexOf('\n  violation')).toBeLessThan(first.indexOf('\n  warning'));
    expect(severities.length).toBeGreaterThan(50);
    expect(out).toMatch(/two\.ttl: 2 datasets, \d+ violations, \d+ warnings\n$/);
  });

  it('groups equal results, counts them and names their places', async () => {
    const { out } = await validate([file('two.ttl')]);
    expect(out).toContain('violation  dcat:accessURL  [Distribution-accessURL] × 2');
    expect(out).toContain('      at dcat:distribution\n      at dcat:distribution[2]\n');
  });

  it('says how to mend it in both languages, or in one', async () => {
    const both = await validate([file('two.ttl')]);
    expect(both.out).toMatch(/\n {6}en {2}No description .*\n {6}fr {2}Il manque la description /);
    const french = await validate([file('two.ttl')], { language: 'fr' });
    expect(french.out).toContain("n'est pas conforme à HealthDCAT-AP, version 8 (NON_PUBLIC)");
    expect(french.out).toContain('\n      Il manque la description (dct:description)');
    expect(french.out).not.toContain('No description');
  });

  it('checks what belongs to no dataset by itself: a catalogue, a lone agent', async () => {
    const { out } = await validate([file('two.ttl')]);
    expect(out).toContain('What belongs to no dataset');
    expect(out).toContain('[Catalog-publisher]');
    const agent = await validate([file('agent.ttl')], { profile: 'dcat-ap-3.0.1' });
    expect(agent.out).toContain('violation  foaf:name  [Agent-name]');
    expect(agent.code).toBe(1);
  });

  it.each([
    ['broken.ttl', 'PARSE_SYNTAX', 'line 3'],
    ['ckan.json', 'PARSE_NOT_RDF', 'JSON without any JSON-LD context'],
    ['nothing.ttl', 'MAP_NO_DATASET', 'but https://data.example.org/Unheard'],
    ['absent.ttl', 'PARSE_NOT_RDF', 'There is no file'],
  ])('ends with 2 for %s and says why, after the others', async (name, problem, reason) => {
    const { code, out } = await validate([file(name), good]);
    expect(code).toBe(2);
    expect(out).toContain(`[${problem}]`);
    expect(out).toContain(reason);
    expect(out).toContain('conforms to HealthDCAT-AP Release 8');
  });

  it.each([
    [[], {}, 'Name the files'],
    [[good], { profile: 'none' }, 'Known: healthdcat-ap-8, hdh-2025, dcat-ap-3.0.1'],
    [[good], { format: 'yaml' }, '--format is one of text, json, sarif, turtle'],
    [[good], { language: 'de' }, '--language is one of en, fr'],
    [[good], { engine: 'other' }, '--engine is one of compiled, reference'],
  ])('ends with 64 for wrong usage: %j %j', async (operands, options, message) => {
    const { code, out, err } = await validate(operands, options);
    expect({ code, out }).toEqual({ code: 64, out: '' });
    expect(err).toContain(message);
  });

  it('reads from a URL, by its media type', async () => {
    const server = await startServer((_request, response) => {
      response.setHeader('content-type', 'text/turtle');
      response.end(readFileSync(good));
    });
    try {
      expect((await validate([`${server.url}/dataset`])).code).toBe(0);
    } finally {
      await server.close();
    }
  });

  it('finds the same with the reference engine', async () => {
    const compiled = await validate([file('two.ttl')], { json: true });
    const reference = await validate([file('two.ttl')], { json: true, engine: 'reference' });
    expect(JSON.parse(reference.out)).toEqual(JSON.parse(compiled.out));
  });
});

describe('the formats for machines', () => {
  it('gives JSON per document and dataset', async () => {
    const { out } = await validate([file('two.ttl'), file('broken.ttl')], { format: 'json' });
    const { profile, files } = JSON.parse(out);
    expect(profile).toBe('healthdcat-ap-8');
    expect(files[0]).toMatchObject({
      conforms: false,
      parts: [{ title: 'A' }, { title: 'B' }, { dataset: null }],
    });
    expect(files[0].parts[0].findings[0]).toMatchObject({
      severity: 'Violation',
      rule: expect.any(String),
    });
    expect(files[1]).toMatchObject({ problem: { code: 'PARSE_SYNTAX' } });
  });

  it('gives a SARIF log whose results point at rules and files', async () => {
    const { out } = await validate([file('two.ttl'), file('broken.ttl')], { format: 'sarif' });
    const log = JSON.parse(out);
    expect(log.version).toBe('2.1.0');
    const [run] = log.runs;
    const ids = run.tool.driver.rules.map(({ id }: { id: string }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    expect(run.results.length).toBeGreaterThan(50);
    for (const { ruleId, ruleIndex, level, message, locations } of run.results) {
      expect(ids[ruleIndex]).toBe(ruleId);
      expect(['error', 'warning', 'note']).toContain(level);
      expect(message.text).toMatch(/\S/);
      expect(locations[0].physicalLocation.artifactLocation.uri).toMatch(/^file:\/\/\/.*two\.ttl$/);
    }
    expect(ids).toContain('Dataset-description');
    expect(run.invocations[0]).toMatchObject({
      executionSuccessful: false,
      toolExecutionNotifications: [{ level: 'error', descriptor: { id: 'PARSE_SYNTAX' } }],
    });
  });

  it('gives a SHACL validation report, complete and readable', async () => {
    const { out } = await validate([file('two.ttl')], { format: 'turtle' });
    const store = new Store(new Parser().parse(out));
    const sh = (name: string) => namedNode(`http://www.w3.org/ns/shacl#${name}`);
    const [report] = store.getSubjects(rdf.type, sh('ValidationReport'), null);
    expect(store.getObjects(report ?? null, sh('conforms'), null)[0]?.value).toBe('false');
    expect(store.getObjects(report ?? null, dct.source, null)[0]?.value).toMatch(/two\.ttl$/);
    const results = store.getObjects(report ?? null, sh('result'), null);
    expect(results.length).toBeGreaterThan(50);
    const properties = ['focusNode', 'resultSeverity', 'sourceConstraintComponent', 'sourceShape'];
    for (const result of results) {
      for (const property of properties)
        expect(store.getObjects(result, sh(property), null), property).toHaveLength(1);
      expect(store.getObjects(result, sh('resultMessage'), null)).toHaveLength(2);
    }
    expect(
      store.countQuads(
        null,
        sh('sourceShape'),
        namedNode('https://catalogue.example.org/profiles/healthdcat-ap-8#Dataset-description'),
        null,
      ),
    ).toBe(1);
    const conforming = await validate([file('agent.ttl')], {
      format: 'turtle',
      profile: 'hdh-2025',
    });
    expect(conforming.out).toContain('sh:resultPath foaf:name');
  });
});
