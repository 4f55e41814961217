import type { Edits } from '../switches.ts';
import { cohortDatasets, presentDatasets, type RestDataset, revisionOf } from './datasets.ts';
import { json, pageOf, type RestApi, startRestApi } from './endpoint.ts';

const datasets = cohortDatasets.slice(0, 31);

const localised = (fr: string, en?: string) => [
  { lang: 'fr', value: fr },
  ...(en === undefined ? [] : [{ lang: 'en', value: en }]),
];

function contentOf({ size, start, end, key }: RestDataset, place: number): string {
  const content = JSON.stringify({
    website: `www.${key}.example.org`,
    startYear: start,
    endYear: end,
    numberOfParticipants: { participant: { noLimit: false, number: size ?? 0 } },
    methods: { design: place % 3 === 0 ? 'clinical_trial' : 'cohort_study' },
  });
  // Some studies hold half of their model.
  return place % 11 === 5 ? content.slice(0, content.length >> 1) : content;
}

function describe(dataset: RestDataset, edits: Edits): Readonly<Record<string, unknown>> {
  const { key, acronym, title, titleEn, description, holder } = dataset;
  const place = datasets.findIndex((each) => each.key === key);
  return {
    id: key,
    published: true,
    timestamps: { lastUpdate: `2026-0${1 + revisionOf(dataset, edits)}-15T08:00:00.000Z` },
    name: place === 7 ? [] : localised(title, titleEn),
    acronym: acronym === undefined ? [] : [{ lang: 'und', value: acronym }],
    objectives: localised(`<p>${description}</p>`),
    content: contentOf(dataset, place),
    permissions: { view: true },
    memberships: [
      {
        role: 'investigator',
        members: [
          {
            firstName: 'Prénom',
            lastName: 'Nom',
            email: 'contact@example.org',
            institution: { name: localised(holder) },
          },
        ],
      },
    ],
    populationSummaries: [
      {
        id: 'population',
        name: localised('Population'),
        description: localised(`Participants de l'étude ${acronym ?? key}`),
        content: JSON.stringify({
          selectionCriteria: { ageMin: 18, ageMax: 60 + (place % 30), countriesIso: ['FRA'] },
        }),
      },
    ],
  };
}

/** A Mica catalogue with 31 studies, asked in RQL by GET. */
export function startMica(): Promise<RestApi> {
  return startRestApi(datasets, (_origin, quirks) => (url, edits) => {
    const query = url.searchParams.get('query') ?? '';
    const limit = /\blimit\((\d{1,6}),(\d{1,6})\)/.exec(query);
    if (url.pathname !== '/ws/studies/_rql' || !limit) return json({ code: 400 }, 400);
    const present = presentDatasets(datasets, edits);
    const { rows, total } = pageOf(present, Number(limit[1]), Number(limit[2]), quirks());
    const summaries = rows.map((dataset) => describe(dataset, edits));
    return json({
      studyResultDto: {
        totalHits: total,
        totalCount: total,
        'obiba.mica.StudyResultDto.result': { summaries },
      },
    });
  });
}
