import { describe, expect, it } from 'vitest';
import { likenessOf } from '../../../src/identify/duplicates.ts';
import { groupRecords, type Member } from '../../../src/model/grouping.ts';
import { judge, type Likeness, matchKeysOf } from '../../../src/model/likeness.ts';
import type { Summary } from '../../../src/model/record.ts';
import { dcat, dct, geodcatap, namedNode, prov, quad } from '../../../src/rdf/vocabularies.ts';

const bordeaux = 'https://ror.org/01hq89f96';
const lille = 'https://ror.org/02ppyfa04';
const inserm = 'https://ror.org/02vjkv261';
const aphp = 'https://ror.org/00pg5jh14';
const anrs = 'https://ror.org/01kv58h76';

interface Description {
  readonly iri?: string;
  readonly ids?: readonly string[];
  readonly key?: string;
  readonly title: string;
  readonly english?: string;
  readonly acronym?: string;
  readonly holder?: string;
  readonly sponsor?: string;
  readonly access?: Summary['accessRights'];
}

let count = 0;

/** The likeness of a record as the identify stage reads it. */
function like(record: Description): Likeness {
  const iri = record.iri ?? `https://catalogue.example.org/datasets/${count++}`;
  const dataset = namedNode(iri);
  const attribution = namedNode(`${iri}#attribution`);
  const quads = [
    ...(record.holder ? [quad(dataset, geodcatap.custodian, namedNode(record.holder))] : []),
    ...(record.sponsor
      ? [
          quad(dataset, prov.qualifiedAttribution, attribution),
          quad(attribution, prov.agent, namedNode(record.sponsor)),
          quad(attribution, dcat.hadRole, namedNode('https://roles.example/CI_RoleCode#sponsor')),
        ]
      : []),
    quad(dataset, dct.publisher, namedNode('https://ror.org/05q3vnk25')),
  ];
  return likenessOf({
    iri,
    identifiers: record.ids ?? [],
    remoteKey: record.key ?? iri,
    quads,
    sourceUrl: 'https://api.cohortes.example/catalogue',
    summary: {
      title: { fr: record.title, ...(record.english ? { en: record.english } : {}) },
      description: {},
      alternative: record.acronym ? [record.acronym] : [],
      holder: null,
      holderIri: null,
      accessRights: record.access ?? 'RESTRICTED',
      healthCategories: [],
      codingSystems: [],
      keywords: [],
      individuals: null,
      landingPage: null,
    },
  });
}

const kindOf = (a: Description, b: Description) => judge(like(a), like(b)).kind;

describe('the likeness of a record', () => {
  it.each([
    ['https://doi.org/10.5281/ZENODO.12', 'doi:10.5281/zenodo.12'],
    ['doi:10.5281/zenodo.12', 'doi:10.5281/zenodo.12'],
    ['FRESH-PEF3162', 'pef:3162'],
    ['PEF:3162', 'pef:3162'],
    ['FReSH:FRESH-PEF3162', 'pef:3162'],
    ['FRESH-PEF3162-en', 'pef:3162'],
    ['NCT01926249', 'nct:01926249'],
    ['ClinicalTrials.gov: NCT01926249', 'nct:01926249'],
    ['https://clinicaltrials.gov/study/NCT01926249', 'nct:01926249'],
    ['ERDRI.dor:1234', 'erdri:1234'],
    ['ERDRI.dor-EXAMPLE-0001', 'erdri:example-0001'],
    ['CNIL:1980120', 'cnil:1980120'],
  ])('reads %s as a declared identifier', (text, expected) => {
    expect(like({ title: 'x', ids: [text] }).identifiers).toEqual([expected]);
  });

  it.each(['1234', 'base-2', 'dataset:12', 'PEF', 'NCT1', 'contact@example.org', '10.1', ''])(
    'takes nothing from %j, which is unique nowhere',
    (text) => {
      expect(like({ title: 'x', ids: [text] }).identifiers).toEqual([]);
    },
  );

  it.each([
    ['MEMENTO : déterMinants et Evolution de la Maladie', 'memento'],
    ['COHORTE EPIPAGE 2', 'epipage 2'],
    ['Cohorte E3N', 'e3n'],
    ['SU.VI.MAX', 'suvimax'],
    ['UroCCR', 'uroccr'],
  ])('reads the acronym of %s', (acronym, expected) => {
    expect(like({ title: 'Une étude', acronym }).names).toEqual([expected]);
  });

  it.each(['Base de données de santé', 'EDS AP-HP', 'VAC-SI et autres', 'Un'])(
    'sees no acronym in %s',
    (acronym) => {
      expect(like({ title: 'Une étude', acronym }).names).toEqual([]);
    },
  );

  it('stays small whatever a source sends', () => {
    const long = Array.from({ length: 5000 }, (_, index) => `mot${index}`).join(' ');
    const poisoned = like({
      title: long,
      ids: Array.from({ length: 5000 }, (_, index) => `PEF${index}`),
    });
    expect(matchKeysOf(poisoned).length).toBeLessThan(60);
    expect(JSON.stringify(poisoned).length).toBeLessThan(5000);
  });
});

