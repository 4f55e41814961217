import { createStages } from '../../src/harvest/stages.ts';
import { readKnowledge } from '../../src/knowledge-files.ts';
import type { Terms } from '../../src/map/index.ts';
import { repositoryRoot } from './turtle-files.ts';

const baseUrl = 'https://catalogue.example.org';

/** Look-ups of the vocabularies and the alias table that the service comes with. */
export const terms: Terms = createStages(
  await readKnowledge(`${repositoryRoot}config`, baseUrl),
  baseUrl,
).terms;
