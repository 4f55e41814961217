import { type FastifyPluginAsyncTypebox, Type } from '@fastify/type-provider-typebox';
import { type Identity, seesSource } from '../../model/access.ts';
import type { DuplicatePair } from '../../model/decisions.ts';
import { refuseDecision } from '../api/answers.ts';
import { strict, Uuid } from '../api/schemas.ts';
import { HttpProblem } from '../problem.ts';
import { readTermNames } from '../term-names.ts';
import { Confirmation } from '../ui/admin-decision-confirmation.tsx';
import { decisionMessages } from '../ui/admin-decision-messages.ts';
import { PairPage } from '../ui/admin-decision-pair.tsx';
import { DecisionsPage, pairPath } from '../ui/admin-decisions-page.tsx';
import { hasRole } from '../ui/admin-layout.tsx';
import type { Language } from '../ui/language.ts';
import { pageLink } from '../ui/layout.tsx';
import { csrf } from './decisions-deletions.tsx';
import { adminPage, sendAdminPage } from './layout.ts';
import type { ConsoleContext } from './part.ts';

const viewer = { needs: { role: 'viewer' } } as const;
const Two = strict({ first: Uuid, second: Uuid });
const section = 'Decisions';

/** What waits for a decision, and duplicates: compared, merged, kept apart, split. */
export function decisionPages(
  context: ConsoleContext,
  language: Language,
): FastifyPluginAsyncTypebox {
  const { baseUrl, administration } = context;
  const { deletions, duplicates, published, sources } = administration;
  const words = decisionMessages[language];
  const notices = {
    kept: words.keptDone,
    restored: words.restoredDone,
    decided: words.decidedDone,
  } as const;

  /** The pair of the path, in its order; one of foreign sources is none for a curator. */
  async function pairOf({ first, second }: { first: string; second: string }, who: Identity) {
    const pairs = (await duplicates.list()).filter((pair) => isVisible(pair, who));
    const found = pairs.find((pair) => pair.first.id === first && pair.second.id === second);
    if (found) return found;
    const turned = pairs.find((pair) => pair.first.id === second && pair.second.id === first);
    // Of merged ones the first is published: that order is no choice.
    if (turned?.state === 'merged') return turned;
    if (turned) return { ...turned, first: turned.second, second: turned.first };
    throw new HttpProblem('NOT_FOUND', 'These two records are no pair.');
  }

  return async (app) => {
    app.get(
      '/admin/decisions',
      {
        config: viewer,
        schema: {
          querystring: strict({
            done: Type.Optional(Type.Enum(['kept', 'restored', 'decided'] as const)),
          }),
        },
      },
      async (request, reply) => {
        const page = adminPage(request, baseUrl, language);
        const [summaries, pairs] = await Promise.all([deletions.summary(), duplicates.list()]);
        const { done } = request.query;
        const content = (
          <DecisionsPage
            page={page}
            held={summaries
              .filter(({ sourceId }) => seesSource(page.identity, sourceId))
              .map((held) => ({
                ...held,
                title: sources.find(held.sourceId)?.source.title ?? {},
              }))}
            pairs={pairs.filter((pair) => isVisible(pair, page.identity))}
            notice={done ? notices[done] : null}
          />
        );
        return sendAdminPage(reply, page, { title: words.decisions, section }, content);
      },
    );

    const path = '/admin/duplicates/:first/:second';
    app.get(path, { config: viewer, schema: { params: Two } }, async (request, reply) => {
      const page = adminPage(request, baseUrl, language);
      const pair = await pairOf(request.params, page.identity);
      const [first, second] = await Promise.all([
        published(pair.first.id),
        published(pair.second.id),
      ]);
      const content = (
        <PairPage
          page={page}
          pair={pair}
          triples={[first ?? '', second ?? '']}
          mayDecide={hasRole(page.identity, 'admin')}
          names={await readTermNames(context, first ?? '', second ?? '')}
        />
      );
      return sendAdminPage(reply, page, { title: words.pairTitle, section }, content);
    });

    const admin = { role: 'admin' } as const;
    for (const decision of ['merge', 'never', 'split'] as const) {
      const url = `${path}/${decision}`;
      app.get(
        url,
        { config: { needs: admin }, schema: { params: Two } },
        async (request, reply) => {
          const page = adminPage(request, baseUrl, language);
          const pair = await pairOf(request.params, page.identity);
          const [kept, other] = [pair.first, pair.second].map(
            ({ title, sourceId }) => `${(title || words.untitled).slice(0, 200)} (${sourceId})`,
          );
          const question = words[`${decision}Title`];
          const content = (
            <Confirmation
              page={page}
              question={question}
              sentences={words[`${decision}Text`](kept ?? '', other ?? '')}
              action={`${pairPath(pair)}/${decision}`}
              back={pairPath(pair)}
              label={words[`${decision}Do`]}
            />
          );
          return sendAdminPage(reply, page, { title: question, section }, content);
        },
      );
      app.post(
        url,
        {
          config: { needs: admin, act: `duplicates.${decision}` },
          schema: { params: Two, body: strict(csrf) },
        },
        async (request, reply) => {
          const page = adminPage(request, baseUrl, language);
          const pair = await pairOf(request.params, page.identity);
          const [first, second] = [pair.first.id, pair.second.id];
          request.act = { target: first, detail: { other: second } };
          const done =
            decision === 'split' ? duplicates.split(second) : duplicates[decision](first, second);
          await done.catch((error: unknown) => {
            throw refuseDecision(error);
          });
          return reply.redirect(pageLink(page, '/admin/decisions?done=decided'), 303);
        },
      );
    }
  };
}

function isVisible({ first, second }: DuplicatePair, identity: Identity): boolean {
  return seesSource(identity, first.sourceId) || seesSource(identity, second.sourceId);
}
