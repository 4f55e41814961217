import { describe, expect, it } from 'vitest';
import { mergeAgent } from '../../../src/store/agents.ts';

const agent = '<https://ror.example/1>';
const name = '<http://xmlns.com/foaf/0.1/name>';
const homepage = '<http://xmlns.com/foaf/0.1/homepage>';
const seeAlso = '<http://www.w3.org/2000/01/rdf-schema#seeAlso>';
const contactPoint = '<http://data.europa.eu/m8g/contactPoint>';
const email = '<http://data.europa.eu/m8g/email>';

const triples = (...lines: string[]) => lines.map((line) => `${line} .\n`).join('');
const linesOf = (text: string) => text.trimEnd().split('\n');

describe('mergeAgent', () => {
  it('says nothing of an agent that nobody describes', () => {
    expect(mergeAgent([])).toBe('');
  });

  it('keeps one description as it is, sorted', () => {
    const text = triples(
      `${agent} ${name} "Institute"`,
      `${agent} ${homepage} <https://a.example/>`,
    );
    expect(linesOf(mergeAgent([text]))).toEqual(linesOf(text).sort());
  });

  it('takes a name from the first description, per language', () => {
    const first = triples(`${agent} ${name} "Institut"@fr`);
    const second = triples(`${agent} ${name} "Autre"@fr`, `${agent} ${name} "Institute"@en`);
    expect(linesOf(mergeAgent([first, second]))).toEqual([
      `${agent} ${name} "Institut"@fr .`,
      `${agent} ${name} "Institute"@en .`,
    ]);
  });

  it('takes one homepage, and unites what may be many', () => {
    const first = triples(
      `${agent} ${homepage} <https://a.example/>`,
      `${agent} ${seeAlso} <https://x.example/>`,
    );
    const second = triples(
      `${agent} ${homepage} <https://b.example/>`,
      `${agent} ${seeAlso} <https://y.example/>`,
    );
    expect(linesOf(mergeAgent([first, second]))).toEqual(
      [
        `${agent} ${seeAlso} <https://x.example/> .`,
        `${agent} ${seeAlso} <https://y.example/> .`,
        `${agent} ${homepage} <https://a.example/> .`,
      ].sort(),
    );
  });

  it('drops the losing contact point with all that is described under it', () => {
    const contact = (node: string, mail: string) =>
      triples(
        `${agent} ${contactPoint} <${node}>`,
        `<${node}> ${email} <mailto:${mail}>`,
        `<${node}> ${seeAlso} <${node}/below>`,
        `<${node}/below> ${name} "Below"`,
      );
    const first = contact('https://a.example/c1', 'one@example.org');
    const second = contact('https://a.example/c2', 'two@example.org');
    expect(linesOf(mergeAgent([first, second]))).toEqual(linesOf(first).sort());
  });

  it('does not mix two descriptions of one contact node', () => {
    const contact = (mail: string) =>
      triples(
        `${agent} ${contactPoint} <https://a.example/c>`,
        `<https://a.example/c> ${email} <mailto:${mail}>`,
      );
    const merged = mergeAgent([contact('one@example.org'), contact('two@example.org')]);
    expect(merged).toContain('one@example.org');
    expect(merged).not.toContain('two@example.org');
  });

  it('ends on contact points that lead back to the agent', () => {
    const text = triples(
      `${agent} ${contactPoint} <https://a.example/c>`,
      `<https://a.example/c> ${seeAlso} ${agent}`,
      `<https://a.example/c> ${seeAlso} <https://a.example/c>`,
      `${agent} ${name} "Institute"`,
    );
    expect(linesOf(mergeAgent([text]))).toEqual(linesOf(text).sort());
  });
});
