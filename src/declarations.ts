import type { Context } from './context.ts';
import { createStages } from './harvest/stages.ts';
import type { DeclarationAdministration } from './model/coverage.ts';
import { readDeclarations } from './parse/declarations.ts';
import { computeCoverage, importDeclarations, removeDeclarations } from './store/coverage.ts';

/** Scheme of the regions of France (NUTS 2021). */
const regions = 'http://data.europa.eu/nuts/scheme/2021';

/** Wires the lists of declared databases, for API and command line. */
export function createDeclarations({
  database,
  knowledge,
  settings,
}: Pick<Context, 'database' | 'knowledge' | 'settings'>): DeclarationAdministration {
  return {
    async importSheet(list, bytes) {
      const { terms } = createStages(knowledge, settings.baseUrl);
      const regionOf = (text: string) => {
        const iri = terms.concept(regions, text);
        return iri?.slice(iri.lastIndexOf('/') + 1) ?? null;
      };
      const { declarations, failures } = readDeclarations(bytes, regionOf);
      await importDeclarations(database, list, declarations, new Date());
      await computeCoverage(database);
      return { declared: declarations.length, failures };
    },
    async remove(list) {
      const isGone = await removeDeclarations(database, list);
      await computeCoverage(database);
      return isGone;
    },
  };
}
