import { createHmac, timingSafeEqual } from 'node:crypto';
import type { FastifyRequest } from 'fastify';
import { HttpProblem } from '../problem.ts';

/** Name of the form field, and in lower case with `x-` before it of the header, that carry the token. */
export const csrfField = 'csrf';
const csrfHeader = 'x-csrf-token';

const safeMethods = ['GET', 'HEAD', 'OPTIONS'];

/** Whether a method may change something (RFC 9110 §9.2.1). */
export function isUnsafe(method: string): boolean {
  return !safeMethods.includes(method);
}

/**
 * Refuses a request that a page of another site made (Fetch Metadata, else RFC 6454 Origin). One that
 * carries neither header comes from no browser of these days.
 *
 * @throws HttpProblem CROSS_SITE
 */
export function refuseOtherSites({ headers }: FastifyRequest, baseUrl: string): void {
  const site = headers['sec-fetch-site'];
  if (site === 'same-origin') return;
  const { origin } = headers;
  if (site === undefined && origin === undefined) return;
  if (site === undefined && origin !== undefined && isOurs(origin, headers.host, baseUrl)) return;
  throw new HttpProblem('CROSS_SITE', 'A page of another site sent this request.');
}

function isOurs(origin: string, host: string | undefined, baseUrl: string): boolean {
  if (!URL.canParse(origin)) return false;
  return origin === new URL(baseUrl).origin || new URL(origin).host === host;
}

/** The token that pages of a session put into their forms. */
export function csrfToken(sessionSecret: string): string {
  return createHmac('sha256', sessionSecret).update('csrf').digest('base64url');
}

/**
 * Refuses a request of a session that lacks its token, in the form field `csrf` or the header
 * `X-CSRF-Token`.
 *
 * @throws HttpProblem CROSS_SITE
 */
export function requireToken({ headers, body }: FastifyRequest, token: string): void {
  const given = headers[csrfHeader] ?? fieldOf(body);
  if (typeof given === 'string' && isSame(given, token)) return;
  throw new HttpProblem('CROSS_SITE', 'The form is out of date; open its page again.');
}

function fieldOf(body: unknown): unknown {
  return typeof body === 'object' && body !== null && csrfField in body ? body[csrfField] : null;
}

/** Compares two secrets without telling by the time it takes how alike they are. */
export function isSame(one: string, other: string): boolean {
  const digest = (text: string) => createHmac('sha256', 'compare').update(text).digest();
  return timingSafeEqual(digest(one), digest(other));
}
