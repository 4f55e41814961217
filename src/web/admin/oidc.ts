import * as client from 'openid-client';
import type { OidcSettings } from '../../access-settings.ts';
import { type Claims, type Role, roles } from '../../model/access.ts';
import { HttpProblem } from '../problem.ts';

/** What a browser keeps while its user is at the provider (RFC 7636; OpenID Connect Core §3.1.2). */
export interface Attempt {
  readonly state: string;
  readonly nonce: string;
  readonly verifier: string;
  /** Where to go afterwards. */
  readonly to: string;
}

/** Sign-in by a provider of OpenID Connect. */
export interface Oidc {
  /** Address at the provider to send the browser to. Throws SIGN_IN_UNAVAILABLE. */
  begin(to: string): Promise<{ readonly url: string; readonly attempt: Attempt }>;
  /**
   * Who came back. Throws SIGN_IN_FAILED for an answer that is not the one to this attempt, and
   * SIGN_IN_REFUSED for somebody none of whose groups may do anything.
   */
  complete(answer: URLSearchParams, attempt: Attempt): Promise<Claims>;
}

const timeoutSeconds = 10;

/** Signs in by authorisation code with PKCE, state and nonce; the provider is asked on demand. */
export function createOidc(settings: OidcSettings, redirectUri: string): Oidc {
  let known: Promise<client.Configuration> | null = null;
  const configuration = () => {
    known ??= discover(settings).catch((error: unknown) => {
      known = null;
      throw unavailable(error);
    });
    return known;
  };
  return {
    begin: async (to) => {
      const state = client.randomState();
      const nonce = client.randomNonce();
      const verifier = client.randomPKCECodeVerifier();
      const url = client.buildAuthorizationUrl(await configuration(), {
        redirect_uri: redirectUri,
        scope: settings.scopes,
        state,
        nonce,
        code_challenge: await client.calculatePKCECodeChallenge(verifier),
        code_challenge_method: 'S256',
      });
      return { url: url.href, attempt: { state, nonce, verifier, to } };
    },
    complete: async (answer, { state, nonce, verifier }) => {
      const config = await configuration();
      const url = new URL(redirectUri);
      url.search = answer.toString();
      const claims = await claimsOf(config, url, { state, nonce, verifier });
      return describe(claims, settings);
    },
  };
}

async function discover({ issuer, clientId, clientSecret }: OidcSettings) {
  const url = new URL(issuer);
  // Settings let http only through on this machine.
  const execute = url.protocol === 'http:' ? [client.allowInsecureRequests] : [];
  const options = { execute, timeout: timeoutSeconds };
  return client.discovery(url, clientId, clientSecret, undefined, options);
}

async function claimsOf(
  config: client.Configuration,
  url: URL,
  { state, nonce, verifier }: Omit<Attempt, 'to'>,
): Promise<Readonly<Record<string, unknown>>> {
  try {
    const tokens = await client.authorizationCodeGrant(config, url, {
      expectedState: state,
      expectedNonce: nonce,
      pkceCodeVerifier: verifier,
      idTokenExpected: true,
    });
    const claims = tokens.claims();
    if (!claims) throw new Error('The provider sent no ID token');
    if (config.serverMetadata().userinfo_endpoint === undefined) return claims;
    const more = await client.fetchUserInfo(config, tokens.access_token, claims.sub);
    // Groups often stand only here; what the signed token says goes first.
    return { ...more, ...claims };
  } catch (cause) {
    throw new HttpProblem('SIGN_IN_FAILED', `The provider did not sign you in: ${reasonOf(cause)}`);
  }
}

function reasonOf(cause: unknown): string {
  if (cause instanceof client.AuthorizationResponseError) return cause.error;
  return cause instanceof Error ? cause.message : 'it sent no answer that can be read';
}

function describe(
  claims: Readonly<Record<string, unknown>>,
  { issuer, rolesClaim, groups }: OidcSettings,
): Claims {
  const role = roleOf(namesAt(claims, rolesClaim), groups);
  const subject = textOf(claims['sub']) ?? '';
  const email = textOf(claims['email']);
  const name = textOf(claims['name']) ?? textOf(claims['preferred_username']) ?? email ?? subject;
  if (role !== null) return { issuer, subject, name: name.slice(0, 200), email, role };
  throw new HttpProblem('SIGN_IN_REFUSED', 'None of your groups may administer this catalogue.', {
    subject,
  });
}

/** The names in a claim; dots in its name lead into objects, as in `realm_access.roles`. */
function namesAt(claims: Readonly<Record<string, unknown>>, path: string): readonly unknown[] {
  const whole = claims[path];
  const value =
    whole ??
    path.split('.').reduce<unknown>((inside, name) => {
      return typeof inside === 'object' && inside !== null && Object.hasOwn(inside, name)
        ? Object.getOwnPropertyDescriptor(inside, name)?.value
        : undefined;
    }, claims);
  return Array.isArray(value) ? value : [value];
}

function roleOf(names: readonly unknown[], groups: OidcSettings['groups']): Role | null {
  return roles.findLast((role) => groups[role].some((group) => names.includes(group))) ?? null;
}

function textOf(value: unknown): string | null {
  return typeof value === 'string' && value !== '' ? value.slice(0, 500) : null;
}

function unavailable(cause: unknown): HttpProblem {
  const reason = cause instanceof Error ? cause.message : String(cause);
  return new HttpProblem('SIGN_IN_UNAVAILABLE', `The provider does not answer: ${reason}`);
}
