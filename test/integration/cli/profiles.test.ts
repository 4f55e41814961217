import { readFileSync } from 'node:fs';
import { cp, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { CommandInput } from '../../../src/cli/command.ts';
import { manageProfiles } from '../../../src/cli/profiles.ts';
import { validateDocuments } from '../../../src/cli/validate.ts';
import { readSettings, type Settings } from '../../../src/config.ts';
import { runCommand } from '../../support/command.ts';
import { oracle } from '../../support/official-shapes.ts';
import { repositoryRoot } from '../../support/turtle-files.ts';

const head = `
  @prefix : <https://profile.example.org/shapes#> .
  @prefix dcat: <http://www.w3.org/ns/dcat#> . @prefix dct: <http://purl.org/dc/terms/> .
  @prefix foaf: <http://xmlns.com/foaf/0.1/> . @prefix owl: <http://www.w3.org/2002/07/owl#> .
  @prefix sh: <http://www.w3.org/ns/shacl#> . @prefix xsd: <http://www.w3.org/2001/XMLSchema#> .`;

/** Shapes with the peculiarities that official files are known for. */
const peculiar = `${head}
  <https://profile.example.org/> a owl:Ontology ; owl:imports <https://vocabulary.example.org/terms.ttl> .
  :Dataset sh:targetClass dcat:Dataset ; sh:property
    [ sh:path dct:title ; sh:minCount 1 ; sh:description "A title is missing" ],
    [ sh:or ( [ sh:path dcat:version ; sh:minCount 1 ] [ sh:path dct:identifier ; sh:minCount 1 ] ) ; sh:severity sh:Violation ],
    [ sh:path dct:issued ; sh:shape :Date ; sh:severity sh:Violation ],
    [ sh:path dct:publisher ; sh:node :Publisher ; sh:severity sh:Warning ; sh:message "Publisher"@en ],
    :Elsewhere .
  :Date sh:datatype xsd:date .
  :Agent sh:property [ sh:path foaf:name ; sh:minCount 1 ; sh:severity sh:Violation ] .
  :Publisher sh:extends :Agent ; sh:property [ sh:path foaf:homepage ; sh:minCount 1 ] .
  :Guard sh:targetNode <urn:example:guard> ; sh:sparql [
    sh:message "There is no dataset"@en ;
    sh:select "SELECT $this WHERE { FILTER NOT EXISTS { ?any a <http://www.w3.org/ns/dcat#Dataset> } }" ] .`;

const data = `
  @prefix dcat: <http://www.w3.org/ns/dcat#> . @prefix dct: <http://purl.org/dc/terms/> .
  <https://data.example.org/d> a dcat:Dataset ; dct:publisher <https://data.example.org/p> .
  <https://data.example.org/p> <http://xmlns.com/foaf/0.1/name> "P" .`;

let folder: string;
let settings: Settings;
const file = (name: string) => join(folder, name);
const profilesYaml = () => readFile(file('config/profiles.yaml'), 'utf8');
const profiles = (operands: readonly string[], options: CommandInput['options'] = {}) =>
  runCommand(manageProfiles, { settings, operands, options });
const validate = (operands: readonly string[], options: CommandInput['options']) =>
  runCommand(validateDocuments, { settings, operands, options });

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'glaneur-profiles-'));
  for (const name of ['config', 'shapes', 'vocab'])
    await cp(join(repositoryRoot, name), file(name), { recursive: true });
  await writeFile(file('peculiar.ttl'), peculiar);
  await writeFile(file('data.ttl'), data);
  settings = readSettings({ LOG_LEVEL: 'silent', CONFIG_DIR: file('config') });
});
afterEach(() => rm(folder, { recursive: true, force: true }));

