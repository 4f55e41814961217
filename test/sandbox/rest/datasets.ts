import { realStudies } from '../data/studies.ts';
import { studyHolders } from '../data/study-holders.ts';
import { themeTerms } from '../data/study-terms.ts';
import type { Edits } from '../switches.ts';

/** A dataset as the JSON APIs of the sandbox describe it, each in its own model. */
export interface RestDataset {
  readonly key: string;
  readonly acronym?: string;
  readonly title: string;
  readonly titleEn?: string;
  readonly description: string;
  readonly holder: string;
  readonly tags: readonly string[];
  readonly frequency?: string;
  readonly start?: number;
  readonly end?: number;
  /** Number of people. */
  readonly size?: number;
}

/** Open data about health in France: title, holder, tags, frequency. */
const rows = `
  vac-si|Données relatives aux personnes vaccinées contre la Covid-19|Santé publique France|covid19, vaccins|weekly
  si-vic|Données hospitalières relatives à l'épidémie de COVID-19|Santé publique France|covid19, hôpital|daily
  si-dep|Données relatives aux résultats des tests virologiques COVID-19|Santé publique France|covid19, dépistage|daily
  oscour|Données des urgences hospitalières et de SOS Médecins|Santé publique France|urgences, surveillance|weekly
  incidence|Taux d'incidence de l'épidémie de COVID-19|Santé publique France|covid19, incidence|daily
  indicateurs|Indicateurs de suivi de l'épidémie de COVID-19|Santé publique France|covid19|weekly
  coviprev|Données d'enquête relatives à l'évolution des comportements pendant l'épidémie|Santé publique France|enquête, santé mentale|irregular
  couverture|Couvertures vaccinales de l'enfant par département|Santé publique France|vaccins, enfants|annual
  grippe|Passages aux urgences et actes SOS Médecins pour grippe|Santé publique France|grippe, urgences|weekly
  barometre|Baromètre de Santé publique France : résultats régionaux|Santé publique France|enquête, prévention|annual
  bdpm|Base de données publique des médicaments|Ministère de la santé|médicaments|monthly
  finess|Extraction du fichier des établissements sanitaires et sociaux|Ministère de la santé|établissements, finess|bimonthly
  sae|Statistique annuelle des établissements de santé|Direction de la recherche, des études, de l'évaluation et des statistiques|hôpital, statistique|annual
  apl|Accessibilité potentielle localisée aux médecins généralistes|Direction de la recherche, des études, de l'évaluation et des statistiques|accès aux soins|annual
  annuaire|Annuaire des professionnels de santé en libre accès|Agence du numérique en santé|professionnels|daily
  damir|Dépenses d'assurance maladie hors prestations hospitalières|Caisse nationale de l'assurance maladie|dépenses, remboursements|annual
  medic|Médicaments délivrés en pharmacie de ville|Caisse nationale de l'assurance maladie|médicaments, remboursements|annual
  bio|Actes de biologie médicale remboursés|Caisse nationale de l'assurance maladie|biologie|annual
  phmev|Prescriptions hospitalières de médicaments délivrées en ville|Caisse nationale de l'assurance maladie|médicaments, hôpital|annual
  pathologies|Effectif de patients par pathologie, sexe, classe d'âge et territoire|Caisse nationale de l'assurance maladie|pathologies|annual
  deces|Causes médicales de décès : effectifs par département|Inserm-CépiDc|mortalité|annual
  qualite|Indicateurs de qualité et de sécurité des soins|Haute Autorité de santé|qualité|annual
  projets|Répertoire public des projets d'étude|Plateforme des données de santé|projets, recherche|monthly
  eau|Résultats du contrôle sanitaire de l'eau distribuée commune par commune|Ministère de la santé|eau, environnement|monthly
  sentinelles|Surveillance hebdomadaire des syndromes grippaux en médecine générale|Réseau Sentinelles|grippe, surveillance|weekly`;

/** Open data about health in France. */
export const openDatasets: readonly RestDataset[] = rows
  .trim()
  .split('\n')
  .map((row, index) => {
    const [key = '', title = '', holder = '', tags = '', frequency = ''] = row.trim().split('|');
    return {
      key,
      title,
      holder,
      tags: tags.split(', '),
      frequency,
      description: `${title}, en données agrégées.`,
      start: 2005 + (index % 15),
    };
  });

/** Cohorts and registries. */
export const cohortDatasets: readonly RestDataset[] = realStudies.slice(0, 40).map((study) => {
  const size = Number(study.size.replace(/[ .,]/g, ''));
  return {
    key: study.key.toLowerCase(),
    ...(study.acronym !== undefined && { acronym: study.acronym }),
    title: study.title.fr,
    titleEn: study.title.en,
    description: study.aim.fr,
    holder: studyHolders[study.holders[0] ?? '']?.name ?? 'Inserm',
    tags: [themeTerms[study.theme].fr],
    ...(study.start !== undefined && { start: study.start }),
    ...(study.end !== undefined && { end: study.end }),
    ...(Number.isInteger(size) && size > 0 && { size }),
  };
});

function addedDataset(key: string): RestDataset {
  return {
    key,
    title: `Jeu de données ${key}`,
    description: `Description du jeu de données ${key}.`,
    holder: 'Santé publique France',
    tags: ['ajout'],
    frequency: 'annual',
    start: 2020,
  };
}

/** What an endpoint holds at present: additions at the end, as where the order is that of creation. */
export function presentDatasets(
  datasets: readonly RestDataset[],
  { added, removed, changed }: Edits,
): readonly RestDataset[] {
  return [...datasets, ...added.map(addedDataset)].flatMap((dataset) => {
    if (removed.has(dataset.key)) return [];
    const changes = changed.get(dataset.key);
    const title = changes === undefined ? dataset.title : `${dataset.title} (révision ${changes})`;
    return [{ ...dataset, title }];
  });
}

/** Number of changes of a dataset, for marks and dates of modification. */
export function revisionOf({ key }: RestDataset, { changed }: Edits): number {
  return changed.get(key) ?? 0;
}
