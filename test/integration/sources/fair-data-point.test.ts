import { afterEach, describe, expect, test } from 'vitest';
import { type Answer, inBrief, loginPage, payloads, serveSite, turtle, walk } from './site.ts';

const closing: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0)) await close();
});

async function walkPoint(
  documentsAt: (url: string) => Readonly<Record<string, Answer>>,
  options: Readonly<Record<string, unknown>> = {},
) {
  const site = await serveSite(documentsAt);
  closing.push(site.close);
  const found = await walk(`${site.url}/fdp`, 'rdf-http', { mode: 'fdp', ...options });
  const lines = inBrief(found).map((line) => line.replaceAll(site.url, ''));
  return { found, lines, asked: site.asked, url: site.url };
}

/** A root with one catalogue whose container holds the given datasets. */
function point(children: string, documents: Readonly<Record<string, Answer>>) {
  return {
    '/fdp': turtle(`<fdp> a fdpo:FAIRDataPoint ; fdpo:metadataCatalog <catalog/1> .
<catalog/> a ldp:DirectContainer ; ldp:membershipResource <fdp> ; ldp:hasMemberRelation fdpo:metadataCatalog ; ldp:contains <catalog/1> .`),
    '/catalog/1': turtle(`<1> a dcat:Catalog ; dcat:dataset ${children} .
</dataset/> a ldp:DirectContainer ; ldp:membershipResource <1> ; ldp:hasMemberRelation dcat:dataset ; ldp:contains ${children} .`),
    ...documents,
  };
}

const dataset = (name: string, more = '') =>
  turtle(
    `<${name}> a dcat:Dataset ; dct:title "${name}" ; dct:publisher [ a foaf:Agent ; foaf:name "Automatic" ] ${more} .`,
  );

describe('a FAIR Data Point', () => {
  test('is walked from the root over catalogues to datasets', async () => {
    const { lines } = await walkPoint(() =>
      point('</dataset/a>, </dataset/b>', {
        '/dataset/a': dataset('a'),
        '/dataset/b': dataset('b'),
      }),
    );
    expect(lines).toEqual(['payload /dataset/a', 'payload /dataset/b']);
  });

  test('merges the documents of distributions into the payload of their dataset', async () => {
    const { found, url } = await walkPoint(() =>
      point('</dataset/a>', {
        '/dataset/a': dataset(
          'a',
          '; dcat:distribution </distribution/x>, <http://files.example/data.zip>',
        ),
        '/distribution/x': turtle(
          '<x> a dcat:Distribution ; dct:isPartOf </dataset/a> ; dct:rights [ dct:title "rights" ] .',
        ),
      }),
    );
    const body = payloads(found).get(`${url}/dataset/a`)?.body ?? '';
    expect(body).toContain(
      `<${url}/distribution/x> <http://www.w3.org/1999/02/22-rdf-syntax-ns#type> <http://www.w3.org/ns/dcat#Distribution> .`,
    );
    expect(body).toContain('<http://files.example/data.zip>');
    expect(body).toContain('"Automatic"');
    const rights = /rights> (_:\w+) \./.exec(body)?.[1];
    expect(rights).toBeDefined();
    expect(body).toContain(`${rights} <http://purl.org/dc/terms/title> "rights" .`);
  });

  test('reads a distribution that only a container lists, and not one that is described in place', async () => {
    const { asked } = await walkPoint(() =>
      point('</dataset/a>', {
        '/dataset/a':
          turtle(`<a> a dcat:Dataset ; dcat:distribution </distribution/x>, </distribution/y> .
</distribution/> a ldp:DirectContainer ; ldp:membershipResource <a> ; ldp:hasMemberRelation dcat:distribution ; ldp:contains </distribution/x> .
</distribution/y> a dcat:Distribution ; dcat:accessURL <http://files.example/y> .`),
        '/distribution/x': turtle('<x> a dcat:Distribution .'),
      }),
    );
    expect(asked).toContain('/distribution/x');
    expect(asked).not.toContain('/distribution/y');
  });

  test('reads a dataset with several parents once, and survives a cycle', async () => {
    const { lines, asked } = await walkPoint(() => ({
      '/fdp': turtle('<fdp> a fdpo:FAIRDataPoint ; fdpo:metadataCatalog <c1>, <c2>, <c2/> .'),
      '/c1': turtle('<c1> a dcat:Catalog ; ldp:contains <d>, <c2> .'),
      '/c2': turtle('<c2> a dcat:Catalog ; ldp:contains <d>, <c1>, <fdp> .'),
      '/d': dataset('d'),
    }));
    expect(lines).toEqual(['payload /d']);
    expect([...asked].sort()).toEqual(['/c1', '/c2', '/d', '/fdp']);
  });

  test('descends into dataset series', async () => {
    const { lines } = await walkPoint(() =>
      point('</series/s>', {
        '/series/s': turtle(
          '<s> a dcat:DatasetSeries, ldp:DirectContainer ; ldp:contains </dataset/a> .',
        ),
        '/dataset/a': dataset('a'),
      }),
    );
    expect(lines).toEqual(['payload /dataset/a']);
  });

  test('takes a patient registry of the rare-disease platform for a dataset', async () => {
    const { lines } = await walkPoint(() =>
      point('</registry/r>', {
        '/registry/r': turtle(
          '<r> a <http://purl.org/ejp-rd/vocabulary/PatientRegistry> ; dct:title "R" .',
        ),
      }),
    );
    expect(lines).toEqual(['payload /registry/r']);
  });

  test('fails a dataset that cannot be read, and goes on', async () => {
    const { lines } = await walkPoint(() =>
      point('</dataset/a>, </dataset/b>, </dataset/c>, </dataset/d>, </dataset/e>', {
        '/dataset/a': { status: 500, body: '' },
        '/dataset/b': turtle('<b> a dcat:Dataset ; oops:title "undefined prefix" .'),
        '/dataset/c': loginPage,
        '/dataset/d': turtle('<#other> dct:title "not what was asked for" .'),
        '/dataset/e': dataset('e'),
      }),
    );
    expect(lines).toEqual([
      'failed /dataset/a FETCH_STATUS',
      'failed /dataset/b PARSE_PREFIX',
      'failed /dataset/c PARSE_LOGIN_PAGE',
      'failed /dataset/d MAP_NO_DATASET',
      'payload /dataset/e',
    ]);
  });

  test('fails a dataset of which a distribution cannot be read', async () => {
    const { lines } = await walkPoint(() =>
      point('</dataset/a>, </dataset/b>', {
        '/dataset/a': dataset('a', '; dcat:distribution </distribution/x>'),
        '/distribution/x': { status: 500, body: '' },
        '/dataset/b': dataset('b', '; dcat:distribution </distribution/y>'),
        '/distribution/y': turtle('<y> a dcat:Distribution ; dct:title "y"@fr_FR .'),
      }),
    );
    expect(lines).toEqual([
      'failed /dataset/a FETCH_STATUS',
      'failed /dataset/b PARSE_LANGUAGE_TAG',
    ]);
  });

  test.each([404, 410])('takes a %i of a listed dataset as its deletion', async (status) => {
    const { lines } = await walkPoint(() =>
      point('</dataset/a>, </dataset/b>', {
        '/dataset/a': { status, body: '' },
        '/dataset/b': dataset('b'),
      }),
    );
    expect(lines).toEqual(['gone /dataset/a', 'payload /dataset/b']);
  });

  test('is incomplete when a catalogue cannot be read or is broken', async () => {
    const { lines } = await walkPoint(() => ({
      '/fdp': turtle('<fdp> a fdpo:FAIRDataPoint ; fdpo:metadataCatalog <c1>, <c2>, <c3>, <c4> .'),
      '/c1': { status: 500, body: '' },
      '/c2': turtle('<c2> a dcat:Catalog ; dcat:dataset <d> . <c2> dct:title "x"@fr_FR .'),
      '/c3': { status: 404, body: '' },
      '/c4': turtle(''),
      '/d': dataset('d'),
    }));
    expect([...lines].sort()).toEqual([
      'incomplete /c1 FETCH_STATUS',
      'incomplete /c2 PARSE_LANGUAGE_TAG',
      'incomplete /c3 FETCH_STATUS',
      'incomplete /c4 GATHER_EMPTY',
      'payload /d',
    ]);
  });

  test('fails the run when its root is no data', async () => {
    await expect(walkPoint(() => ({ '/fdp': loginPage }))).rejects.toMatchObject({
      code: 'PARSE_LOGIN_PAGE',
    });
  });
});

