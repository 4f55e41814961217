import { healthdcatap, literal, xsd } from '../../rdf/vocabularies.ts';
import { at, embedded, listOf, textOf } from '../json.ts';
import { publishableText } from '../texts.ts';
import { parseCount } from '../values/numbers.ts';
import { isPlaceholder } from '../values/text.ts';
import { firstText, type Study, type Version } from './study.ts';

/** Age classes of the portal by MeSH descriptor, in years; the oldest is open. */
const ages = new Map<string, readonly [from: number, to: number | null]>([
  ['D007231', [0, 0]],
  ['D007223', [0, 2]],
  ['D002675', [2, 5]],
  ['D002648', [6, 12]],
  ['D000293', [13, 18]],
  ['D055815', [19, 24]],
  ['D000328', [25, 44]],
  ['D008875', [45, 64]],
  ['D000368', [65, 79]],
  ['D000369', [80, null]],
]);

/** Who is in the data: number, ages and a text per language. */
export function addPopulation(study: Study): void {
  const size = firstText(study, ['method', 'data_collection', 'response_rate']);
  const isCertain = addSize(study, size);
  addAges(study);
  for (const version of study.versions) {
    const stated =
      size === undefined || isCertain || isPlaceholder(size)
        ? []
        : [`${version.words.size}${version.words.colon}${size}`];
    addCoverage(study, version, stated);
  }
}

/** The number of people; true when it was certain. The source's words stay in a note beside it. */
function addSize({ writer }: Study, text: string | undefined): boolean {
  if (text === undefined || isPlaceholder(text)) return false;
  const count = parseCount(text);
  const property = healthdcatap.numberOfUniqueIndividuals;
  if (!count) {
    writer.note(
      'unknown-value',
      property,
      'No single number of people can be read with certainty',
      text,
    );
    return false;
  }
  writer.add(writer.subject, property, literal(String(count.value), xsd.nonNegativeInteger));
  if (text.trim() !== String(count.value)) {
    const how = count.approximate
      ? 'A rounded number of people was read from text'
      : 'A number of people was read from text';
    writer.note('repaired', property, how, text);
  }
  return !count.approximate;
}

const universeOf = (version: Version) => embedded(at(version.study, 'study_info', 'universe'));

function addAges({ versions, writer }: Study): void {
  const classes = versions.flatMap((version) =>
    listOf(at(universeOf(version), 'level_age_clusion_I')).flatMap((each) => {
      const descriptor = textOf(at(each, 'concept', 'vocabURI'))?.replace(/^.*\//, '') ?? '';
      return [ages.get(descriptor) ?? []];
    }),
  );
  const known = classes.flatMap(([from, to]) =>
    from === undefined || to === undefined ? [] : [{ from, to }],
  );
  // One class that is not known could be younger or older than all the others.
  if (known.length === 0 || known.length !== classes.length) return;
  const add = (property: typeof healthdcatap.minTypicalAge, years: number) =>
    writer.add(writer.subject, property, literal(String(years), xsd.nonNegativeInteger));
  add(healthdcatap.minTypicalAge, Math.min(...known.map(({ from }) => from)));
  const ends = known.map(({ to }) => to);
  if (!ends.includes(null)) add(healthdcatap.maxTypicalAge, Math.max(...ends.map(Number)));
}

function addCoverage({ writer }: Study, version: Version, stated: readonly string[]): void {
  const universe = universeOf(version);
  const property = healthdcatap.populationCoverage;
  if (typeof universe === 'string' && /^\s*[{[]/.test(universe)) {
    writer.note(
      'unknown-value',
      property,
      'The description of the population cannot be read',
      universe,
    );
  }
  const labels = (field: string) =>
    listOf(at(universe, field))
      .map((each) => textOf(each))
      .filter((text) => text !== undefined && !isPlaceholder(text))
      .join(', ');
  const { included, excluded, colon } = version.words;
  const inclusion = textOf(at(universe, 'clusion_I'));
  const exclusion = textOf(at(universe, 'clusion_E'));
  const parts = [
    ...[
      'level_type_clusion_I',
      'level_type_clusion_other',
      'level_sex_clusion_I',
      'level_age_clusion_I',
    ].map(labels),
    inclusion ? `${included}${colon}${inclusion}` : '',
    exclusion ? `${excluded}${colon}${exclusion}` : '',
    ...stated,
  ].filter((part) => part !== '');
  const text = publishableText(parts.join('. '), property, writer);
  if (text !== undefined) writer.add(writer.subject, property, literal(text, version.language));
}
