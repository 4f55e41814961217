import { Parser } from 'n3';
import { describe, expect, it } from 'vitest';
import { applyDefaults } from '../../../src/map/defaults.ts';
import { mapToHealthDcat } from '../../../src/map/index.ts';
import type { Draft } from '../../../src/map/mapping.ts';
import type { SourceDefaults } from '../../../src/model/source.ts';
import {
  compact,
  cv,
  dcat,
  dcatap,
  dct,
  foaf,
  geodcatap,
  healthdcatap,
} from '../../../src/rdf/vocabularies.ts';
import { canonical } from '../../support/isomorphic.ts';
import { terms } from '../../support/terms.ts';

const prefixes = `@prefix dcat: <${dcat.base}> . @prefix dct: <${dct.base}> . @prefix foaf: <${foaf.base}> .
  @prefix cv: <${cv.base}> . @prefix geodcatap: <${geodcatap.base}> . @prefix healthdcatap: <${healthdcatap.base}> .
  @prefix ex: <https://example.org/> .`;

const defaults: SourceDefaults = {
  hdab: {
    name: { fr: 'Plateforme des données de santé (Health Data Hub)', en: 'Health Data Hub' },
    contactPage: 'https://hdab.example.org/contact',
  },
  publisher: {
    name: { fr: 'Assistance Publique - Hôpitaux de Paris (AP-HP)' },
    iri: 'https://ror.org/00pg5jh14',
    type: 'healthcare-providers',
    homepage: 'https://aphp.example.org/',
  },
  contactPoint: { url: 'https://aphp.example.org/contact' },
  accessRights: 'RESTRICTED',
  healthCategory: ['MRMR'],
  keyword: [{ fr: 'maladies rares', en: 'rare diseases' }],
  provenance: { fr: 'Soins' },
  applicableLegislation: ['http://data.europa.eu/eli/reg/2025/327/oj'],
  hasStructuredData: false,
  distribution: { accessUrl: 'landingPage' },
};

function mapped(turtle: string, given: SourceDefaults = defaults): Draft {
  const quads = new Parser().parse(
    `${prefixes} ex:d a dcat:Dataset ; dct:title "Titre" ${turtle} .`,
  );
  return mapToHealthDcat(
    'dcat-ap',
    { kind: 'rdf', quads },
    {
      remoteKey: 'https://example.org/d',
      url: 'https://example.org/',
      language: 'fr',
      defaults: given,
      terms,
    },
  );
}

const values = (
  draft: Draft,
  property: { readonly value: string },
  subject = draft.subject.value,
) =>
  draft.quads
    .filter((q) => q.subject.value === subject && q.predicate.value === property.value)
    .map((q) => q.object.value);

const defaulted = (draft: Draft) =>
  draft.notes.filter(({ kind }) => kind === 'default').map(({ property }) => property);

