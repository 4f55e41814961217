import type { IncomingHttpHeaders } from 'node:http';
import { type Static, Type } from '@fastify/type-provider-typebox';
import { findTarget, storedTarget, type Target, targets } from '../../publish/profiles/index.ts';
import { HttpProblem } from '../problem.ts';
import { best, maxHeaderLength, maxPreferences, readWeight } from './negotiate.ts';

/** Query arguments that choose a representation (Content Negotiation by Profile §8.2, QSA functional profile). */
export const representationQuery = Type.Object({
  /** Tokens or IRIs of profiles, best first; `all` (or `alt`, as some servers have it) for their list. */
  _profile: Type.Optional(Type.String({ minLength: 1, maxLength: 1000 })),
  /** Takes the place of the Accept header. */
  _mediatype: Type.Optional(Type.String({ minLength: 1, maxLength: 200 })),
});

export type RepresentationQuery = Static<typeof representationQuery>;

/** The profile to answer in, and whether the client asked for one at all; or the list of profiles. */
export type ProfileChoice = 'list' | { readonly target: Target; readonly isAsked: boolean };

/**
 * Chooses the profile of an answer: by the URL before the Accept-Profile header, since who made the
 * URL meant it (Content Negotiation by Profile §7.4). Throws NOT_ACCEPTABLE when only others were
 * asked for: what conforms to none of them is of no use to the client (§8.1).
 */
export function chooseProfile(
  headers: IncomingHttpHeaders,
  { _profile: argument }: RepresentationQuery,
): ProfileChoice {
  if (argument !== undefined) {
    const names = readList(argument).map(({ name }) => name);
    if (names.some((name) => name === 'all' || name === 'alt')) return 'list';
    const [target] = names.flatMap((name) => findTarget(name) ?? []);
    if (target) return { target, isAsked: true };
    throw unknownProfile();
  }
  const header = headers['accept-profile'];
  const target = negotiateProfile(Array.isArray(header) ? header.join() : (header ?? ''));
  if (target === undefined) return { target: storedTarget, isAsked: false };
  if (target === null) throw unknownProfile();
  return { target, isAsked: true };
}

/**
 * Chooses a profile by an Accept-Profile header; of equal ones the first of the registry. Null when
 * none of ours is acceptable, undefined when the header names nothing that can be read.
 */
export function negotiateProfile(header: string): Target | null | undefined {
  const asked = readList(header);
  if (asked.length === 0) return undefined;
  const any = asked.find(({ name }) => name === '*')?.q ?? 0;
  return best(targets, (target) => asked.find(({ name }) => findTarget(name) === target)?.q ?? any);
}

/** Reads IRIs in angle brackets or tokens, each with its weight; what is neither is left out. */
function readList(text: string): { readonly name: string; readonly q: number }[] {
  const parts = text.slice(0, maxHeaderLength).match(/(?:<[^<>]*>|[^,<>])+/g) ?? [];
  return parts.slice(0, maxPreferences).flatMap((part) => {
    const found = /^\s*(?:<([^<>\s]+)>|([^<>;"\s]+))\s*(?:;(.*))?$/s.exec(part);
    const name = found?.[1] ?? found?.[2];
    const parameters = (found?.[3] ?? '').split(';').map((parameter) => parameter.trim());
    return name === undefined ? [] : [{ name, q: readWeight(parameters) }];
  });
}

function unknownProfile(): HttpProblem {
  const available = targets.map(({ id, iri }) => ({ token: id, iri }));
  const names = targets.map(({ id }) => id).join(', ');
  return new HttpProblem('NOT_ACCEPTABLE', `Available profiles are: ${names}.`, { available });
}

/** `_profile=…` for addresses of a profile that is not the default; '' for the default. */
export function profileArgument(target: Target): string {
  return target === storedTarget ? '' : `_profile=${target.id}`;
}

/** Link values that map the tokens of profiles to their IRIs (Content Negotiation by Profile §8.1). */
export const tokenLinks: readonly string[] = targets.map(
  ({ id, iri }) =>
    `<http://www.w3.org/ns/dx/prof/Profile>; rel="type"; token="${id}"; anchor="${iri}"`,
);

/** Link values that name the profile of an answer (RFC 6906), and those of {@link tokenLinks}. */
export function profileLinks({ iri }: Target): string[] {
  return [`<${iri}>; rel="profile"`, ...tokenLinks];
}
