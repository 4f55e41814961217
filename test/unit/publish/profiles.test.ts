import { readFileSync, writeFileSync } from 'node:fs';
import { Parser } from 'n3';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { formatOf, toDocument } from '../../../src/publish/formats.ts';
import { findTarget, render, storedTarget, targets } from '../../../src/publish/profiles/index.ts';
import { toCanonicalNTriples } from '../../../src/rdf/serialise.ts';
import { sampleDescription } from '../../support/sample-catalogue.ts';
import { readTargetGraphs, targetFixture } from '../../support/target-graphs.ts';
import { repositoryRoot } from '../../support/turtle-files.ts';

const stored = readTargetGraphs('stored');
const target = (id: string) => {
  const found = findTarget(id);
  if (!found) throw new Error(`no target ${id}`);
  return found;
};

/** One small graph in Turtle, in the profile of a target. */
function rendered(id: string, turtle: string): string {
  const prefixes = `
    prefix dcat: <http://www.w3.org/ns/dcat#> prefix dct: <http://purl.org/dc/terms/>
    prefix foaf: <http://xmlns.com/foaf/0.1/> prefix cv: <http://data.europa.eu/m8g/>
    prefix health: <http://healthdataportal.eu/ns/health#> prefix ex: <https://example.org/>
    prefix hdeu: <https://hdeu-dcat.data.health.europa.eu/resource/authority/>`;
  const ntriples = toCanonicalNTriples(new Parser().parse(prefixes + turtle));
  return render(target(id), { graph: 'https://example.org/d', ntriples }).ntriples;
}

describe('targets', () => {
  it('are found by token and by IRI, with or without the last slash', () => {
    for (const { id, iri } of targets) {
      expect([findTarget(id)?.id, findTarget(iri)?.id]).toEqual([id, id]);
      expect(findTarget(iri.slice(0, -1))?.id).toBe(id);
    }
    expect(findTarget('healthdcat-ap-9')).toBeUndefined();
  });

  it('have the IRIs by which config/profiles.yaml knows the same profiles', () => {
    // The file is the repository's own; another test checks its form.
    const { profiles } = parse(readFileSync(`${repositoryRoot}config/profiles.yaml`, 'utf8')) as {
      readonly profiles: readonly { readonly id: string; readonly iri: string }[];
    };
    const known = profiles.filter(({ id }) => findTarget(id));
    expect(known.map(({ id }) => id)).toContain('healthdcat-ap-8');
    for (const { id, iri } of known) expect(findTarget(id)?.iri, id).toBe(iri);
  });

  it('give the stored text back in the profile it is stored in', () => {
    for (const graph of stored) expect(render(storedTarget, graph)).toEqual(graph);
  });

  it.each(['hdh-2025', 'dcat-ap-3.0.1'])(
    'state a rich dataset in %s as the golden has it',
    async (id) => {
      const graphs = stored.map((graph) => render(target(id), graph));
      const trig = formatOf('trig');
      if (process.env['UPDATE_GOLDEN'] && trig)
        writeFileSync(targetFixture(id), await toDocument(trig, graphs));
      expect(graphs).toEqual(readTargetGraphs(id));
    },
  );

  it('mint no blank node, and nothing outside the document of the graph', () => {
    const before = new Set(stored.flatMap(subjectsOf));
    for (const each of targets) {
      for (const graph of stored) {
        const minted = subjectsOf(render(each, graph)).filter((subject) => !before.has(subject));
        const foreign = minted.filter((subject) => !subject.startsWith(`${graph.graph}#`));
        // Concepts of a list that has another host in the dictionaries of the national platform.
        expect(
          foreign.filter((subject) => !subject.startsWith('http://13.81.34.152:1101/')),
        ).toEqual([]);
      }
    }
  });

  it('let each catalogue record name the one profile that the rendering follows', () => {
    for (const each of targets) {
      const [dataset] = stored.filter(({ graph }) => graph.includes('/datasets/'));
      const text = dataset ? render(each, dataset).ntriples : '';
      const named = /#record> <http:\/\/purl\.org\/dc\/terms\/conformsTo> <([^>]*)>/g;
      expect([...text.matchAll(named)].map(([, iri]) => iri)).toEqual([each.iri]);
    }
  });

  it('describe the profile as a standard where the catalogue is described', () => {
    for (const each of targets.slice(1)) {
      const catalogue = { graph: 'http://localhost:8080/catalog', ntriples: sampleDescription() };
      expect(render(each, catalogue).ntriples).toContain(
        `<${each.iri}> <http://www.w3.org/1999/02/22-rdf-syntax-ns#type> <http://purl.org/dc/terms/Standard> .`,
      );
    }
  });

  it('survive a graph that is empty, or in which everything is the wrong way round', () => {
    for (const each of targets)
      expect(render(each, { graph: 'https://example.org/d', ntriples: '' }).ntriples).toBe('');
    const wrong = `
      ex:a a foaf:Agent ; cv:contactPoint ex:a, "nobody" ; cv:email "no address" ; cv:contactPage "none" ;
        dct:type "type" ; foaf:mbox "box" .
      ex:d a dcat:Dataset ; health:hasCodeValues ex:code, ":", "", "ICD-10:" ; health:hasCodingSystem "ICD-10" ;
        dct:type "type", ex:type ; dcat:distribution ex:d .`;
    for (const { id } of targets) {
      const text = rendered(id, wrong);
      expect(text).toContain('<https://example.org/d>');
      expect(text).not.toMatch(/<(?!https?:)|mailto:/);
    }
  });
});

