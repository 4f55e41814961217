import type { Quad } from '@rdfjs/types';
import { describe, expect, it } from 'vitest';
import { compileShapes } from '../../src/validate/compile/index.ts';
import { accessLevels } from '../../src/validate/profile.ts';
import { replacing, without } from '../support/mutations.ts';
import { officialValidator, oracle, readOfficialShapes } from '../support/official-shapes.ts';
import { ownValidator } from '../support/own-shapes.ts';
import { readTurtle } from '../support/turtle-files.ts';
import { createPair, fixtures } from '../support/validator-pairs.ts';

const sparql = 'http://www.w3.org/ns/shacl#SPARQLConstraintComponent';

describe.skipIf(!oracle)('the official files of Release 8', { timeout: 120_000 }, () => {
  const validate = createPair({
    PUBLIC: oracle ? readOfficialShapes('PUBLIC') : [],
    RESTRICTED: oracle ? readOfficialShapes('RESTRICTED') : [],
    NON_PUBLIC: oracle ? readOfficialShapes('NON_PUBLIC') : [],
  });
  const [nonPublic = []] = fixtures;

  /** Components of what both engines report, which has to be the same, with the paths. */
  async function findings(quads: readonly Quad[]): Promise<string[]> {
    const { compiled, reference } = await validate(quads);
    expect(compiled).toEqual(reference);
    return compiled.results
      .filter(({ severity }) => severity === 'Violation')
      .map(({ path, component }) => `${path} ${component.replace(/.*#|ConstraintComponent/g, '')}`);
  }

  it('accept their own example, as our shapes do', async () => {
    const example = readTurtle(
      `${oracle}/examples/healthdcat-ap-r8/example-healthdcat-dataset.ttl`,
    );
    expect((await officialValidator('NON_PUBLIC')(example)).conforms).toBe(true);
    expect((await ownValidator()(example)).conforms).toBe(true);
  });

  it('are applied through a property shape without a path', async () => {
    const structured = replacing(
      without(nonPublic, 'ex:cohort', 'healthdcatap:hasVariables'),
      'ex:cohort',
      'healthdcatap:hasStructuredData',
      'true',
    );
    expect(await findings(structured)).toEqual(['null Or']);
  });

  it('do not inherit through sh:extends, and reach the name of an agent by its class', async () => {
    expect(await findings(without(nonPublic, 'ex:access-body', 'foaf:name'))).toEqual([
      'foaf:name MinCount',
    ]);
    expect(
      await findings(
        without(without(nonPublic, 'ex:access-body', 'foaf:name'), 'ex:access-body', 'rdf:type'),
      ),
    ).toEqual(['healthdcatap:hdab Class']);
  });

  it('guard against a document without a dataset, in SPARQL', async () => {
    const { compiled, reference } = await validate(without(nonPublic, 'ex:cohort', 'rdf:type'));
    expect(compiled).toEqual(reference);
    expect(compiled.results.filter(({ component }) => component === sparql)).toMatchObject([
      { focusNode: 'urn:x-shacl:guard', path: null, severity: 'Violation' },
    ]);
  });

  it.each(accessLevels)('leave nothing at level %s to the slow engine', (level) => {
    expect(compileShapes(readOfficialShapes(level)).leftOut).toEqual([]);
  });
});