describe('glaneur profiles', () => {
  it('lists the profiles in force', async () => {
    const { code, out } = await profiles(['list']);
    expect(code).toBe(0);
    expect(out.split('\n').map((line) => line.split(' ')[0])).toEqual([
      ...['healthdcat-ap-8', 'hdh-2025', 'dcat-ap-3.0.1', ''],
    ]);
  });

  it('adds shapes of a publisher, says which peculiarities it survived, and keeps the comments', async () => {
    const before = await profilesYaml();
    const { code, out, err } = await profiles(['add', file('peculiar.ttl')], {
      id: 'peculiar-1',
      title: 'Peculiar',
      iri: 'https://profile.example.org/',
    });
    expect({ code, err }).toEqual({ code: 0, err: '' });
    for (const line of [
      'all levels: 2 shapes with a target, 7 property shapes',
      'survived: 1 × property shapes without sh:path',
      'survived: 1 × sh:extends',
      'survived: 1 × sh:shape',
      'survived: 1 × references to shapes that are in none of the files',
      'survived: 2 × property shapes without sh:severity',
      'https://vocabulary.example.org/terms.ttl',
    ])
      expect(out).toContain(line);
    const after = await profilesYaml();
    expect(after.slice(0, before.indexOf('profiles:'))).toBe(
      before.slice(0, before.indexOf('profiles:')),
    );
    expect(after).toContain('# What the national catalogue of the Health Data Hub validates');
    expect((await profiles(['list'])).out).toContain('peculiar-1');
  });

  it('validates with the added profile at once, with a sentence where the shapes give none', async () => {
    await profiles(['add', file('peculiar.ttl')], { id: 'peculiar-1' });
    const { code, out } = await validate([file('data.ttl')], { profile: 'peculiar-1' });
    expect(code).toBe(1);
    expect(out).toContain('violation  dct:title  [dct:title-MinCount]');
    expect(out).toContain('fr  Le nœud ne satisfait pas à ce que demande le profil.');
    expect(out).toContain('[node-Or]');
    expect(out).toContain('warning  dct:publisher');
  });

  it('tells access levels by file names', async () => {
    await mkdir(file('release'));
    const rule = (level: string) =>
      `${head} :${level} sh:targetClass dcat:Dataset ; sh:property [ sh:path dct:${level} ; sh:minCount 1 ] .`;
    for (const level of ['public', 'restricted', 'non-public'])
      await writeFile(file(`release/${level}-shapes.ttl`), rule(level));
    await writeFile(file('release/all.ttl'), rule('all'));
    const { out } = await profiles(['add', file('release')], { id: 'by-level' });
    expect(out).toContain('NON_PUBLIC: 2 shapes with a target');
    const checked = await validate([file('data.ttl')], { profile: 'by-level', json: true });
    const paths = JSON.parse(checked.out).files[0].parts[0].findings.map(
      ({ path }: { path: string }) => path,
    );
    expect(paths).toEqual(['dct:all', 'dct:non-public']);
    const flat = await profiles(['add', file('release')], { id: 'flat', levels: 'none' });
    expect(flat.out).toContain('all levels: 4 shapes with a target');
  });

  it('refuses to replace a profile unless told to, and leaves nothing of the old one then', async () => {
    await profiles(['add', file('peculiar.ttl')], { id: 'peculiar-1' });
    const before = await profilesYaml();
    await writeFile(file('peculiar.ttl'), peculiar.replace('dct:title', 'dct:description'));
    const refused = await profiles(['add', file('peculiar.ttl')], { id: 'peculiar-1' });
    expect(refused.code).toBe(2);
    expect(refused.err).toContain('There is a profile peculiar-1 already');
    expect(await profilesYaml()).toBe(before);
    await profiles(['add', file('peculiar.ttl')], { id: 'peculiar-1', replace: true });
    const { out } = await validate([file('data.ttl')], { profile: 'peculiar-1' });
    expect(out).toContain('[dct:description-MinCount]');
    expect(await readdir(file('shapes/added'))).toHaveLength(1);
  });

  it.each([
    ['no Turtle', 'this is { no Turtle', 'broken.ttl is no Turtle'],
    ['no shapes', '<a:a> <b:b> <c:c> .', 'hold no shape with a target'],
    [
      'a path that is none',
      `${head} :S sh:targetClass dcat:Dataset ; sh:property [ sh:path [ ] ; sh:minCount 1 ] .`,
      'no path',
    ],
  ])('changes nothing for %s', async (_name, text, reason) => {
    const before = await profilesYaml();
    await writeFile(file('broken.ttl'), text);
    const { code, out, err } = await profiles(['add', file('broken.ttl')], { id: 'broken' });
    expect({ code, out }).toEqual({ code: 2, out: '' });
    expect(err).toContain(reason);
    expect(await profilesYaml()).toBe(before);
    expect(await readdir(file('shapes'))).not.toContain('added');
  });

  it.each([
    [[], {}],
    [['add', 'x.ttl'], {}],
    [['add'], { id: 'x' }],
    [['add', 'x.ttl'], { id: '../x' }],
    [['remove'], {}],
  ])('ends with 64 for %j %j', async (operands, options) => {
    expect((await profiles(operands, options)).code).toBe(64);
  });
});

describe.skipIf(!oracle)('the official files', () => {
  const shacl = `${oracle}/shacl`;
  const dcatAp = [
    'shapes',
    'range',
    'shapes_recommended',
    'mdr-vocabularies.shape',
    'deprecateduris',
  ];
  const base = dcatAp.map((name) => `${shacl}/dcat-ap-3.0.1/${name}.ttl`);
  const example = `${oracle}/examples/healthdcat-ap-r8/example-healthdcat-dataset.ttl`;

  it.each([
    ['healthdcat-ap-8', [`${shacl}/healthdcat-ap-r8`, ...base.slice(0, 3)], 'NON_PUBLIC', 0],
    ['hdh-2025', [`${shacl}/hdh-catalogue`], 'all levels', 1],
    ['dcat-ap-3.0.1', base, 'all levels', 0],
  ])('of %s can stand in for ours', async (id, locations, level, expected) => {
    const { code, out, err } = await profiles(['add', ...locations], { id, replace: true });
    expect({ code, err }).toEqual({ code: 0, err: '' });
    expect(out).toContain(`${level}: `);
    const { code: verdict, out: report } = await validate([example], { profile: id });
    expect(report).toContain('warning');
    expect(verdict).toBe(expected);
    expect(readFileSync(file('config/profiles.yaml'), 'utf8')).toContain(`shapes/added/${id}-`);
  });
});
