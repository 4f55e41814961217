import { afterEach, describe, expect, test } from 'vitest';
import { type Answer, inBrief, loginPage, payloads, serveSite, walk } from './site.ts';

const closing: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0)) await close();
});

async function walkSheet(answer: Answer, options: Readonly<Record<string, unknown>>) {
  const site = await serveSite(() => ({ '/s.csv': answer }));
  closing.push(site.close);
  const found = await walk(`${site.url}/s.csv`, 'tabular', options);
  return { found, lines: inBrief(found) };
}

const csv = (body: string | Uint8Array): Answer => ({ type: 'text/csv', body });

describe('a sheet', () => {
  test('gives one JSON payload per row, under its key column', async () => {
    const { found, lines } = await walkSheet(csv('id;nom\nK1;Un\nK2;Deux\n'), { keyColumn: 'id' });
    expect(lines).toEqual(['payload K1', 'payload K2']);
    expect(payloads(found).get('K2')?.body).toBe('{"id":"K2","nom":"Deux"}');
    expect(payloads(found).get('K2')?.mediaType).toBe('application/json');
  });

  test('joins several key columns', async () => {
    const { lines } = await walkSheet(csv('a,b\n1,2\n'), { keyColumn: ['a', 'b'] });
    expect(lines).toEqual(['payload 1/2']);
  });

  test('falls back to the organisation and the name of a row without key', async () => {
    const { lines } = await walkSheet(
      csv('cnil;organisme;nom\n;CHU de Nîmes;EDS « Sud »\n7;x;y\n'),
      {
        keyColumn: 'cnil',
        nameColumns: ['organisme', 'nom'],
      },
    );
    expect(lines).toEqual(['payload chu-de-nimes-eds-sud', 'payload 7']);
  });

  test('in windows-1252 keeps its accents', async () => {
    const { found } = await walkSheet(csv(Buffer.from('id;nom\n1;Entrep\xf4t\n', 'latin1')), {
      keyColumn: 'id',
      charset: 'windows-1252',
    });
    expect(payloads(found).get('1')?.body).toBe('{"id":"1","nom":"Entrepôt"}');
  });

  test('fails a bad row, under its key where that can be read', async () => {
    const { lines } = await walkSheet(
      csv('id;nom;note\nK1;Un;x\nK2;Deux;x;one too many\n;trop court\nK1;Un;x;y\n;sans clé;x\n'),
      { keyColumn: 'id' },
    );
    expect(lines).toEqual([
      'payload K1',
      'failed line 6 MAP_UNREADABLE',
      'failed K2 PARSE_SYNTAX',
      'failed line 4 PARSE_SYNTAX',
      'failed line 5 PARSE_SYNTAX',
    ]);
  });

  test('that ends in the middle of a row proves no absence, and is not remembered', async () => {
    const { lines, found } = await walkSheet(csv('id;nom;ville\nK1;Un;Nîmes\nK2;De'), {
      keyColumn: 'id',
    });
    expect(lines.map((line) => line.replace(/ http\S+/, ''))).toEqual([
      'payload K1',
      'failed K2 PARSE_TRUNCATED',
      'incomplete PARSE_TRUNCATED',
    ]);
    expect(found.map(({ kind }) => kind)).not.toContain('page');
  });

  test('fails the second row of one key', async () => {
    const { lines } = await walkSheet(csv('id;nom\nK1;INCLUDE\nK1;INCLUDE\n'), { keyColumn: 'id' });
    expect(lines).toEqual(['payload K1', 'failed K1 IDENTIFY_DUPLICATE_KEY']);
  });

  test('fails the run when the key column was renamed, naming the columns there are', async () => {
    await expect(walkSheet(csv('N° CNIL;nom\n1;x\n'), { keyColumn: 'cnil' })).rejects.toThrow(
      /no column cnil; its columns are N° CNIL, nom/,
    );
  });

  test('fails the run without any key column in its options', async () => {
    await expect(walkSheet(csv('a\n1\n'), {})).rejects.toMatchObject({ code: 'GATHER_OPTION' });
  });

  test('fails the run when it is a login page', async () => {
    await expect(walkSheet(loginPage, { keyColumn: 'id' })).rejects.toMatchObject({
      code: 'PARSE_LOGIN_PAGE',
    });
  });
});
