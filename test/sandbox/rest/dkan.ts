import type { Edits } from '../switches.ts';
import { openDatasets, presentDatasets, type RestDataset, revisionOf } from './datasets.ts';
import { json, numberIn, pageOf, type RestApi, startRestApi } from './endpoint.ts';

const site = 'https://dkan.example.org';
const datasets = openDatasets.slice(0, 10);
const licence = 'http://www.etalab.gouv.fr/pages/Licence_ouverte_Open_licence-5899923.html';

/** Dirt, and nodes that are no public dataset. */
const variations: Readonly<Record<string, Readonly<Record<string, unknown>>>> = {
  'si-vic': {
    notes:
      '<p>Données hospitalières&nbsp;:</p>\n<ul><li>réanimation &amp; soins</li></ul>\n<script>suivre()</script>',
    license_title: 'Licence non spécifiée',
  },
  'si-dep': {
    title: 'Résultats des tests virologiques &amp; dépistage de l&#039;épidémie',
    metadata_created: 'jeu, 19/12/2019 - 03:00',
  },
  oscour: { state: 'Inactive' },
  incidence: { notes: '', maintainer: 'Prénom NOM', maintainer_email: 'prenom.nom@example.org' },
  coviprev: { title: '' },
  grippe: { id: null, name: null },
};

function describe(dataset: RestDataset, edits: Edits): Readonly<Record<string, unknown>> {
  const { key, title, description, holder, tags } = dataset;
  return {
    id: key,
    name: key,
    title,
    author_email: 'prenom.nom@example.org',
    maintainer: 'Données ouvertes de la région',
    maintainer_email: 'opendata@example.org',
    license_title: licence,
    notes: `<p>${description}</p>\n`,
    url: `${site}/?q=dataset/${key}`,
    state: 'Active',
    log_message: 'Edited by admin.',
    private: true,
    revision_timestamp: 'mar, 10/12/2019 - 09:23',
    metadata_created: 'mar, 10/12/2019 - 09:23',
    metadata_modified: `2026-09-1${1 + revisionOf(dataset, edits)} 10:05:00`,
    creator_user_id: '4f6d2b1c-0000-4000-8000-000000000001',
    type: 'Dataset',
    resources: [
      {
        id: `${key}-csv`,
        revision_id: '',
        url: `${site}/files/${key}.csv`,
        description: '<p>Tableau</p>\n',
        format: 'csv',
        state: 'Active',
        revision_timestamp: 'jeu, 19/12/2019 - 03:00',
        name: `${key}.csv`,
        mimetype: 'csv',
        size: '42.5 Ko',
        created: 'jeu, 19/12/2019 - 03:00',
        resource_group_id: 'a',
        last_modified: 'Date changed  jeu, 19/12/2019 - 03:00',
      },
      { id: `${key}-carte`, url: `${site}/carte/${key}`, name: 'Carte', format: '', size: '' },
    ],
    tags: tags.map((name) => ({ id: name, vocabulary_id: '2', name })),
    groups: [{ description: '<p>Producteur</p>', id: 'g1', title: holder, name: 'group/g1' }],
    ...variations[key],
  };
}

/** A DKAN 1 portal in French with ten packages: no total, and pages whose list stands in another. */
export function startDkan(): Promise<RestApi> {
  return startRestApi(datasets, (_origin, quirks) => (url, edits) => {
    if (url.pathname !== '/api/3/action/current_package_list_with_resources') {
      return json({ success: false, error: { message: 'Not found' } }, 404);
    }
    const present = presentDatasets(datasets, edits);
    const [start, size] = [numberIn(url, 'offset', 0), numberIn(url, 'limit', 10)];
    const { rows } = pageOf(present, start, size, quirks());
    const result = rows.map((dataset) => describe(dataset, edits));
    // Short pages are a plain list; full ones are wrapped once more.
    const help = `${site}/api/3/action/help_show`;
    return json({ help, success: true, result: result.length > 2 ? [result] : result });
  });
}
