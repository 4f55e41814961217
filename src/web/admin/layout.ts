import type { FastifyReply, FastifyRequest } from 'fastify';
import type { VNode } from 'preact';
import { HttpProblem } from '../problem.ts';
import { type AdminPage, type AdminView, renderAdminPage } from '../ui/admin-layout.tsx';
import type { Language } from '../ui/language.ts';
import { describePage } from '../ui/layout.tsx';

/** Describes the page of the console that a request is for; its path begins with the language. */
export function adminPage(request: FastifyRequest, baseUrl: string, language: Language): AdminPage {
  const { caller, url } = request;
  if (!caller) throw new HttpProblem('UNAUTHORIZED', 'Sign in first.');
  const path = url.slice(`/${language}`.length);
  return { ...describePage(baseUrl, language, path), identity: caller.identity, csrf: caller.csrf };
}

/** Sends a page of the console. */
export function sendAdminPage(
  reply: FastifyReply,
  page: AdminPage,
  view: AdminView,
  content: VNode,
): FastifyReply {
  return reply
    .type('text/html; charset=utf-8')
    .header('content-language', page.language)
    .send(renderAdminPage(page, view, content));
}
