import { execFile } from 'node:child_process';
import { cp, mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const root = resolve(import.meta.dirname, '../..');
const run = promisify(execFile);

interface Cruise {
  readonly summary: {
    readonly totalCruised: number;
    readonly violations: readonly {
      readonly from: string;
      readonly rule: { readonly name: string };
    }[];
  };
}

async function cruise(folder: string): Promise<Cruise> {
  const bin = join(root, 'node_modules/.bin/depcruise');
  const options = ['src', '--config', '.dependency-cruiser.cjs', '--output-type', 'json'];
  const { stdout } = await run(bin, options, { cwd: folder, maxBuffer: 64 * 1024 * 1024 }).catch(
    (error: { stdout: string }) => error,
  );
  return JSON.parse(stdout) as Cruise;
}

/** One file per rule that breaks that rule; the rule's name → path and import. */
const planted: Readonly<Record<string, readonly [path: string, code: string]>> = {
  'no-cycles': ['src/model/a.ts', "import './b.ts';"],
  'model-and-rdf-are-leaves': ['src/rdf/c.ts', "import '../store/d.ts';"],
  'model-needs-no-library': ['src/model/n.ts', "import 'n3';"],
  'stages-are-pure-and-independent': ['src/map/e.ts', "import '../validate/f.ts';"],
  'pure-code-has-no-io': ['src/assess/g.ts', "import 'node:fs';"],
  'harvest-sees-adapters-as-types': ['src/harvest/h.ts', "import '../fetch/i.ts';"],
  'adapters-are-independent': ['src/sources/j.ts', "import '../fetch/i.ts';"],
  'web-only-reads': ['src/web/k.ts', "import '../store/d.ts';"],
  'nothing-imports-web': ['src/publish/l.ts', "import '../web/k.ts';"],
  'variants-only-through-their-registry': ['src/main.ts', "import './sources/j.ts';"],
  'only-store-speaks-sql': ['src/publish/m.ts', "import 'pg';"],
  'only-fetch-speaks-http': ['src/sources/o.ts', "import 'undici';"],
  'only-notify-sends-mail': ['src/store/q.ts', "import 'nodemailer';"],
  'only-web-speaks-fastify': ['src/store/p.ts', "import 'fastify';"],
  'only-the-scheduler-schedules': ['src/context.ts', "import 'node-cron';"],
};
const bystanders = ['src/store/d.ts', 'src/validate/f.ts', 'src/fetch/i.ts'];

describe('the dependency rule', () => {
  let folder = '';
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'glaneur-rules-'));
    for (const file of ['.dependency-cruiser.cjs', 'tsconfig.json', 'package.json']) {
      await cp(join(root, file), join(folder, file));
    }
    await symlink(join(root, 'node_modules'), join(folder, 'node_modules'));
    const files = [
      ...Object.values(planted),
      ['src/model/b.ts', "import './a.ts';"] as const,
      ...bystanders.map((path) => [path, 'export {};'] as const),
    ];
    for (const [path, code] of files) {
      await mkdir(dirname(join(folder, path)), { recursive: true });
      await writeFile(join(folder, path), `${code}\n`);
    }
  });
  afterAll(() => rm(folder, { recursive: true }));

  it('holds in the source tree, which the tool really reads', async () => {
    const { summary } = await cruise(root);
    expect(summary.violations.map(({ from, rule }) => `${rule.name}: ${from}`)).toEqual([]);
    expect(summary.totalCruised).toBeGreaterThan(50);
  });

  it('catches one planted violation of every rule', async () => {
    const { summary } = await cruise(folder);
    const caught = new Set(summary.violations.map(({ from, rule }) => `${rule.name}: ${from}`));
    for (const [rule, [path]] of Object.entries(planted)) {
      expect(caught, rule).toContain(`${rule}: ${path}`);
    }
  });
});
