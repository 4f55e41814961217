import { type LoneEndpoint, startLoneQueryEndpoint } from '../lone-endpoint.ts';
import type { AnswerQuery } from '../server.ts';
import type { Edits } from '../switches.ts';
import { type Biobank, biobanks, type Collection, collections } from './emx2-biobanks.ts';
import { graphqlError, json, readPosted, titleAfter } from './posted.ts';

const named = (name: string | null | undefined) => (name ? { name } : null);
const list = (names: readonly string[] | undefined) => names?.map((name) => ({ name })) ?? null;

const biobankId = (key: string) => `bbmri-eric:ID:FR_${key}`;

/** Id of the collection with a key. */
export const collectionId = (key: string): string =>
  `bbmri-eric:ID:${key.replace('/', ':collection:')}`;

function biobankRow({ key, name, country = 'FR', ...rest }: Biobank) {
  return {
    id: biobankId(key),
    name,
    acronym: rest.acronym ?? null,
    description: null,
    url: rest.url ?? null,
    juridical_person: rest.holder ?? null,
    withdrawn: rest.withdrawn ?? false,
    country: named(country),
    contact: rest.email === undefined ? null : { email: rest.email },
    quality: rest.quality?.map((name) => ({ quality_standard: { name } })) ?? null,
  };
}

function collectionRow({ key, name, country = 'FR', ...rest }: Collection) {
  return {
    id: collectionId(key),
    name,
    acronym: rest.acronym ?? null,
    description: rest.description ?? null,
    url: rest.url ?? null,
    withdrawn: rest.withdrawn ?? false,
    country: named(country),
    biobank: { id: biobankId(key.replace(/^[A-Z]{2}_|\/.*$/g, '')) },
    contact: null,
    type: list(rest.types ?? ['OTHER']),
    size: rest.samples ?? null,
    order_of_magnitude: { name: rest.magnitude ?? '2', label: null },
    number_of_donors: rest.donors ?? null,
    order_of_magnitude_donors: null,
    diagnosis_available: list(rest.diseases),
    materials: list(rest.materials),
    storage_temperatures: null,
    sex: list(rest.sex),
    age_low: rest.ages?.[0] ?? null,
    age_high: rest.ages?.[1] ?? null,
    age_unit: rest.ages ? { name: 'YEAR' } : null,
    access_description: rest.access ?? null,
    data_use: list(rest.uses),
  };
}

function presentCollections(edits: Edits): readonly Collection[] {
  const added: Collection[] = edits.added.map((key) => ({
    key: `FR_crb-loire/${key}`,
    name: `Nouvelle collection ${key}`,
    description: 'Collection ajoutée à l’annuaire après la première moisson.',
    materials: ['DNA'],
    donors: 120,
  }));
  return [...collections, ...added]
    .filter(({ key }) => !edits.removed.has(key))
    .map((collection) => ({
      ...collection,
      name: titleAfter(edits, collection.key, collection.name),
    }));
}

const answer: AnswerQuery = (posted, edits) => {
  const request = readPosted(posted);
  if (!request) return graphqlError('Invalid Syntax');
  const { query, variables } = request;
  const table = /\b(Biobanks|Collections)\(/.exec(query)?.[1];
  if (table === undefined) return graphqlError('Validation error: field undefined');
  const country = /country: \{ name: \{ equals: "([A-Z]{2})" \} \}/.exec(query)?.[1];
  const all = (
    table === 'Biobanks' ? biobanks.map(biobankRow) : presentCollections(edits).map(collectionRow)
  )
    .filter((row) => country === undefined || row.country?.name === country)
    .sort((a, b) => (a.id < b.id ? -1 : 1));
  const [limit, offset] = [Number(variables['limit'] ?? 10), Number(variables['offset'] ?? 0)];
  const rows = all.slice(offset, offset + limit);
  // EMX2 leaves an empty list out.
  const data = {
    ...(rows.length > 0 && { [table]: rows }),
    [`${table}_agg`]: { count: all.length },
  };
  return json({ data });
};

/** A BBMRI directory on Molgenis EMX2; its keys are of collections, all countries'. */
export interface Emx2Sandbox extends LoneEndpoint {
  /** Address to configure as the source's `url`. */
  readonly url: string;
}

/** Starts the endpoint on the loopback interface. */
export async function startEmx2Sandbox(): Promise<Emx2Sandbox> {
  const endpoint = await startLoneQueryEndpoint(
    collections.map(({ key }) => key),
    answer,
  );
  return { ...endpoint, url: `${endpoint.origin}/ERIC/directory/graphql` };
}
