import { HarvestError } from '../model/problem.ts';
import { authority } from '../rdf/authorities.ts';
import {
  blankNode,
  dcat,
  dct,
  dpv,
  healthdcatap,
  literal,
  namedNode,
  rdf,
  xsd,
} from '../rdf/vocabularies.ts';
import { addCodingSystems } from './coding.ts';
import { readDate } from './dates.ts';
import { writeDraft } from './draft.ts';
import { readCells } from './inventory/columns.ts';
import { addHolder } from './inventory/holder.ts';
import type { Row } from './inventory/row.ts';
import type { Mapping } from './mapping.ts';
import { publishableText } from './texts.ts';
import { readAccess } from './values/access-rights.ts';
import { parseCount } from './values/numbers.ts';
import { placeIri } from './values/places.ts';

/** A row of an inventory of hospital data warehouses (name, organisation, CNIL number …) → HealthDCAT-AP. */
export const inventory: Mapping = (document, context) => {
  const read = document.kind === 'json' ? readCells(document.value) : undefined;
  if (!read) throw new HarvestError('MAP_UNREADABLE', `${context.remoteKey} is no row of a sheet`);
  const writer = writeDraft(blankNode('dataset'), 'b', context.terms);
  const row: Row = { cells: read.cells, writer, context };
  writer.add(writer.subject, rdf.type, dcat.Dataset);
  addTexts(row);
  addLegalBasis(row);
  addHolder(row);
  addSize(row);
  addCodingSystems(read.cells.coding, writer);
  addAccess(row);
  addRegion(row);
  addStart(row);
  if (read.others.length > 0) {
    writer.note(
      'dropped',
      dcat.Dataset,
      `Columns without a meaning here were left out: ${read.others.slice(0, 30).join(', ')}`,
    );
  }
  return writer.draft();
};

function addTexts({ cells, writer, context }: Row): void {
  const { language } = context;
  const title = cells.name && publishableText(cells.name, dct.title, writer);
  if (!title) throw new HarvestError('MAP_NO_TITLE', `The row ${context.remoteKey} has no name`);
  writer.add(writer.subject, dct.title, literal(title, language));
  const acronym = cells.acronym && publishableText(cells.acronym, dct.alternative, writer);
  if (acronym) writer.add(writer.subject, dct.alternative, literal(acronym, language));
  const given = cells.description && publishableText(cells.description, dct.description, writer);
  const description = given || (cells.organisation && `${title} (${cells.organisation})`);
  if (!description) return;
  writer.add(writer.subject, dct.description, literal(description, language));
  if (!given) {
    writer.note(
      'repaired',
      dct.description,
      'The row has no description; its name and organisation stand for one',
    );
  }
}

/** The number of CNIL's authorisation identifies a warehouse; basis and date are its legal basis. */
function addLegalBasis({ cells, writer, context }: Row): void {
  const number = /\d[\d -]{3,15}\d/.exec(cells.cnil ?? '')?.[0]?.replace(/\D/g, '');
  if (number) writer.identify(`CNIL:${number}`);
  else if (cells.cnil)
    writer.note('unknown-value', 'adms:identifier', 'This is no number of the CNIL', cells.cnil);
  const date = cells.date ? readDate(cells.date, dpv.hasLegalBasis, writer) : undefined;
  const basis = cells.legalBasis && publishableText(cells.legalBasis, dpv.hasLegalBasis, writer);
  if (!basis) return;
  const node = writer.node();
  writer.add(writer.subject, dpv.hasLegalBasis, node);
  writer.add(node, rdf.type, dpv.LegalBasis);
  writer.add(
    node,
    dct.description,
    literal(date ? `${basis} (${date.value})` : basis, context.language),
  );
}

function addSize({ cells, writer, context }: Row): void {
  if (!cells.size) return;
  const property = healthdcatap.numberOfUniqueIndividuals;
  const count = parseCount(cells.size);
  if (!count) {
    writer.note(
      'unknown-value',
      property,
      'No single number of people can be read with certainty',
      cells.size,
    );
  } else {
    writer.add(writer.subject, property, literal(String(count.value), xsd.nonNegativeInteger));
    if (cells.size !== String(count.value)) {
      writer.note('repaired', property, 'A number of people was read from text', cells.size);
    }
  }
  if (count && !count.approximate) return;
  const words =
    context.language === 'fr' ? 'Effectif indiqué par la source' : 'Size stated by the source';
  const text = publishableText(`${words} : ${cells.size}`, healthdcatap.populationCoverage, writer);
  if (text)
    writer.add(writer.subject, healthdcatap.populationCoverage, literal(text, context.language));
}

function addAccess({ cells, writer }: Row): void {
  if (!cells.access) return;
  const access = readAccess(cells.access);
  if (access.kind === 'level') {
    writer.add(
      writer.subject,
      dct.accessRights,
      namedNode(`${authority.accessRight}/${access.level}`),
    );
  } else {
    writer.note(
      'unknown-value',
      dct.accessRights,
      'No access level can be read from the source',
      cells.access,
    );
  }
}

function addRegion({ cells, writer }: Row): void {
  if (!cells.region) return;
  const place = placeIri(cells.region, writer.terms);
  if (!place) {
    writer.note('unknown-value', dct.spatial, 'A place is in none of the lists', cells.region);
    return;
  }
  if (!place.startsWith(authority.country)) writer.add(namedNode(place), rdf.type, dct.Location);
  writer.add(writer.subject, dct.spatial, namedNode(place));
}

function addStart({ cells, writer }: Row): void {
  if (!cells.since) return;
  const date = readDate(cells.since, dct.temporal, writer);
  if (!date) return;
  const period = writer.node();
  writer.add(writer.subject, dct.temporal, period);
  writer.add(period, rdf.type, dct.PeriodOfTime);
  writer.add(period, dcat.startDate, literal(date.value, xsd[date.type]));
}
