import type { Quad } from '@rdfjs/types';
import { Writer } from 'n3';
import { blankNode, dct, namedNode, prefixes, quad } from '../../rdf/vocabularies.ts';
import { describeReport } from '../../validate/report-graph.ts';
import { iriOf } from '../read-document.ts';
import type { Report } from './checked.ts';

function describeDocuments({ documents, profile }: Report): Quad[] {
  return documents.flatMap((document) => {
    if ('problem' in document) return [];
    const report = blankNode();
    return [
      ...describeReport(
        document.parts.flatMap(({ found }) => found),
        report,
      ),
      quad(report, dct.source, namedNode(iriOf(document.location))),
      quad(report, dct.conformsTo, namedNode(profile.iri)),
    ];
  });
}

/** The report as Turtle: one sh:ValidationReport per document that could be read. */
export function toTurtle(report: Report): Promise<string> {
  const writer = new Writer({ prefixes: { sh: 'http://www.w3.org/ns/shacl#', ...prefixes } });
  writer.addQuads(describeDocuments(report));
  return new Promise((resolve, reject) => {
    writer.end((error: Error | null, text: string) => (error ? reject(error) : resolve(text)));
  });
}
