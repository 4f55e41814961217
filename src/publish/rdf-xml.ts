import type { Quad, Term } from '@rdfjs/types';
import { graph, serialize } from 'rdflib';
import { prefixes, rdf } from '../rdf/vocabularies.ts';
import { withoutForbidden } from './xml.ts';

/** Begins an RDF/XML document that declares all our prefixes. */
export const rdfXmlHead = `<?xml version="1.0" encoding="UTF-8"?>\n<rdf:RDF${Object.entries(
  prefixes,
)
  .map(([prefix, base]) => `\n xmlns:${prefix}="${base}"`)
  .join('')}>\n`;

/** Ends an RDF/XML document. */
export const rdfXmlTail = '</rdf:RDF>\n';

const lastName = /[/#:]([A-Za-z_][\w.-]*)$/;
const listItem = /#_\d+$/;

/** Whether XML can name a property or class: its IRI must end in an XML name (RDF/XML §2.1). */
function isNameable(iri: string): boolean {
  return lastName.test(iri) && !listItem.test(iri);
}

function isExpressible({ predicate, object }: Quad): boolean {
  if (!isNameable(predicate.value)) return false;
  return !predicate.equals(rdf.type) || isNameable(object.value);
}

// rdflib escapes neither a carriage return, which XML readers turn into a line feed, nor the `>` of
// `]]>`. Two characters that XML forbids stand for them until rdflib has written its text.
function guard(value: string): string {
  return withoutForbidden(value).replaceAll('\r', '\ufffe').replaceAll(']]>', ']]\uffff');
}

function unguard(xml: string): string {
  return xml.replaceAll('\ufffe', '&#13;').replaceAll('\uffff', '&gt;');
}

/** IRI or, for a blank node, what rdflib takes for an IRI and no IRI can be. */
function nodeName(node: Term): string {
  return node.termType === 'BlankNode' ? `_:b${node.value}` : node.value;
}

// rdflib writes typed blank nodes wrongly, so it never sees one (RDF/XML §2.10 gives them names).
function nameBlankNodes(xml: string): string {
  return xml.replace(/ rdf:(?:about|resource)="_:/g, ' rdf:nodeID="');
}

/**
 * Node elements of some triples, for between {@link rdfXmlHead} and
 * {@link rdfXmlTail}. Prefixes that the head does not declare are declared on each element.
 * Statements whose property or class XML cannot name are left out, as RDF/XML has no form for them.
 */
export function toRdfXmlNodes(quads: readonly Quad[]): string {
  const store = graph();
  const { rdfFactory } = store;
  for (const quad of quads.filter(isExpressible)) {
    const { object } = quad;
    store.add(
      rdfFactory.namedNode(nodeName(quad.subject)),
      rdfFactory.namedNode(quad.predicate.value),
      object.termType === 'Literal'
        ? rdfFactory.literal(
            guard(object.value),
            object.language || rdfFactory.namedNode(object.datatype.value),
          )
        : rdfFactory.namedNode(nodeName(object)),
    );
  }
  const xml =
    serialize(null, store, null, 'application/rdf+xml', undefined, {
      namespaces: { ...prefixes },
    }) ?? '';
  const start = xml.indexOf('>') + 1;
  const declarations = [...xml.slice(0, start).matchAll(/\sxmlns:([\w-]+)="([^"]*)"/g)]
    .filter(([, prefix = '', base]) => prefixes[prefix] !== base)
    .map(([declaration]) => declaration.replace(/\s/, ' '))
    .join('');
  const body = xml.slice(start, xml.lastIndexOf('</rdf:RDF>'));
  const declared =
    declarations === ''
      ? body
      : body.replace(/<[\w.-]+:[\w.-]+(?= rdf:about=")/g, (element) => element + declarations);
  return unguard(nameBlankNodes(declared)).replace(/^\n+/, '');
}
