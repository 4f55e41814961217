import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Writable } from 'node:stream';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { manageVocabularies } from '../../../src/cli/vocabularies.ts';
import { readSettings } from '../../../src/config.ts';
import { startServer } from '../../support/loopback-server.ts';

const scheme = 'https://list.example.org/colours';
const prefixes =
  '@prefix skos: <http://www.w3.org/2004/02/skos/core#> . @prefix dct: <http://purl.org/dc/terms/> .';

function colours(names: readonly string[], extra = ''): string {
  const concepts = names.map(
    (name) => `<${scheme}/${name}> a skos:Concept, dct:Standard ; skos:inScheme <${scheme}> ;
      skos:prefLabel "${name.toLowerCase()}"@en, "${name.toLowerCase()} fr"@fr .`,
  );
  return `${prefixes}\n<${scheme}> a skos:ConceptScheme ; dct:title "Colours"@en .\n${concepts.join('\n')}\n${extra}`;
}

const ours = ['BLUE', 'GREEN', 'GREY', 'PINK', 'RED'];

describe('glaneur vocabularies', () => {
  let folder: string;
  let answer: { status: number; type: string; body: string };
  let server: Awaited<ReturnType<typeof startServer>>;

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'glaneur-vocab-'));
    answer = { status: 200, type: 'text/turtle', body: colours(ours) };
    server = await startServer((_, response) => {
      response.writeHead(answer.status, { 'content-type': answer.type }).end(answer.body);
    });
    await mkdir(join(folder, 'config'));
    await writeFile(join(folder, 'colours.ttl'), colours(ours));
    await writeFile(
      join(folder, 'config/vocabularies.yaml'),
      JSON.stringify({
        aliases: 'aliases.ttl',
        vocabularies: [
          {
            id: 'colours',
            file: 'colours.ttl',
            scheme,
            url: `${server.url}/colours`,
            allowPrivateHosts: ['127.0.0.1'],
          },
        ],
      }),
    );
  });
  afterEach(async () => {
    await server.close();
    await rm(folder, { recursive: true, force: true });
  });

  async function run(operands: readonly string[], options = {}) {
    const text = { stdout: '', stderr: '' };
    const sink = (name: 'stdout' | 'stderr') =>
      new Writable({
        write(chunk, _, done) {
          text[name] += chunk;
          done();
        },
      });
    const code = await manageVocabularies({
      settings: readSettings({}, join(folder, 'config')),
      operands,
      options,
      signal: new AbortController().signal,
      stdout: sink('stdout'),
      stderr: sink('stderr'),
    });
    return { code, ...text };
  }
  const file = () => readFile(join(folder, 'colours.ttl'), 'utf8');
  const lock = () => readFile(join(folder, 'config/vocabularies.lock.json'), 'utf8');

  it('takes new, changed and deprecated concepts, and says which', async () => {
    answer.body = `${prefixes} ${ours
      .concat('TEAL')
      .map(
        (name) => `<${scheme}/${name}> skos:inScheme <${scheme}> ;
          skos:prefLabel "${name === 'GREY' ? 'gray' : name.toLowerCase()}"@en, "x"@de .`,
      )
      .join('\n')} <${scheme}/RED> <http://www.w3.org/2002/07/owl#deprecated> true .`;
    const { code, stdout } = await run(['update']);
    expect(code).toBe(0);
    expect(stdout).toBe(
      'colours: 3 change(s)\n  + TEAL teal\n  ~ GREY grey → GREY gray\n  ! RED red is deprecated\n',
    );
    const written = await file();
    expect(written).toContain(
      `<${scheme}/TEAL> a skos:Concept, <http://purl.org/dc/terms/Standard>`,
    );
    expect(written).toContain('"gray"@en, "grey fr"@fr');
    expect(written).not.toContain('@de');
    expect(JSON.parse(await lock())).toMatchObject({
      colours: { url: `${server.url}/colours`, sha256: expect.stringMatching(/^[0-9a-f]{64}$/) },
    });
    expect((await run(['update', 'colours'])).stdout).toBe('colours: no change\n');
    expect(await file()).toBe(written);
  });

  it('writes nothing on a dry run', async () => {
    const before = await file();
    answer.body = colours([...ours, 'TEAL']);
    const { stdout } = await run(['update'], { 'dry-run': true });
    expect(stdout).toContain('+ TEAL');
    expect(await file()).toBe(before);
    await expect(lock()).rejects.toThrow(/ENOENT/);
  });

  it('refuses to lose more than a tenth of a list, unless forced', async () => {
    const before = await file();
    answer.body = colours(ours.slice(1));
    const refused = await run(['update']);
    expect(refused.code).toBe(1);
    expect(refused.stderr).toContain('1 of 5 concepts');
    expect(await file()).toBe(before);
    expect((await run(['update'], { force: true })).code).toBe(0);
    expect(await file()).not.toContain('/BLUE');
  });

  it.each([
    ['a truncated document', { body: colours(ours).slice(0, -20) }],
    ['a web page', { type: 'text/html', body: '<!doctype html><html><body>Login</body></html>' }],
    ['another scheme', { body: colours(ours).replaceAll(scheme, 'https://other.example.org/x') }],
    ['a missing page', { status: 404, body: '' }],
    ['nothing', { body: '' }],
  ])('leaves everything as it is when the address answers with %s', async (_, given) => {
    const before = await file();
    Object.assign(answer, given);
    const { code, stderr } = await run(['update'], { force: true });
    expect(code).toBe(1);
    expect(stderr).toMatch(/^colours: (?:PARSE|FETCH|GATHER)_/);
    expect(await file()).toBe(before);
    await expect(lock()).rejects.toThrow(/ENOENT/);
  });

  it('lists what is in force, and refuses what does not exist', async () => {
    expect((await run(['list'])).stdout).toContain('colours  5 concepts');
    expect((await run(['update', 'shapes'])).code).toBe(64);
    expect((await run([])).code).toBe(64);
  });
});
