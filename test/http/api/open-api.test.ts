import { resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type AdminService, startAdminService } from '../../support/admin-service.ts';

let service: AdminService;
beforeAll(async () => {
  service = await startAdminService();
});
afterAll(() => service.close());

type Json = { readonly [name: string]: Json } | readonly Json[] | string | number | boolean | null;

function everyObject(
  value: Json,
  path = '',
): (readonly [string, { readonly [name: string]: Json }])[] {
  if (typeof value !== 'object' || value === null) return [];
  const inside = Object.entries(value).flatMap(([name, item]) =>
    everyObject(item, `${path}/${name}`),
  );
  return Array.isArray(value) ? inside : [[path, value as { [name: string]: Json }], ...inside];
}

describe('the description of the API', () => {
  it('is the committed one', async () => {
    const { body, headers } = await service.app.inject('/api/v1/openapi.json');
    expect(headers['content-type']).toContain('application/json');
    const text = `${JSON.stringify(JSON.parse(body), null, 2)}\n`;
    await expect(text).toMatchFileSnapshot(resolve('docs/openapi.json'));
  });

  it('describes each operation in words, and bounds every text and list that is sent', async () => {
    const document = (await service.app.inject('/api/v1/openapi.json')).json();
    expect(document.openapi).toBe('3.1.0');
    for (const [path, item] of Object.entries(document.paths)) {
      for (const [method, operation] of Object.entries(item as Record<string, Json>)) {
        expect(operation, `${method} ${path}`).toHaveProperty('summary');
      }
    }
    const { schemas } = document.components;
    expect(Object.keys(schemas)).toEqual(['SourceInput']);
    const sent = everyObject({ schemas, paths: document.paths }).filter(([path]) =>
      /\/(?:parameters|requestBody|schemas)\//.test(path),
    );
    for (const [path, schema] of sent) {
      if (schema['type'] === 'object' && 'properties' in schema && !path.endsWith('/options')) {
        expect(schema['additionalProperties'], path).toBe(false);
      }
      if (schema['type'] !== 'string') continue;
      const isBound = ['maxLength', 'enum', 'pattern', 'const'].some((word) => word in schema);
      expect(isBound, path).toBe(true);
    }
  });

  it('is a page for people that needs no script', async () => {
    const page = await service.app.inject({
      url: '/api/docs',
      headers: { 'accept-language': 'fr' },
    });
    expect(page.statusCode).toBe(200);
    expect(page.body).toContain('<html lang="fr">');
    expect(page.body).toContain('PUT /api/v1/sources/{source}');
    expect(page.body).toContain('Needs the role curator in charge of the source.');
    expect(page.body).not.toContain('<script');
  });

  it('names no unknown member in a body or query quietly', async () => {
    const { keys } = service;
    const odd = await service.call(keys.admin, 'POST', '/keys', {
      role: 'admin',
      name: 'x',
      colour: 1,
    });
    expect(odd.json()).toMatchObject({ status: 400, code: 'BAD_REQUEST' });
    expect((await service.call(keys.viewer, 'GET', '/runs?colour=1')).statusCode).toBe(400);
    expect((await service.call(keys.viewer, 'GET', '/runs?limit=201')).statusCode).toBe(400);
    expect((await service.call(keys.viewer, 'GET', '/runs?cursor=xx')).json().detail).toContain(
      'cursor',
    );
  });
});
