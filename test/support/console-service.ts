import type { InjectOptions } from 'fastify';
import type { Claims, Role } from '../../src/model/access.ts';
import { csrfToken } from '../../src/web/plugins/cross-site.ts';
import { inventoryColumns, inventoryCsv } from '../../src/web/public/inventory-template.ts';
import type { PushService } from './push-service.ts';

/** Somebody who is signed in. */
export interface SignedIn {
  readonly id: string;
  readonly secret: string;
  /** Reads a page. */
  get(url: string): ReturnType<typeof inject>;
  /** Sends a form, with the token of the session unless `csrf` says otherwise. */
  post(
    url: string,
    fields?: Readonly<Record<string, string>>,
    csrf?: string | null,
  ): ReturnType<typeof inject>;
  /** Uploads a file, with further fields of its form. */
  upload(
    url: string,
    name: string,
    body: string | Buffer,
    fields?: Readonly<Record<string, string>>,
  ): ReturnType<typeof inject>;
}

function inject({ app }: PushService, options: InjectOptions) {
  return app.inject(options);
}

/** Signs somebody in as their provider would. */
export async function signIn(
  service: PushService,
  role: Role,
  sources: readonly string[] = [],
  claims: Partial<Claims> = {},
): Promise<SignedIn> {
  const { people, sessions } = service.context.access;
  const subject = `${role} ${sources.join(' ')}`;
  const person = await people.signIn({
    issuer: 'https://sso.example.org',
    subject,
    name: `A ${role}`,
    email: `${role}@example.org`,
    role,
    ...claims,
  });
  if (!person) throw new Error('They are blocked');
  await people.change(person.id, { sources, blocked: false });
  const secret = await sessions.begin(person.id);
  const isPlain = service.context.settings.baseUrl.startsWith('http:');
  const cookie = `${isPlain ? '' : '__Host-'}glaneur-session=${secret}`;
  const headers = { cookie, accept: 'text/html' };
  return {
    id: person.id,
    secret,
    get: (url) => inject(service, { url, headers }),
    post: (url, fields = {}, csrf = csrfToken(secret)) =>
      inject(service, {
        method: 'POST',
        url,
        headers: { ...headers, 'content-type': 'application/x-www-form-urlencoded' },
        payload: new URLSearchParams({ ...fields, ...(csrf !== null && { csrf }) }).toString(),
      }),
    upload: (url, name, body, fields = {}) => {
      const boundary = 'a-boundary-of-a-form';
      const part = (head: string, content: string | Buffer) => [
        Buffer.from(`--${boundary}\r\ncontent-disposition: form-data; ${head}\r\n\r\n`),
        Buffer.from(content),
        Buffer.from('\r\n'),
      ];
      const payload = Buffer.concat([
        ...Object.entries({ csrf: csrfToken(secret), ...fields }).flatMap(([field, value]) =>
          part(`name="${field}"`, value),
        ),
        ...part(`name="file"; filename="${name}"`, body),
        Buffer.from(`--${boundary}--\r\n`),
      ]);
      return inject(service, {
        method: 'POST',
        url,
        headers: { ...headers, 'content-type': `multipart/form-data; boundary=${boundary}` },
        payload,
      });
    },
  };
}

/** The template filled in, a row for each name. */
export function inventoryOf(...names: readonly string[]): string {
  const rows = names.map((name) => {
    const own: Readonly<Record<string, string>> = {
      "Nom de l'entrepôt": name,
      'N° autorisation CNIL': '',
    };
    return inventoryColumns.map((column) => own[column.name] ?? column.example).join(';');
  });
  return `${inventoryCsv(inventoryColumns)}${rows.join('\r\n')}\r\n`;
}
