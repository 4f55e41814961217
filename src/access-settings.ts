import { Type } from 'typebox';
import type { Role } from './model/access.ts';
import { HarvestError } from './model/problem.ts';

/** Environment variables that say who may administer. */
export const accessVariables = {
  ADMIN_TOKEN: Type.Optional(
    Type.String({
      pattern: '^[!-~]{32,500}$',
      description: 'Signs in the first admin; of no use once an admin signed in by OIDC',
    }),
  ),
  OIDC_ISSUER: Type.Optional(
    Type.String({
      pattern: '^https?://[^/@\\s]+(/[^\\s]*)?$',
      description: 'Issuer of the OpenID Connect provider that signs people in',
    }),
  ),
  OIDC_CLIENT_ID: Type.Optional(Type.String({ minLength: 1, description: 'Our name there' })),
  OIDC_CLIENT_SECRET: Type.Optional(Type.String({ minLength: 1, description: 'Our secret there' })),
  OIDC_SCOPES: Type.String({
    default: 'openid profile email',
    pattern: '(^| )openid( |$)',
    description: 'What is asked of the provider',
  }),
  OIDC_ROLES_CLAIM: Type.String({
    minLength: 1,
    default: 'groups',
    description: 'Claim that lists the groups of a person; dots lead into objects',
  }),
  OIDC_ADMINS: Type.Optional(Type.String({ description: 'Groups that are admins' })),
  OIDC_CURATORS: Type.Optional(Type.String({ description: 'Groups that are curators' })),
  OIDC_VIEWERS: Type.Optional(Type.String({ description: 'Groups that are viewers' })),
};

type Given = { readonly [Name in keyof typeof accessVariables]?: string | undefined };

/** The provider of OpenID Connect, and which of its groups mean what. */
export interface OidcSettings {
  readonly issuer: string;
  readonly clientId: string;
  readonly clientSecret: string;
  readonly scopes: string;
  readonly rolesClaim: string;
  readonly groups: Readonly<Record<Role, readonly string[]>>;
}

/** How people get in. */
export interface AccessSettings {
  readonly adminToken: string | undefined;
  readonly oidc: OidcSettings | undefined;
}

/**
 * How people get in, by the variables.
 *
 * @throws HarvestError CONFIG_INVALID where one of them misses another, or sends secrets in the clear
 */
export function accessOf(values: Given): AccessSettings {
  const { ADMIN_TOKEN: adminToken, OIDC_ISSUER: issuer } = values;
  const { OIDC_CLIENT_ID: clientId, OIDC_CLIENT_SECRET: clientSecret } = values;
  const groups = {
    admin: listOf(values.OIDC_ADMINS),
    curator: listOf(values.OIDC_CURATORS),
    viewer: listOf(values.OIDC_VIEWERS),
  };
  if (issuer === undefined) {
    if (clientId === undefined && clientSecret === undefined)
      return { adminToken, oidc: undefined };
    throw wrong('OIDC_CLIENT_ID and OIDC_CLIENT_SECRET need OIDC_ISSUER');
  }
  if (clientId === undefined || clientSecret === undefined) {
    throw wrong('OIDC_ISSUER needs OIDC_CLIENT_ID and OIDC_CLIENT_SECRET');
  }
  if (Object.values(groups).every((names) => names.length === 0)) {
    throw wrong('OIDC_ISSUER needs OIDC_ADMINS, or nobody may do anything');
  }
  if (!isPrivate(issuer)) throw wrong('OIDC_ISSUER must be https, but on this machine');
  const { OIDC_SCOPES: scopes = '', OIDC_ROLES_CLAIM: rolesClaim = '' } = values;
  return { adminToken, oidc: { issuer, clientId, clientSecret, scopes, rolesClaim, groups } };
}

function isPrivate(issuer: string): boolean {
  if (!URL.canParse(issuer)) return false;
  const { protocol, hostname } = new URL(issuer);
  return protocol === 'https:' || /^(localhost|127(\.\d+){3}|\[::1\])$/.test(hostname);
}

function listOf(text: string | undefined): readonly string[] {
  return (text ?? '').split(',').flatMap((name) => (name.trim() === '' ? [] : [name.trim()]));
}

function wrong(message: string): HarvestError {
  return new HarvestError('CONFIG_INVALID', message);
}