describe('hdh-2025', () => {
  it('states neither a page nor a mailbox nor a trusted holder that nobody gave', () => {
    const text = rendered(
      'hdh-2025',
      'ex:a a foaf:Agent ; foaf:name "A"@fr ; dct:description "Note"@fr .',
    );
    expect(text).toContain('publisherNote> "Note"@fr');
    expect(text).not.toMatch(/homepage|mbox|publisherType|trustedDataHolder/);
  });

  it('takes no coding system for a code that the dataset does not declare', () => {
    const text = rendered('hdh-2025', 'ex:d a dcat:Dataset ; health:hasCodeValues "ICD-10:C50" .');
    expect(text).toContain('"ICD-10:C50"^^<http://www.w3.org/2001/XMLSchema#anyURI>');
    expect(text).not.toContain('inScheme');
  });

  it('makes no mailto IRI of what cannot be in one', () => {
    const text = rendered(
      'hdh-2025',
      'ex:a a foaf:Agent ; cv:contactPoint ex:c . ex:c cv:email "a <b@example.org>" .',
    );
    expect(text).not.toContain('mbox');
  });

  it('keeps a type of publisher that the dictionary has no word for', () => {
    const text = rendered(
      'hdh-2025',
      'ex:a a foaf:Agent ; dct:type hdeu:publisher-type\\/university .',
    );
    expect(text).toMatch(/publisherType> <https:\/\/hdeu-dcat\.[^>]*\/university>/);
  });
});

describe('dcat-ap-3.0.1', () => {
  it('leaves out what only health descriptions say, and what hangs on that alone', () => {
    const text = stored.map((graph) => render(target('dcat-ap-3.0.1'), graph).ntriples).join('');
    expect(text).not.toMatch(
      /healthdataportal|w3id\.org\/dpv|csvw|m8g|healthcategories|health-theme|publisher-type/,
    );
    expect(text).not.toMatch(/<[^>]*#(?:age|table|variables|purpose)>/);
  });

  it('keeps a dataset to which a statement that is left out had led back', () => {
    const text = rendered(
      'dcat-ap-3.0.1',
      'ex:d a dcat:Dataset ; dct:title "D"@fr ; health:analytics ex:x . ex:x health:analytics ex:d .',
    );
    expect(text).toContain('"D"@fr');
  });
});

function subjectsOf({ ntriples }: { readonly ntriples: string }): string[] {
  return new Parser().parse(ntriples).map(({ subject, object }) => {
    expect([subject.termType, object.termType]).not.toContain('BlankNode');
    return subject.value;
  });
}
