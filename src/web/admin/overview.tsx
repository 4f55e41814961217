import { adminPage, sendAdminPage } from './layout.ts';
import type { ConsolePart } from './part.ts';

/** The first page of the console: what is well, what is not, and what waits for a decision. */
export const overviewPages: ConsolePart =
  ({ baseUrl }, language) =>
  async (app) => {
    app.get('/admin', { config: { needs: { role: 'viewer' } } }, async (request, reply) => {
      const page = adminPage(request, baseUrl, language);
      const title = page.text.adminOverview;
      return sendAdminPage(reply, page, { title, section: 'Overview' }, <h1>{title}</h1>);
    });
  };