describe('defaults', () => {
  it('fill what a sparse record leaves unsaid and name each property filled', () => {
    const draft = mapped('; dcat:landingPage ex:page');
    expect(values(draft, dct.accessRights)).toEqual([
      'http://publications.europa.eu/resource/authority/access-right/RESTRICTED',
    ]);
    expect(values(draft, dcat.keyword)).toEqual(['maladies rares', 'rare diseases']);
    expect(values(draft, dct.publisher)).toEqual(['https://ror.org/00pg5jh14']);
    expect(defaulted(draft).sort()).toEqual(
      [
        dct.accessRights,
        dcat.contactPoint,
        dcat.distribution,
        dcat.keyword,
        dcatap.applicableLegislation,
        dct.provenance,
        dct.publisher,
        healthdcatap.hasStructuredData,
        healthdcatap.hdab,
        healthdcatap.healthCategory,
      ]
        .map(({ value }) => compact(value))
        .sort(),
    );
  });

  it('never replace what the record says', () => {
    const draft = mapped(
      '; dcat:keyword "autre" ; dct:accessRights "NON_PUBLIC" ; healthdcatap:hasStructuredData true',
    );
    expect(values(draft, dcat.keyword)).toEqual(['autre']);
    expect(values(draft, healthdcatap.hasStructuredData)).toEqual(['true']);
    expect(defaulted(draft)).not.toContain('dcat:keyword');
    expect(defaulted(draft)).not.toContain('dct:accessRights');
  });

  it('keep two contradicting access rights for validation to see', () => {
    expect(
      values(mapped('; dct:accessRights "PUBLIC" , "NON_PUBLIC"'), dct.accessRights),
    ).toHaveLength(2);
  });

  it('always add the theme of health, beside others', () => {
    const theme = 'http://publications.europa.eu/resource/authority/data-theme';
    expect(values(mapped('', {}), dcat.theme)).toEqual([`${theme}/HEAL`]);
    expect(values(mapped(`; dcat:theme <${theme}/ENVI>`, {}), dcat.theme)).toEqual([
      `${theme}/ENVI`,
      `${theme}/HEAL`,
    ]);
  });

  it('put the legislation on the dataset and on each distribution that names none', () => {
    const draft = mapped('; dcat:distribution ex:one , ex:two');
    for (const subject of [
      'https://example.org/d',
      'https://example.org/one',
      'https://example.org/two',
    ]) {
      expect(values(draft, dcatap.applicableLegislation, subject)).toEqual(
        defaults.applicableLegislation,
      );
    }
  });

  it('make a distribution of the landing page, else of the contact page of the source', () => {
    const accessed = (draft: Draft) =>
      draft.quads.filter((q) => q.predicate.equals(dcat.accessURL)).map((q) => q.object.value);
    expect(accessed(mapped('; dcat:landingPage ex:page'))).toEqual(['https://example.org/page']);
    expect(accessed(mapped(''))).toEqual(['https://aphp.example.org/contact']);
    expect(accessed(mapped('; dcat:distribution [ dcat:accessURL ex:file ]'))).toEqual([
      'https://example.org/file',
    ]);
  });

  it('replace the placeholder publisher of FAIR Data Points', () => {
    const draft = mapped('; dct:publisher [ a foaf:Agent ; foaf:name "Automatic" ]');
    expect(values(draft, dct.publisher)).toEqual(['https://ror.org/00pg5jh14']);
    expect(draft.quads.some((q) => q.object.value === 'Automatic')).toBe(false);
    expect(draft.notes).toContainEqual(
      expect.objectContaining({ kind: 'repaired', property: 'dct:publisher' }),
    );
  });

  it.each([
    'AP-HP',
    'ASSISTANCE PUBLIQUE HOPITAUX DE PARIS',
    'Assistance publique – Hôpitaux de Paris (AP-HP)',
  ])('recognise the agent of the settings under the name %j and complete it', (name) => {
    const draft = mapped(`; dct:publisher [ a foaf:Agent ; foaf:name "${name}" ]`);
    const [publisher] = values(draft, dct.publisher);
    expect(publisher).toBe('https://ror.org/00pg5jh14');
    expect(values(draft, foaf.name, publisher)).toEqual([name]);
    expect(values(draft, cv.contactPoint, publisher)).toHaveLength(1);
  });

  it('lend no contact point to another agent', () => {
    const draft = mapped(
      '; dct:publisher <https://ror.org/02vjkv261> . <https://ror.org/02vjkv261> foaf:name "AP-HP"',
    );
    expect(values(draft, dct.publisher)).toEqual(['https://ror.org/02vjkv261']);
    expect(values(draft, cv.contactPoint, 'https://ror.org/02vjkv261')).toEqual([]);
  });

  it('describe an agent once when the record names it in two roles', () => {
    const draft = mapped(
      `; dct:publisher [ foaf:name "Health Data Hub" ; foaf:homepage ex:a ]
       ; geodcatap:custodian [ foaf:name "Health Data Hub" ; foaf:homepage ex:b ]`,
    );
    const agents = [dct.publisher, geodcatap.custodian, healthdcatap.hdab].flatMap((role) =>
      values(draft, role),
    );
    expect(new Set(agents).size).toBe(1);
    expect(values(draft, cv.contactPoint, agents[0])).toHaveLength(1);
  });

  it('change nothing when applied twice', async () => {
    const once = mapped('; dct:publisher [ foaf:name "AP-HP" ]');
    expect(await canonical(applyDefaults(once, defaults, terms).quads)).toBe(
      await canonical(once.quads),
    );
  });
});
