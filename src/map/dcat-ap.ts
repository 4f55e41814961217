import type { Quad, Term } from '@rdfjs/types';
import type { NoteText } from '../model/note-texts.ts';
import { HarvestError } from '../model/problem.ts';
import { authority } from '../rdf/authorities.ts';
import { nodeKey } from '../rdf/graph.ts';
import { isDereferenceable } from '../rdf/mint.ts';
import {
  adms,
  blankNode,
  dcat,
  dct,
  ejp,
  healthdcatap,
  literal,
  namedNode,
  rdf,
  rdfs,
  schema,
  skos,
  xsd,
} from '../rdf/vocabularies.ts';
import { translateDialects } from './dialects.ts';
import { type DraftWriter, type Node, writeDraft } from './draft.ts';
import type { Mapping, MappingContext } from './mapping.ts';
import { text } from './rdf-record/literals.ts';
import { readProperties } from './rdf-record/nodes.ts';
import { openRecord, type RdfRecord, typesOf, valuesOf } from './rdf-record/record.ts';
import { dataset } from './rdf-record/shapes.ts';
import { variablesOfDistribution } from './rdf-record/variables.ts';
import { translateSchemaOrg } from './schema-org/graph.ts';

const datasetClasses = new Set(
  [dcat.Dataset, ejp.PatientRegistry, ejp.Biobank, schema.Dataset].map((type) => type.value),
);

/**
 * RDF in any dialect of DCAT-AP or HealthDCAT-AP, or in the terms of schema.org → HealthDCAT-AP
 * Release 8. Keeps what Release 8 knows and lists the rest in one note; withholds persons; adds the
 * classes its ranges ask for.
 */
export const dcatAp: Mapping = (document, context) => {
  if (document.kind !== 'rdf') {
    throw new HarvestError(
      'MAP_UNREADABLE',
      `${context.url} is ${document.kind.toUpperCase()}, but the mapping reads RDF`,
    );
  }
  const { quads: current, rewritings } = translateDialects(document.quads, context.terms);
  const { quads, notes } = translateSchemaOrg(current);
  const source = findDataset(quads, context);
  const subject = source.termType === 'NamedNode' ? source : blankNode('dataset');
  const writer = writeDraft(subject, 'b', context.terms);
  for (const { property, message, original } of rewritings) {
    writer.note('repaired', property, message, original);
  }
  for (const { kind, property, message, original } of notes) {
    writer.note(kind, property, message, original);
  }
  const record = openRecord(quads, writer, context.language);
  record.read.set(nodeKey(source), subject);
  writer.add(subject, rdf.type, dcat.Dataset);
  readProperties(source, subject, dataset, record, 0);
  addTitle(source, record, context);
  addVariables(source, record);
  addCategory(source, record);
  addIdentifiers(source, record);
  noteDropped(record);
  return writer.draft();
};

function findDataset(quads: readonly Quad[], context: MappingContext): Node {
  const candidates = new Map<string, Node>();
  for (const { subject, predicate, object } of quads) {
    if (!predicate.equals(rdf.type) || !datasetClasses.has(object.value)) continue;
    // Parsed RDF has no other kind of subject.
    candidates.set(nodeKey(subject), subject as Node);
  }
  const found = candidates.get(context.remoteKey) ?? candidates.values().next().value;
  if (!found) {
    throw new HarvestError(
      'MAP_NO_DATASET',
      `${context.url} describes no dcat:Dataset under the key ${context.remoteKey}`,
    );
  }
  return found;
}

function addTitle(source: Node, record: RdfRecord, context: MappingContext): void {
  const { writer } = record;
  for (const property of [rdfs.label, skos.prefLabel]) {
    if (writer.has(writer.subject, dct.title)) return;
    for (const name of valuesOf(record, source, property)) {
      for (const title of text(name, { record, property: dct.title, depth: 0 })) {
        writer.add(writer.subject, dct.title, title);
      }
    }
  }
  if (!writer.has(writer.subject, dct.title)) {
    throw new HarvestError(
      'MAP_NO_TITLE',
      `The dataset ${context.remoteKey} has no title in any language`,
    );
  }
}

