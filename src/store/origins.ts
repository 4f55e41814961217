import { termToNTriples } from '../rdf/serialise.ts';
import { adms, dcat, foaf, literal, namedNode, rdf, skos } from '../rdf/vocabularies.ts';
import type { Description } from './changes.ts';

const identifies = ` ${termToNTriples(adms.identifier)} `;
const notation = ` ${termToNTriples(skos.notation)} `;
const isAbout = ` ${termToNTriples(foaf.primaryTopic)} `;
const lists = ` ${termToNTriples(dcat.record)} `;

/**
 * What a published dataset tells of the records merged into it, as N-Triples lines: the catalogue
 * record of each, with its source and origin, and the identifiers that the dataset itself lacks.
 * Nothing else is mixed in: descriptions of two sources may contradict each other.
 */
export function originsOf(canonical: Description, others: readonly Description[]): string {
  const own = canonical.ntriples.split('\n');
  const subject = termToNTriples(namedNode(canonical.iri));
  const known = new Set(own.flatMap(notationOf));
  const lines = new Set<string>();
  for (const other of [...others].sort((a, b) => (a.graph < b.graph ? -1 : 1))) {
    const theirs = other.ntriples.split('\n');
    for (const line of recordLines(other, theirs, subject)) lines.add(line);
    for (const block of identifierBlocks(other, theirs)) {
      const notations = block.lines.flatMap(notationOf);
      if (notations.every((text) => known.has(text))) continue;
      for (const text of notations) known.add(text);
      lines.add(`${subject}${identifies}${block.node} .`);
      for (const line of block.lines) lines.add(line);
    }
  }
  // What the canonical record says itself is not said twice.
  for (const line of own) lines.delete(line);
  return [...lines].sort().join('\n');
}

/** The catalogue record of a merged record, turned to the dataset it was merged into. */
function recordLines({ graph }: Description, lines: readonly string[], subject: string) {
  const record = `<${graph}#record>`;
  return lines.flatMap((line) => {
    if (line.startsWith(`${record}${isAbout}`)) return [`${record}${isAbout}${subject} .`];
    return line.startsWith(`${record} `) || line.endsWith(`${lists}${record} .`) ? [line] : [];
  });
}

/** The identifiers of a record, and its IRI as one more: consumers may know it by that. */
function identifierBlocks({ iri, graph }: Description, lines: readonly string[]) {
  const start = `${termToNTriples(namedNode(iri))}${identifies}`;
  const nodes = lines.flatMap((line) =>
    line.startsWith(start) ? [line.slice(start.length, -' .'.length)] : [],
  );
  const blocks = nodes.map((node) => ({
    node,
    lines: lines.filter((line) => line.startsWith(`${node} `)),
  }));
  const node = `<${graph}#merged>`;
  const type = `${node} ${termToNTriples(rdf.type)} ${termToNTriples(adms.Identifier)} .`;
  return [
    ...blocks,
    { node, lines: [type, `${node}${notation}${termToNTriples(literal(iri))} .`] },
  ];
}

function notationOf(line: string): readonly string[] {
  const at = line.indexOf(notation);
  // A literal may hold the same words, but it comes after the predicate of its own line.
  return at > 0 && !line.slice(0, at).includes(' ') ? [line.slice(at + notation.length)] : [];
}

/** The triples of a graph as sorted lines: a record's own, and those of its origins. */
export function withOrigins(ntriples: string, origins: string): string {
  if (origins === '') return ntriples;
  const lines = new Set([...ntriples.split('\n'), ...origins.split('\n')]);
  lines.delete('');
  return `${[...lines].sort().join('\n')}\n`;
}

/** The record's own part of a graph. */
export function withoutOrigins(ntriples: string, origins: string): string {
  if (origins === '') return ntriples;
  const foreign = new Set(origins.split('\n'));
  return ntriples
    .split('\n')
    .filter((line) => !foreign.has(line))
    .join('\n');
}
