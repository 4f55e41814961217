import { describe, expect, it } from 'vitest';
import { comparedValues, signOf } from '../../../src/web/ui/compared-values.ts';

const dataset = 'https://catalogue.example.org/datasets/a';
const distribution = 'http://www.w3.org/ns/dcat#distribution';

/** What is compared of the distributions of a dataset; `#x` is a fragment of its document. */
function signed(...lines: readonly string[]): string {
  const text = lines.map((line) => `${line} .`.replaceAll('<#', `<${dataset}#`)).join('\n');
  return signOf(comparedValues(`${text}\n`, dataset).get(distribution) ?? []);
}
const has = (node: string) => `<${dataset}> <${distribution}> <${node}>`;
const says = (node: string, object: string) => `<${node}> <https://example.org/p> ${object}`;

describe('values of two descriptions', () => {
  it('are the same where nodes say the same, whatever was minted for them', () => {
    const nested = (n: string) => [has(`#${n}`), says(`#${n}`, `<#${n}r>`), says(`#${n}r`, '"x"')];
    expect(signed(...nested('one'))).toBe(signed(...nested('two')));
    expect(signed(...nested('one'))).not.toBe(signed(has('#one'), says('#one', '"y"')));
  });

  it('are others where nodes have IRIs of their own', () => {
    const named = (iri: string) => signed(has(iri), says(iri, '"x"'));
    expect(named('https://a.example.org/d')).not.toBe(named('https://b.example.org/d'));
  });

  it('end, however nodes lead to one another', () => {
    const link = (from: number, to: number) => says(`#n${from}`, `<#n${to}>`);
    expect(signed(has('#n0'), link(0, 1), link(1, 0))).toBe(signed(has('#n0'), link(0, 0)));
    const chain = Array.from({ length: 20_000 }, (_, n) => link(n, n + 1));
    expect(signed(has('#n0'), ...chain)).toContain('#n');
    const everywhere = Array.from({ length: 300 }, (_, n) => n);
    const web = everywhere.flatMap((from) => everywhere.map((to) => link(from, to)));
    expect(signed(...everywhere.map((n) => has(`#n${n}`)), ...web)).toContain('#n');
  });
});
