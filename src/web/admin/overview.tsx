import { OverviewPage } from '../ui/admin-overview-page.tsx';
import { adminPage, sendAdminPage } from './layout.ts';
import type { ConsolePart } from './part.ts';
import { sourceStates } from './sources-state.ts';

/** The first page of the console: what is well, what is not, and what waits for a decision. */
export const overviewPages: ConsolePart = (context, language) => async (app) => {
  const { baseUrl, administration, targets } = context;
  app.get('/admin', { config: { needs: { role: 'viewer' } } }, async (request, reply) => {
    const page = adminPage(request, baseUrl, language);
    const [states, held, pairs, catalogues] = await Promise.all([
      sourceStates(context),
      administration.deletions.list(null),
      administration.duplicates.list(),
      targets(),
    ]);
    const overview = {
      states,
      heldDeletions: held.length,
      duplicates: pairs.filter(({ state }) => state === 'open').length,
      targets: catalogues,
    };
    const view = { title: page.text.adminOverview, section: 'Overview' } as const;
    return sendAdminPage(reply, page, view, <OverviewPage {...{ page, overview }} />);
  });
};
