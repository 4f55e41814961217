import type { Bilingual } from '../bilingual.ts';
import type { StudyPopulation, StudyTheme } from './studies.ts';

/** A label of a controlled list with the MeSH descriptor it is aligned with, where there is one. */
export interface MeshTerm extends Bilingual {
  readonly mesh?: string;
}

export const themeTerms: Readonly<Record<StudyTheme, MeshTerm>> = {
  cardiologie: {
    fr: 'Cardiologie et médecine vasculaire',
    en: 'Cardiology and vascular medicine',
    mesh: 'D002309',
  },
  endocrinologie: { fr: 'Endocrinologie', en: 'Endocrinology' },
  epidemiologie: {
    fr: 'Santé publique, environnementale et du travail',
    en: 'Public, environmental and occupational health',
    mesh: 'D004813',
  },
  gastroenterologie: { fr: 'Gastroentérologie', en: 'Gastroenterology', mesh: 'D005762' },
  genetique: { fr: 'Génétique médicale', en: 'Medical genetics' },
  geriatrie: { fr: 'Gériatrie', en: 'Geriatrics', mesh: 'D005853' },
  gynecologie: { fr: 'Gynécologie et obstétrique', en: 'Gynaecology and obstetrics' },
  hematologie: { fr: 'Hématologie', en: 'Hematology' },
  hepatologie: { fr: 'Hépatologie', en: 'Hepatology' },
  immunologie: { fr: 'Immunologie médicale', en: 'Clinical immunology' },
  nephrologie: { fr: 'Néphrologie', en: 'Nephrology', mesh: 'D009398' },
  neurologie: { fr: 'Neurologie', en: 'Neurology', mesh: 'D009462' },
  nutrition: { fr: 'Nutrition et diététique', en: 'Nutrition and dietetics' },
  oncologie: { fr: 'Oncologie', en: 'Oncology', mesh: 'D008495' },
  ophtalmologie: { fr: 'Ophtalmologie', en: 'Ophthalmology' },
  pediatrie: { fr: 'Pédiatrie', en: 'Paediatrics', mesh: 'D010372' },
  pneumologie: { fr: 'Pneumologie', en: 'Pulmonary medicine' },
  psychiatrie: { fr: 'Psychiatrie', en: 'Psychiatry', mesh: 'D011570' },
  rhumatologie: { fr: 'Rhumatologie', en: 'Rheumatology' },
};

const newborn = {
  fr: 'Nouveau-né (naissance à 28j)',
  en: 'Infant, Newborn (birth to 28 days)',
  mesh: 'D007231',
};
const child = { fr: 'Enfance (6 à 12 ans)', en: 'Child (6 to 12 years)', mesh: 'D002648' };
const adolescent = {
  fr: 'Adolescence (13 à 18 ans)',
  en: 'Adolescent (13 to 18 years)',
  mesh: 'D000293',
};
const young = { fr: 'Adulte (19 à 24 ans)', en: 'Young Adult (19 to 24 years)', mesh: 'D055815' };
const adult = { fr: 'Adulte (25 à 44 ans)', en: 'Adult (25 to 44 years)', mesh: 'D000328' };
const middle = { fr: 'Adulte (45 à 64 ans)', en: 'Middle Aged (45 to 64 years)', mesh: 'D008875' };
const aged = { fr: 'Personne âgée (65 à 79 ans)', en: 'Aged (65 to 79 years)', mesh: 'D000368' };
const oldest = {
  fr: 'Grand âge (80 ans et plus)',
  en: 'Aged, 80 and over (80 years and more)',
  mesh: 'D000369',
};

/** Age classes and inclusion criterion of a kind of population. */
export const populationTerms: Readonly<
  Record<
    StudyPopulation,
    {
      readonly ages: readonly Required<MeshTerm>[];
      readonly criterion: Bilingual;
      readonly type: Bilingual;
    }
  >
> = {
  adults: {
    ages: [young, adult, middle, aged],
    criterion: {
      fr: "Adultes volontaires à l'inclusion",
      en: 'Adults who volunteered at inclusion',
    },
    type: { fr: 'Population générale', en: 'General population' },
  },
  aged: {
    ages: [aged, oldest],
    criterion: {
      fr: "Personnes de plus de 65 ans à l'inclusion",
      en: 'People over 65 at inclusion',
    },
    type: { fr: 'Population générale', en: 'General population' },
  },
  all: {
    ages: [newborn, child, adolescent, young, adult, middle, aged, oldest],
    criterion: { fr: "Toutes les personnes de la zone d'étude", en: 'Everybody in the study area' },
    type: { fr: 'Population générale', en: 'General population' },
  },
  children: {
    ages: [child, adolescent],
    criterion: {
      fr: "Enfants et adolescents à l'inclusion",
      en: 'Children and adolescents at inclusion',
    },
    type: { fr: 'Patients', en: 'Patients population' },
  },
  families: {
    ages: [child, adolescent, adult, middle],
    criterion: { fr: "Membres d'une même famille", en: 'Members of the same family' },
    type: { fr: 'Population générale', en: 'General population' },
  },
  newborns: {
    ages: [newborn],
    criterion: {
      fr: "Enfants inclus à la naissance, avec l'accord des parents",
      en: 'Children included at birth with parental consent',
    },
    type: { fr: 'Population générale', en: 'General population' },
  },
  patients: {
    ages: [adult, middle, aged],
    criterion: {
      fr: "Patients diagnostiqués dans l'un des centres",
      en: 'Patients diagnosed in one of the centres',
    },
    type: { fr: 'Patients', en: 'Patients population' },
  },
  women: {
    ages: [adult, middle, aged],
    criterion: { fr: "Femmes volontaires à l'inclusion", en: 'Women who volunteered at inclusion' },
    type: { fr: 'Population générale', en: 'General population' },
  },
  youngAdults: {
    ages: [young, adult],
    criterion: {
      fr: "Jeunes adultes volontaires à l'inclusion",
      en: 'Young adults who volunteered at inclusion',
    },
    type: { fr: 'Population générale', en: 'General population' },
  },
};
