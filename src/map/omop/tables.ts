import { literal } from '../../rdf/vocabularies.ts';
import type { Column, Table } from '../variables.ts';
import type { Counts } from './counts.ts';

const persons = 1;
const observationPeriods = 111;

/**
 * Tables that Achilles proves to be filled, with the columns that the OMOP CDM (v5) requires of
 * them: a count of persons proves PERSON, one of observation periods OBSERVATION_PERIOD.
 */
export function provenTables(counts: Counts): readonly Table[] {
  const isFilled = (analysis: number) => counts(analysis).some(({ value }) => value > 0);
  return [
    ...(isFilled(persons) ? [person] : []),
    ...(isFilled(observationPeriods) ? [observationPeriod] : []),
  ];
}

function column(name: string, datatype: string, fr: string, en: string): Column {
  return {
    name,
    datatype,
    titles: [literal(name, 'en')],
    descriptions: [literal(fr, 'fr'), literal(en, 'en')],
  };
}

const person: Table = {
  titles: [literal('PERSON', 'en')],
  columns: [
    column('person_id', 'integer', 'Identifiant de la personne', 'Identifier of the person'),
    column('gender_concept_id', 'integer', 'Concept du sexe', 'Concept of the gender'),
    column('year_of_birth', 'integer', 'Année de naissance', 'Year of birth'),
    column('race_concept_id', 'integer', 'Concept de l’origine', 'Concept of the race'),
    column('ethnicity_concept_id', 'integer', 'Concept de l’ethnicité', 'Concept of the ethnicity'),
  ],
};

const observationPeriod: Table = {
  titles: [literal('OBSERVATION_PERIOD', 'en')],
  columns: [
    column(
      'observation_period_id',
      'integer',
      'Identifiant de la période d’observation',
      'Identifier of the observation period',
    ),
    column('person_id', 'integer', 'Personne observée', 'Person observed'),
    column('observation_period_start_date', 'date', 'Début de la période', 'Start of the period'),
    column('observation_period_end_date', 'date', 'Fin de la période', 'End of the period'),
    column(
      'period_type_concept_id',
      'integer',
      'Concept de l’origine de la période',
      'Concept of how the period was determined',
    ),
  ],
};
