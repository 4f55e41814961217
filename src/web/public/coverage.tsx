import { type FastifyPluginAsyncTypebox, Type } from '@fastify/type-provider-typebox';
import type { CoverageCount } from '../../model/coverage.ts';
import type { WebContext } from '../context.ts';
import { CoveragePage, type CoverageView } from '../ui/coverage-page.tsx';
import { type Language, languages, speak } from '../ui/language.ts';
import { describePage } from '../ui/layout.tsx';
import { negotiateLanguage } from './negotiate.ts';
import { sendPage } from './pages.tsx';

const pageSize = 50;
const shownUndeclared = 50;

const querystring = Type.Object({
  page: Type.Integer({ minimum: 1, maximum: 100_000, default: 1 }),
});

/** Declared against described: in one language under its prefix, or in the reader's own without one. */
export function coverageRoutes(context: WebContext, fixed?: Language): FastifyPluginAsyncTypebox {
  return async (app) => {
    app.get('/coverage', { schema: { querystring } }, async (request, reply) => {
      if (!fixed) reply.header('vary', 'Accept-Language');
      const language = fixed ?? negotiateLanguage(request.headers['accept-language'], languages);
      const { page: number } = request.query;
      const view = await readView(context, number, language);
      const path = number === 1 ? '/coverage' : `/coverage?page=${number}`;
      const page = describePage(context.baseUrl, language, path);
      const content = <CoveragePage page={page} view={view} />;
      return sendPage(reply, page, page.text.coverage, content);
    });
  };
}

async function readView(
  { coverage, documents }: WebContext,
  page: number,
  language: Language,
): Promise<CoverageView> {
  const [lists, regions, types, missing, described, undeclared] = await Promise.all([
    coverage.lists(),
    coverage.byRegion(),
    coverage.byType(),
    coverage.declarations({ isDescribed: false, page, pageSize }),
    coverage.declarations({ isDescribed: true, page, pageSize }),
    coverage.undeclared(shownUndeclared),
  ]);
  const named = nameRegions(regions, documents, language);
  return { lists, regions: named, types, missing, described, undeclared, number: page, pageSize };
}

/** Regions by the names that the vocabulary in force gives their codes. */
function nameRegions(
  regions: readonly CoverageCount[],
  documents: WebContext['documents'],
  language: Language,
): readonly CoverageCount[] {
  if (regions.every(({ key }) => key === null)) return regions;
  const list = documents.vocabularies().find(({ id }) => id === 'nuts-fr')?.list;
  const names = new Map(
    list?.concepts.map(({ code, labels }) => [code, speak(labels, language)?.text]),
  );
  return regions.map((count) => ({
    ...count,
    key: count.key === null ? null : (names.get(count.key) ?? count.key),
  }));
}
