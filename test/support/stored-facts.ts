import type { NamedNode, Quad } from '@rdfjs/types';
import type { ValidationResult } from '../../src/model/report.ts';
import { shortHash } from '../../src/rdf/mint.ts';
import {
  adms,
  compact,
  cv,
  dcat,
  dct,
  dpv,
  foaf,
  healthdcatap,
  skos,
  vcard,
} from '../../src/rdf/vocabularies.ts';

/** Facts that nobody gave and a result asks for, as `property of node`; none if the result is not about such. */
export type Explanation = (result: ValidationResult) => readonly string[];

/** Properties of the stored description that make an agent complete in the draft's terms. */
const ofAnyAgent = [
  [foaf.homepage, [cv.contactPoint, cv.contactPage]],
  [foaf.mbox, [cv.contactPoint, cv.email]],
] as const;
const ofPublishers = [
  ...ofAnyAgent,
  [healthdcatap.publisherType, [dct.type]],
  [healthdcatap.publisherNote, [dct.description]],
  [healthdcatap.trustedDataHolder, [healthdcatap.trustedDataHolder]],
] as const;
const ofDistributions = [dcat.byteSize, dct.format, dct.rights].map(
  (property) => [property, [property]] as const,
);

/** Properties that the national shapes demand at all and Release 8 states by the same name. */
const plain: readonly NamedNode[] = [
  ...[adms.sample, dcat.keyword, dct.provenance, dct.spatial, dct.type, dcat.contactPoint],
  ...[dpv.hasPurpose, healthdcatap.healthTheme, vcard.hasEmail, vcard.hasURL],
];

/**
 * Explains violations of a rendering in `hdh-2025` by what is stored, in HealthDCAT-AP Release 8: a
 * violation stands for a gap in the source only if the fact it asks for is in `stored` under neither
 * name.
 */
export function explainBy(stored: readonly Quad[]): Explanation {
  const values = (subject: string, ...path: readonly NamedNode[]): string[] =>
    path.reduce<string[]>(
      (nodes, property) => {
        const isStep = (q: Quad) => nodes.includes(q.subject.value) && q.predicate.equals(property);
        return stored.filter(isStep).map(({ object }) => object.value);
      },
      [subject],
    );
  type Demands = readonly (readonly [NamedNode, readonly NamedNode[]])[];
  const missing = (demands: Demands, node: string) =>
    demands
      .filter(([, path]) => values(node, ...path).length === 0)
      .map(([name]) => `${compact(name.value)} of ${node}`);
  /** What values of a property lack; the property itself where there is no value. */
  const below = (property: NamedNode, demands: Demands) => (node: string) => {
    const found = values(node, property);
    const nothing = [`${compact(property.value)} of ${node}`];
    return found.length === 0 ? nothing : found.flatMap((each) => missing(demands, each));
  };
  const systems = stored
    .filter((q) => q.predicate.equals(healthdcatap.hasCodingSystem))
    .map((q) => q.object.value);
  const unscoped = stored
    .filter((q) => q.predicate.equals(healthdcatap.hasCodeValues))
    .map(({ object }) => object.value)
    .filter((code) => {
      const prefix = code.slice(0, code.indexOf(':'));
      const name = prefix === 'ORPHA' ? 'ORPHACODE' : prefix;
      return !systems.some((system) => system.endsWith(`/${name}`));
    });

  const gaps = new Map<string, (node: string) => readonly string[]>(
    [
      ...ofPublishers.map(
        (demand) => [demand[0], (node: string) => missing([demand], node)] as const,
      ),
      ...ofDistributions.map(
        (demand) => [demand[0], (node: string) => missing([demand], node)] as const,
      ),
      ...plain.map((name) => [name, (node: string) => missing([[name, [name]]], node)] as const),
      [dct.publisher, below(dct.publisher, ofPublishers)] as const,
      [healthdcatap.hdab, below(healthdcatap.hdab, ofAnyAgent)] as const,
      [dcat.distribution, below(dcat.distribution, ofDistributions)] as const,
      [
        healthdcatap.hasCodeValues,
        (node: string) => unscoped.map((code) => `skos:inScheme of ${code} of ${node}`),
      ] as const,
      [
        skos.inScheme,
        (node: string) =>
          unscoped
            .filter((code) => node.endsWith(`#code-${shortHash(code)}`))
            .map((code) => `skos:inScheme of ${code}`),
      ] as const,
    ].map(([name, gap]) => [compact(name.value), gap]),
  );
  return ({ path, focusNode }) =>
    gaps.get(compact((path ?? '').replace(/^<|>$/g, '')))?.(focusNode) ?? [];
}
