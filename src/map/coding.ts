import { authority } from '../rdf/authorities.ts';
import { dct, healthdcatap, namedNode } from '../rdf/vocabularies.ts';
import type { DraftWriter } from './draft.ts';
import { codingSystems } from './values/coding-systems.ts';

/** Publishes the coding systems and standards that free text names; notes what has no exact code. */
export function addCodingSystems(text: string | undefined, writer: DraftWriter): void {
  if (text === undefined) return;
  const read = codingSystems(text, writer.terms);
  for (const code of [...read.codes, ...read.approximated.map((each) => each.code)]) {
    writer.add(
      writer.subject,
      healthdcatap.hasCodingSystem,
      namedNode(`${authority.codingSystem}/${code}`),
    );
  }
  for (const code of read.standards) {
    writer.add(writer.subject, dct.conformsTo, namedNode(`${authority.standard}/${code}`));
  }
  const property = healthdcatap.hasCodingSystem;
  for (const { name, code } of read.approximated) {
    writer.note(
      'repaired',
      property,
      `${name} has no code in the EU list; the nearest, ${code}, stands for it`,
      text,
    );
  }
  for (const { name } of read.uncoded) {
    writer.note('unknown-value', property, `${name} has no code in the EU list`, text);
  }
  for (const { iri } of [...read.approximated, ...read.uncoded]) {
    writer.add(writer.subject, dct.relation, namedNode(iri));
  }
  for (const name of read.unknown) {
    writer.note(
      'unknown-value',
      property,
      `No coding system is known by the name ${name.slice(0, 80)}`,
      text,
    );
  }
}
