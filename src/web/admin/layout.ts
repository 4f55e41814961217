import type { FastifyReply, FastifyRequest } from 'fastify';
import type { VNode } from 'preact';
import { type AdminPage, type AdminView, renderAdminPage } from '../ui/admin-layout.tsx';
import type { Language } from '../ui/language.ts';
import { describePage } from '../ui/layout.tsx';
import { callerOf } from './caller.ts';

/** Describes the page of the console that a request is for; its path begins with the language. */
export function adminPage(request: FastifyRequest, baseUrl: string, language: Language): AdminPage {
  const path = request.url.slice(`/${language}`.length);
  return { ...describePage(baseUrl, language, path), ...callerOf(request) };
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
