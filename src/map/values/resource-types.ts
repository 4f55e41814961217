import { fold } from './text.ts';

const data = new Set(
  `dataset datasets data collection surveydata clinicaltrialdata experimentaldata observationaldata
  aggregateddata simulationdata genomicdata geospatialdata jeudedonnees donnees base basededonnees
  registre cohorte database`.split(/\s+/),
);
const other = new Set(
  `text article journalarticle book bookpart bookchapter conferenceobject conferencepaper
  conferenceproceeding dissertation report preprint workingpaper thesis bachelorthesis masterthesis
  doctoralthesis lecture software computationalnotebook image stillimage movingimage sound audiovisual
  event poster presentation patent annotation review peerreview contributiontoperiodical service
  interactiveresource model physicalobject instrument project award`.split(/\s+/),
);

/**
 * Tells whether a record of a general repository is about something else than data: some of its
 * types is known as such, and none is a type of data. Addresses count by their last part.
 */
export function isNoDataset(types: readonly string[]): boolean {
  const names = types.map((type) => fold(type.replace(/^.*[/#]/, '')).replaceAll(' ', ''));
  return names.some((name) => other.has(name)) && !names.some((name) => data.has(name));
}
