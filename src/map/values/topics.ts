import { authority } from '../../rdf/authorities.ts';
import { fold } from './text.ts';

/** Codes of the HDEU health-theme list, and the topics that one of them clearly covers (folded). */
const rows = `CANCER_DISEASE: oncologie,oncology,cancer,cancers,cancerologie
  ;RESPIRATORY_DISEASES: pneumologie,pulmonary medicine
  ;MENTAL_HEALTH: psychiatrie,psychiatry,sante mentale,mental health
  ;NUTRITION_SECURITY: nutrition et dietetique,nutrition and dietetics
  ;REPRODUCTIVE_HEALTH: gynecologie et obstetrique,gynaecology and obstetrics,sante reproductive
  ;TROPICAL_DISEASES: medecine tropicale,tropical medicine
  ;EMERGENCY_SETTINGS: medecine d urgence,emergency medicine
  ;SENSORY_HEALTH: ophtalmologie,ophthalmology
  ;LIFECOURSE_HEALTH: pediatrie,paediatrics,pediatrics,geriatrie,geriatrics
  ;ENVIRONMENTAL_HEALTH: sante environnementale,sante environnement,environmental health`;

const themes = new Map<string, string>(
  rows.split(';').flatMap((row) => {
    const [code = '', topics = ''] = row.trim().split(': ');
    return [
      [fold(code), code] as const,
      ...topics.split(',').map((topic) => [topic, code] as const),
    ];
  }),
);

/** Reads a topic ("Oncologie", "Mental health", a code of the list) as a concept of the HDEU health-theme list. */
export function healthThemeIri(topic: string): string | undefined {
  const code = topic.length > 120 ? undefined : themes.get(fold(topic));
  return code && `${authority.healthTheme}/${code}`;
}

const links = [
  { system: 'MESH', pattern: /^https?:\/\/id\.nlm\.nih\.gov\/mesh\/(D\d{6,9})$/ },
  {
    system: 'ICD-11',
    pattern: /^https?:\/\/id\.who\.int\/icd\/(?:release\/11\/[\w-]{1,20}\/mms|entity)\/(\d{1,10})$/,
  },
] as const;

/** Reads the address of a concept of MeSH or ICD-11. */
export function codeOfAddress(
  address: string,
): { readonly system: string; readonly code: string } | undefined {
  for (const { system, pattern } of links) {
    const code = pattern.exec(address.trim())?.[1];
    if (code) return { system, code };
  }
  return undefined;
}
