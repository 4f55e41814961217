import { seesSource } from '../../model/access.ts';
import { OverviewPage } from '../ui/admin-overview-page.tsx';
import { adminPage, sendAdminPage } from './layout.ts';
import type { ConsolePart } from './part.ts';
import { sourceStates } from './sources-state.ts';

/** The first page of the console: what is well, what is not, and what waits for a decision. */
export const overviewPages: ConsolePart = (context, language) => async (app) => {
  const { baseUrl, administration, targets } = context;
  app.get('/admin', { config: { needs: { role: 'viewer' } } }, async (request, reply) => {
    const page = adminPage(request, baseUrl, language);
    const [states, held, pairs, catalogues, channels] = await Promise.all([
      sourceStates(context, page.identity),
      administration.deletions.summary(),
      administration.duplicates.list({ state: 'open' }),
      targets(),
      administration.channels(),
    ]);
    const sees = (sourceId: string) => seesSource(page.identity, sourceId);
    const overview = {
      states,
      heldDeletions: held.reduce((sum, of) => sum + (sees(of.sourceId) ? of.held : 0), 0),
      duplicates: pairs.filter(({ first, second }) => sees(first.sourceId) || sees(second.sourceId))
        .length,
      targets: catalogues,
      channels,
    };
    const view = { title: page.text.adminOverview, section: 'Overview' } as const;
    return sendAdminPage(reply, page, view, <OverviewPage {...{ page, overview }} />);
  });
};
