import { Parser } from 'n3';
import { toCanonicalNTriples } from '../../rdf/serialise.ts';
import type { GraphText } from '../formats.ts';
import { dcatAp301 } from './dcat-ap-3.0.1.ts';
import { hdh2025 } from './hdh-2025.ts';
import { healthDcatAp8 } from './healthdcat-ap-8.ts';
import type { Target } from './target.ts';

export type { Target } from './target.ts';

/** The registry of targets; the first is what a client gets that asks for none. */
export const targets: readonly [Target, ...Target[]] = [healthDcatAp8, hdh2025, dcatAp301];

/** The target that descriptions are stored in. */
export const [storedTarget] = targets;

/** Finds a target by its id or the IRI of its profile, with or without a slash at the end. */
export function findTarget(idOrIri: string): Target | undefined {
  const wanted = idOrIri.replace(/\/$/, '');
  return targets.find(({ id, iri }) => id === wanted || iri.replace(/\/$/, '') === wanted);
}

/** States one published graph in the profile of a target, as canonical N-Triples without blank nodes. */
export function render({ render: state }: Target, { graph, ntriples }: GraphText): GraphText {
  if (state === null) return { graph, ntriples };
  const quads = new Parser({ format: 'N-Triples' }).parse(ntriples);
  return { graph, ntriples: toCanonicalNTriples(state(quads, graph)) };
}