describe('a paged FAIR Data Point', () => {
  const page = (children: string, next?: string): Answer => ({
    ...turtle(
      `</dataset/> a ldp:DirectContainer ; ldp:membershipResource </catalog/1> ; ldp:hasMemberRelation dcat:dataset ; ldp:contains ${children} .`,
    ),
    ...(next && { headers: { link: `<${next}>; rel="next"` } }),
  });
  const container = {
    ...point('</dataset/unused>', {}),
    '/catalog/1': turtle(
      '<1> a dcat:Catalog . </dataset/> a ldp:DirectContainer ; ldp:membershipResource <1> ; ldp:hasMemberRelation dcat:dataset .',
    ),
    '/dataset/a': dataset('a'),
    '/dataset/b': dataset('b'),
  };
  const options = { paged: true, pageSize: 1 };
  const first = '/catalog/1/page/dataset?page=0&size=1';
  const second = '/catalog/1/page/dataset?page=1&size=1';

  test('is read from page 0 on, by its Link headers', async () => {
    const { lines } = await walkPoint(
      () => ({
        ...container,
        [first]: page('</dataset/a>', second),
        [second]: page('</dataset/b>'),
      }),
      options,
    );
    expect(lines).toEqual(['payload /dataset/a', 'payload /dataset/b']);
  });

  test('is incomplete, with what it has, when a page fails or pages repeat', async () => {
    const broken = await walkPoint(
      () => ({
        ...container,
        [first]: page('</dataset/a>', second),
        [second]: { status: 500, body: '' },
      }),
      options,
    );
    expect(broken.lines).toEqual([`incomplete ${first} FETCH_STATUS`, 'payload /dataset/a']);
    const repeated = await walkPoint(
      () => ({
        ...container,
        [first]: page('</dataset/a>', second),
        [second]: page('</dataset/a>', '/catalog/1/page/dataset?page=2&size=1'),
      }),
      options,
    );
    expect(repeated.lines).toEqual([`incomplete ${first} GATHER_PAGE_LOOP`, 'payload /dataset/a']);
  });

  test('is incomplete when it has neither pages nor a list of its own', async () => {
    const { lines } = await walkPoint(() => container, options);
    expect(lines).toEqual([`incomplete ${first} FETCH_STATUS`]);
  });

  test('falls back to the list in the document of the container when there are no pages', async () => {
    const { lines } = await walkPoint(
      () => point('</dataset/a>', { '/dataset/a': dataset('a') }),
      options,
    );
    expect(lines).toEqual(['payload /dataset/a']);
  });
});