describe('real duplicates', () => {
  it.each<[string, Description, Description]>([
    [
      'MEMENTO in FReSH and in the national catalogue',
      {
        title: 'Cohorte de patients présentant une plainte cognitive',
        acronym: "MEMENTO : déterMinants et Evolution de la Maladie d'alzhEimer",
        holder: bordeaux,
        ids: ['FRESH-PEF8038'],
      },
      { title: 'MEMENTO – cohorte de patients', acronym: 'MEMENTO', holder: bordeaux },
    ],
    [
      'HEPATHER, held by one sponsor with another',
      { title: 'Cohorte hépatites', acronym: 'HEPATHER', holder: anrs, sponsor: inserm },
      { title: 'HEPATHER – cohorte hépatites B et C', acronym: 'HEPATHER', holder: inserm },
    ],
    [
      'UroCCR in FReSH and in the national catalogue',
      { title: 'Entrepôt sur le cancer du rein', acronym: 'UroCCR', holder: bordeaux },
      { title: 'UroCCR – base du cancer du rein', acronym: 'UroCCR', holder: bordeaux },
    ],
    [
      'BNDMR in its own source and in the national catalogue',
      { title: 'Banque nationale de données maladies rares (BNDMR)', holder: aphp },
      { title: 'Banque nationale de données maladies rares', acronym: 'BNDMR', holder: aphp },
    ],
    [
      'BCMD of CépiDc',
      { title: 'Base sur les causes de décès', acronym: 'BCMD', holder: inserm, ids: ['PEF:1021'] },
      { title: 'Causes médicales de décès', acronym: 'BCMD', holder: inserm },
    ],
    [
      'a rare disease registry with its number in ERDRI',
      { title: 'Registre A', ids: ['ERDRI.dor:77'] },
      { title: 'Registry of neurofibromatosis', ids: ['ERDRI:77'] },
    ],
    [
      'a study in French and in English under one PEF number',
      { title: 'Étude', ids: ['FRESH-PEF152-fr'] },
      { title: 'Study', ids: ['FReSH-PEF152-en'] },
    ],
    [
      'a copy under the same IRI',
      { title: 'A', iri: 'https://cohortes.example/a', access: 'PUBLIC', ids: ['PEF1'] },
      { title: 'Tout autre chose', iri: 'https://cohortes.example/a', ids: ['PEF2'] },
    ],
  ])('unites %s', (_name, a, b) => {
    expect(kindOf(a, b)).toBe('same');
    expect(kindOf(b, a)).toBe('same');
  });

  it('suggests UroCCR of a warehouse list, which names no holder that ROR knows', () => {
    expect(kindOf({ title: 'UroCCR' }, { title: 'x', acronym: 'UroCCR', holder: bordeaux })).toBe(
      'alike',
    );
  });

  it('takes a number of the CNIL with a second witness only, for one covers several warehouses', () => {
    const ids = ['CNIL:1980120'];
    const cardiology = { title: 'Entrepôt thématique cardiologie', ids };
    expect(kindOf(cardiology, { title: 'Entrepôt thématique neurologie', ids })).toBe('alike');
    expect(
      kindOf({ title: 'X', acronym: 'INCLUDE', ids }, { title: 'Y', acronym: 'INCLUDE', ids }),
    ).toBe('same');
  });
});

