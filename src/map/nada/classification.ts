import { authority } from '../../rdf/authorities.ts';
import { dcat, dct, healthdcatap, literal, namedNode } from '../../rdf/vocabularies.ts';
import { addCodingSystems } from '../coding.ts';
import { at, listOf, textOf } from '../json.ts';
import { fold } from '../values/text.ts';
import { addText, type Study, type Version } from './study.ts';

/** What a study is about: categories, themes, keywords, coding systems and codes. */
export function addClassification(study: Study): void {
  const { writer } = study;
  addCategories(study);
  for (const version of study.versions) {
    addKeywords(study, version);
    addTopics(study, version);
    for (const standard of listOf(
      at(version.study, 'study_info', 'quality_statement', 'standards'),
    )) {
      addCodingSystems(textOf(at(standard, 'name')), writer);
    }
  }
}

const flag = (value: unknown) => ['1', 'true'].includes(String(value));

function isBiobank({ versions }: Study): boolean {
  return versions.some(({ additional }) => flag(at(additional, 'dataTypes', 'isDataInBiobank')));
}

const populationRegistry =
  /\b(?:registre (?:general )?(?:des|de) (?:cancers?|tumeurs|malformations|handicaps)|cancer registry|registry of (?:congenital )?malformations)/;
const registry =
  /\b(?:registres?|registry|registries|causes? (?:medicales )?de deces|cause of death)\b/;

/**
 * EHDS Art. 51(1) by the words of the source: registries by title, trials by design; samples in a
 * biobank add EINS to what the source's default says. Nothing found: the default alone.
 */
function addCategories(study: Study): void {
  const { writer, context } = study;
  const titles = writer
    .values(writer.subject, dct.title)
    .map((title) => fold(title.value))
    .join(' ');
  const designs = fold(
    study.versions
      .map((version) => textOf(at(version.study, 'method', 'method_notes')) ?? '')
      .join(' '),
  );
  const codes: string[] = [];
  if (populationRegistry.test(titles)) codes.push('PHDR');
  else if (registry.test(titles)) codes.push('MRMR');
  else if (/\binterventional|\binterventionnelle/.test(designs)) codes.push('EHCT');
  if (isBiobank(study)) {
    if (codes.length === 0 && context.defaults.healthCategory) {
      codes.push(...context.defaults.healthCategory);
      writer.note(
        'default',
        healthdcatap.healthCategory,
        'Beside EINS for its samples, the category of the source',
      );
    }
    codes.push('EINS');
  }
  for (const code of codes) {
    writer.add(
      writer.subject,
      healthdcatap.healthCategory,
      namedNode(`${authority.healthCategory}/${code}`),
    );
  }
}

function addKeywords(study: Study, version: Version): void {
  for (const item of listOf(at(version.study, 'study_info', 'keywords'))) {
    addText(study, version, dcat.keyword, textOf(at(item, 'keyword')) ?? textOf(item));
  }
  if (isBiobank(study)) addText(study, version, dcat.keyword, version.words.biobank);
  if (flag(at(version.additional, 'theme', 'RareDiseases'))) {
    addText(study, version, dcat.keyword, version.words.rare);
  }
}

/** Themes of the portal that one theme of the HDEU list clearly covers, by folded label. */
const themes = new Map<string, string>([
  ['oncologie', 'CANCER_DISEASE'],
  ['oncology', 'CANCER_DISEASE'],
  ['pneumologie', 'RESPIRATORY_DISEASES'],
  ['pulmonary medicine', 'RESPIRATORY_DISEASES'],
  ['psychiatrie', 'MENTAL_HEALTH'],
  ['psychiatry', 'MENTAL_HEALTH'],
  ['nutrition et dietetique', 'NUTRITION_SECURITY'],
  ['nutrition and dietetics', 'NUTRITION_SECURITY'],
  ['gynecologie et obstetrique', 'REPRODUCTIVE_HEALTH'],
  ['gynaecology and obstetrics', 'REPRODUCTIVE_HEALTH'],
  ['medecine tropicale', 'TROPICAL_DISEASES'],
  ['tropical medicine', 'TROPICAL_DISEASES'],
  ['medecine d urgence', 'EMERGENCY_SETTINGS'],
  ['emergency medicine', 'EMERGENCY_SETTINGS'],
  ['ophtalmologie', 'SENSORY_HEALTH'],
  ['ophthalmology', 'SENSORY_HEALTH'],
  ['pediatrie', 'LIFECOURSE_HEALTH'],
  ['paediatrics', 'LIFECOURSE_HEALTH'],
  ['geriatrie', 'LIFECOURSE_HEALTH'],
  ['geriatrics', 'LIFECOURSE_HEALTH'],
]);

function addTopics(study: Study, version: Version): void {
  const { writer } = study;
  for (const topic of listOf(at(version.study, 'study_info', 'topics'))) {
    const label = textOf(at(topic, 'topic'));
    addText(study, version, dcat.keyword, label);
    const theme = themes.get(fold(label ?? ''));
    if (theme)
      writer.add(
        writer.subject,
        healthdcatap.healthTheme,
        namedNode(`${authority.healthTheme}/${theme}`),
      );
    for (const link of listOf(at(topic, 'extLink') ?? at(topic, 'extlink')))
      addCode(study, textOf(at(link, 'uri')));
  }
}

const codes = [
  { pattern: /^https?:\/\/id\.nlm\.nih\.gov\/mesh\/(D\d{6,9})$/, prefix: 'MESH', system: 'MESH' },
  {
    pattern: /^https?:\/\/id\.who\.int\/icd\/(?:release\/11\/[\w-]+\/mms|entity)\/(\d{1,10})$/,
    prefix: 'ICD-11',
    system: 'ICD-11',
  },
] as const;

/** MeSH and ICD-11 links of topics; an ICD-11 number blown up by a float is no code any more. */
function addCode({ writer }: Study, uri: string | undefined): void {
  if (uri === undefined) return;
  for (const { pattern, prefix, system } of codes) {
    const code = pattern.exec(uri.trim())?.[1];
    if (!code) continue;
    writer.add(writer.subject, healthdcatap.hasCodeValues, literal(`${prefix}:${code}`));
    writer.add(
      writer.subject,
      healthdcatap.hasCodingSystem,
      namedNode(`${authority.codingSystem}/${system}`),
    );
  }
  if (/^\d{11,}$/.test(uri.trim())) {
    writer.note(
      'unknown-value',
      healthdcatap.hasCodeValues,
      'This ICD-11 code was destroyed before it came here',
      uri,
    );
  }
}