/** Variables that earlier drafts hung on distributions; described variables mean structured data. */
function addVariables(source: Node, record: RdfRecord): void {
  const { writer } = record;
  const place = { record, property: healthdcatap.hasVariables, depth: 1 };
  if (!writer.has(writer.subject, healthdcatap.hasVariables)) {
    for (const property of [dcat.distribution, adms.sample, healthdcatap.analytics]) {
      for (const distribution of valuesOf(record, source, property)) {
        for (const group of variablesOfDistribution(distribution, place)) {
          writer.add(writer.subject, healthdcatap.hasVariables, group);
        }
      }
    }
  }
  const isSaid = writer.has(writer.subject, healthdcatap.hasStructuredData);
  if (isSaid || !writer.has(writer.subject, healthdcatap.hasVariables)) return;
  writer.add(writer.subject, healthdcatap.hasStructuredData, literal('true', xsd.boolean));
  writer.note(
    'repaired',
    healthdcatap.hasStructuredData,
    'Variables are described, so the data is structured',
  );
}

/** EJP-RD's classes say which category of EHDS Art. 51(1) a dataset belongs to. */
function addCategory(source: Node, record: RdfRecord): void {
  const { writer } = record;
  if (writer.has(writer.subject, healthdcatap.healthCategory)) return;
  const types = typesOf(record, source);
  const add = (code: string, why: NoteText) => {
    writer.add(
      source,
      healthdcatap.healthCategory,
      namedNode(`${authority.healthCategory}/${code}`),
    );
    writer.note('repaired', healthdcatap.healthCategory, why);
  };
  if (types.has(ejp.PatientRegistry.value))
    add('MRMR', 'A patient registry of EJP-RD is category MRMR');
  if (types.has(ejp.Biobank.value)) add('EINS', 'A biobank of EJP-RD is category EINS');
}

function addIdentifiers(source: Node, record: RdfRecord): void {
  const { writer } = record;
  for (const identifier of valuesOf(record, source, dct.identifier)) {
    if (identifier.termType !== 'BlankNode') writer.identify(identifier.value);
  }
  for (const node of valuesOf(record, source, adms.identifier)) addIdentifier(node, record, writer);
}

/**
 * A bare number means little without its agency: "ERDRI.dor:1234". An identifier with a public IRI
 * and one whole notation keeps that IRI, so that a chain of catalogues names it once.
 */
function addIdentifier(node: Term, record: RdfRecord, writer: DraftWriter): void {
  const [notation, ...more] = valuesOf(record, node, skos.notation);
  if (!notation) {
    if (node.termType !== 'BlankNode') writer.identify(node.value);
    return;
  }
  const agency = valuesOf(record, node, adms.schemaAgency)[0]?.value.trim();
  const isBare = /^[\w./-]{1,60}$/.test(notation.value) && !/^10\./.test(notation.value);
  const isNamed = agency && notation.value.toLowerCase().startsWith(agency.toLowerCase());
  const isWhole = !agency || !isBare || isNamed;
  writer.identify(isWhole ? notation.value : `${agency}:${notation.value}`);
  if (node.termType !== 'NamedNode' || !isDereferenceable(node.value)) return;
  if (!isWhole || more.length > 0) return;
  const target = namedNode(node.value);
  writer.add(writer.subject, adms.identifier, target);
  writer.add(target, rdf.type, adms.Identifier);
  writer.add(target, skos.notation, literal(notation.value.trim()));
}

const mostNamed = 30;

function noteDropped(record: RdfRecord): void {
  const dropped = [...record.dropped].sort();
  if (dropped.length === 0) return;
  const rest = dropped.length > mostNamed ? ` and ${dropped.length - mostNamed} more` : '';
  record.writer.note(
    'dropped',
    dcat.Dataset,
    `HealthDCAT-AP does not know these properties, which were left out: ${dropped.slice(0, mostNamed).join(', ')}${rest}`,
  );
}