describe('what must never be merged', () => {
  it.each<[string, Description, Description]>([
    [
      'CEMARA the cohort and BNDMR, whose predecessor had that name',
      {
        title: 'Cohorte de jeunes atteints de maladies inflammatoires',
        acronym: 'CEMARA',
        holder: inserm,
        sponsor: aphp,
      },
      { title: 'Banque nationale de données maladies rares', acronym: 'BNDMR', holder: aphp },
    ],
    [
      'the two studies FREGAT',
      { title: 'Base FREGAT', acronym: 'FREGAT', holder: lille, ids: ['FRESH-PEF73435'] },
      { title: 'Cohorte FREGAT', acronym: 'FREGAT', holder: lille, ids: ['FRESH-PEF8468'] },
    ],
    [
      'VAC-SI and its aggregates',
      {
        title: 'VAC-SI vaccination Covid-19',
        acronym: 'VAC-SI',
        holder: aphp,
        access: 'NON_PUBLIC',
      },
      { title: 'VAC-SI vaccination Covid-19', acronym: 'VAC-SI', holder: aphp, access: 'PUBLIC' },
    ],
    [
      'E3N and E4N',
      { title: 'Cohorte E3N des femmes françaises', acronym: 'E3N', holder: inserm },
      { title: 'Cohorte E4N des enfants des femmes E3N', acronym: 'E4N', holder: inserm },
    ],
    [
      'EPIPAGE and EPIPAGE 2',
      { title: 'EPIPAGE petits âges gestationnels', acronym: 'EPIPAGE', holder: inserm },
      {
        title: 'EPIPAGE 2 petits âges gestationnels',
        acronym: 'COHORTE EPIPAGE 2',
        holder: inserm,
      },
    ],
    [
      'SU.VI.MAX and SU.VI.MAX 2',
      { title: 'Supplémentation vitamines', acronym: 'SU.VI.MAX', holder: inserm },
      { title: 'Supplémentation vitamines 2', acronym: 'SU.VI.MAX 2', holder: inserm },
    ],
    [
      'two warehouses of one hospital',
      { title: 'EDS CHU Bordeaux', acronym: 'EDS', holder: bordeaux },
      { title: 'UroCCR', acronym: 'UroCCR', holder: bordeaux },
    ],
  ])('keeps %s apart, and does not suggest them', (_name, a, b) => {
    expect(['different', 'unrelated']).toContain(kindOf(a, b));
    expect(['different', 'unrelated']).toContain(kindOf(b, a));
  });

  it('keeps one acronym of two holders for an admin', () => {
    expect(
      kindOf(
        { title: 'A', acronym: 'MIEL', holder: lille },
        { title: 'B', acronym: 'MIEL', holder: aphp },
      ),
    ).toBe('alike');
  });
});

describe('grouping records into datasets', () => {
  const member = (id: string, sourceId: string, position: number, record: Description): Member => ({
    id,
    sourceId,
    remoteKey: id,
    position,
    isSettled: false,
    standing: 'new',
    likeness: like(record),
  });
  const fregat = { title: 'FREGAT', acronym: 'FREGAT', holder: lille };
  const base = member('base', 'fresh', 2, { ...fregat, ids: ['PEF:73435'] });
  const cohort = member('cohort', 'fresh', 2, { ...fregat, ids: ['PEF:8468'] });
  const national = member('national', 'hdh', 3, fregat);
  const shape = (members: readonly Member[]) =>
    groupRecords(members, []).groups.map(({ canonical, others }) => [
      canonical.id,
      ...others.map(({ member: { id } }) => id),
    ]);

  it('chooses neither where a record fits two of another source, in whatever order they come', () => {
    for (const members of [
      [base, cohort, national],
      [national, cohort, base],
      [cohort, national, base],
    ]) {
      expect(shape(members)).toEqual([]);
      expect(groupRecords(members, []).doubtful).toHaveLength(2);
    }
    expect(shape([national, base])).toEqual([['base', 'national']]);
  });

  it('lets a declared identifier decide where acronyms do not', () => {
    const precise = member('precise', 'hdh', 3, { ...fregat, ids: ['PEF:8468'] });
    expect(shape([base, cohort, precise])).toEqual([['cohort', 'precise']]);
  });

  it('unites two records of one source by an admin alone', () => {
    const rulings = [
      { first: 'base', second: 'cohort', verdict: 'merged', kept: 'cohort' },
    ] as const;
    const { groups } = groupRecords([base, cohort], rulings);
    expect(groups[0]?.canonical.id).toBe('cohort');
    expect(groups[0]?.others[0]?.reason).toContain('admin');
  });

  it('obeys an admin who parts two, but not under one IRI', () => {
    const never = [{ first: 'base', second: 'national', verdict: 'never', kept: null }] as const;
    expect(groupRecords([base, national], never).groups).toEqual([]);
    const iri = 'https://cohortes.example/fregat';
    const twins = [
      member('base', 'fresh', 2, { ...fregat, iri }),
      member('national', 'hdh', 3, { ...fregat, iri }),
    ];
    expect(groupRecords(twins, never).groups).toHaveLength(1);
  });

  it('never puts a copy before the owner of the IRI', () => {
    const iri = 'https://api.cohortes.example/fregat';
    const owner = member('owner', 'fresh', 2, { ...fregat, iri });
    const copied = member('copy', 'portal', 1, { ...fregat, iri });
    const copy = { ...copied, likeness: { ...copied.likeness, isOwn: false } };
    expect(owner.likeness.isOwn).toBe(true);
    expect(shape([copy, owner])).toEqual([['owner', 'copy']]);
  });

  it('leaves its IRI to a published dataset, but in the first harvest of a source declared before', () => {
    const published: Member = { ...national, standing: 'published' };
    expect(shape([base, published])).toEqual([['base', 'national']]);
    expect(shape([{ ...base, isSettled: true }, published])).toEqual([['national', 'base']]);
    expect(shape([{ ...base, standing: 'merged' }, published])).toEqual([['national', 'base']]);
    expect(shape([{ ...base, position: 9 }, published])).toEqual([['national', 'base']]);
  });
});
