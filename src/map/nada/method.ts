import { authority } from '../../rdf/authorities.ts';
import { dcat, dct, literal, namedNode, prov, rdf, rdfs, xsd } from '../../rdf/vocabularies.ts';
import { readPeriod } from '../dates.ts';
import { at, listOf, pythonList, textOf } from '../json.ts';
import { publishableText } from '../texts.ts';
import { frequencyIri } from '../values/frequencies.ts';
import { placeIri } from '../values/places.ts';
import { fold, isPlaceholder } from '../values/text.ts';
import { firstText, type Study, type Version } from './study.ts';

/** Where, when and how the data was collected. */
export function addMethod(study: Study): void {
  addPeriods(study);
  addPlaces(study);
  addFrequency(study);
  addProvenance(study);
  addActivity(study);
}

function addPeriods({ versions, writer }: Study): void {
  const seen = new Set<string>();
  for (const { study } of versions) {
    for (const dates of listOf(at(study, 'study_info', 'coll_dates'))) {
      const [start, end] = [textOf(at(dates, 'start')), textOf(at(dates, 'end'))];
      const key = `${start} ${end}`;
      if (seen.has(key)) continue;
      seen.add(key);
      addPeriod(start, end, writer);
    }
  }
}

function addPeriod(
  start: string | undefined,
  end: string | undefined,
  writer: Study['writer'],
): void {
  const period = readPeriod(start, end, dct.temporal, writer);
  if (!period.start && !period.end) return;
  const node = writer.node();
  writer.add(writer.subject, dct.temporal, node);
  writer.add(node, rdf.type, dct.PeriodOfTime);
  if (period.start)
    writer.add(node, dcat.startDate, literal(period.start.value, xsd[period.start.type]));
  if (period.end) writer.add(node, dcat.endDate, literal(period.end.value, xsd[period.end.type]));
}

function addPlaces({ versions, writer }: Study): void {
  for (const { study, additional } of versions) {
    const nations = listOf(at(study, 'study_info', 'nation')).map(
      (nation) => textOf(at(nation, 'abbreviation')) ?? textOf(at(nation, 'name')),
    );
    const areas = [
      at(study, 'study_info', 'geog_coverage'),
      at(additional, 'geogCoverage', 'values'),
    ]
      .flatMap(listOf)
      .map(textOf);
    for (const text of [...nations, ...areas]) {
      if (text === undefined || isPlaceholder(text)) continue;
      const place = placeIri(text, writer.terms);
      if (!place) {
        writer.note('unknown-value', dct.spatial, 'A place is in none of the lists', text);
        continue;
      }
      if (!place.startsWith(authority.country))
        writer.add(namedNode(place), rdf.type, dct.Location);
      writer.add(writer.subject, dct.spatial, namedNode(place));
    }
  }
}

function addFrequency(study: Study): void {
  const text = firstText(study, ['method', 'data_collection', 'frequency']);
  if (text === undefined || isPlaceholder(text)) return;
  const frequency = frequencyIri(text, study.writer.terms);
  const { writer } = study;
  if (frequency) writer.add(writer.subject, dct.accrualPeriodicity, namedNode(frequency));
  else
    writer.note(
      'unknown-value',
      dct.accrualPeriodicity,
      'This is no frequency of the EU list',
      text,
    );
}

function addProvenance({ versions, writer }: Study): void {
  const texts = versions.flatMap((version) => {
    const text = publishableText(provenanceOf(version), dct.provenance, writer);
    return text === undefined ? [] : [literal(text, version.language)];
  });
  if (texts.length === 0) return;
  const statement = writer.node();
  writer.add(writer.subject, dct.provenance, statement);
  writer.add(statement, rdf.type, dct.ProvenanceStatement);
  for (const text of texts) writer.add(statement, rdfs.label, text);
}

function provenanceOf({ study, words }: Version): string {
  const collection = at(study, 'method', 'data_collection');
  const labels = (value: unknown) =>
    pythonList(value)
      .flatMap((item) => textOf(item) ?? [])
      .filter((text) => !isPlaceholder(text))
      .join(', ');
  const parts = [
    [words.sources, labels(at(collection, 'sources'))],
    [words.sources, labels(at(collection, 'sample_frame', 'frame_unit', 'unit_type'))],
    [words.sampling, labels(at(collection, 'sampling_procedure'))],
    [words.mode, listOf(at(collection, 'coll_mode')).map(labels).filter(Boolean).join(', ')],
  ] as const;
  const said = parts
    .filter(([, text]) => text !== '')
    .map(([label, text]) => `${label}${words.colon}${text}`);
  return said.length === 0 ? '' : `${said.join('. ')}.`;
}

const interventional = /\b(?:interventionnelle|interventional)\b/;
const observational = /\b(?:observationnelle|observational)\b/;

/** The design of the study as the activity that made the data (HDEU health-activity list). */
function addActivity({ versions, writer }: Study): void {
  const designs = versions.flatMap(({ language, study }) => {
    const raw = textOf(at(study, 'method', 'method_notes'));
    const text = raw && publishableText(raw, prov.wasGeneratedBy, writer);
    return text ? [{ text, language }] : [];
  });
  if (designs.length === 0) return;
  const design = fold(designs.map(({ text }) => text).join(' '));
  const titles = fold(
    writer
      .values(writer.subject, dct.title)
      .map((title) => title.value)
      .join(' '),
  );
  const activity = writer.node();
  writer.add(writer.subject, prov.wasGeneratedBy, activity);
  writer.add(activity, rdf.type, prov.Activity);
  for (const { text, language } of designs)
    writer.add(activity, rdfs.label, literal(text, language));
  const code = activityCode(design, titles);
  if (code) writer.add(activity, dct.type, namedNode(`${authority.healthActivity}/${code}`));
}

function activityCode(design: string, titles: string): string | undefined {
  if (interventional.test(design)) return 'CLINICAL_TRIAL';
  if (/\b(?:registre|registry)\b/.test(titles)) return 'MEDICAL_REGISTRY';
  if (/\bcohorte?\b/.test(titles)) return 'COHORT';
  return observational.test(design) ? 'OBSERVATIONAL_DATA' : undefined;
}
