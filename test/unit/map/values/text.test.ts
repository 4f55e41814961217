import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  isPersonalAddress,
  mailAddress,
  withoutPersonalAddresses,
} from '../../../../src/map/values/contacts.ts';
import { repairWebAddress } from '../../../../src/map/values/iris.ts';
import { repairMojibake } from '../../../../src/map/values/mojibake.ts';
import { cleanText, fold, isPlaceholder, longestText } from '../../../../src/map/values/text.ts';

describe('text', () => {
  it.each([
    ['d&#x27;une mutuelle&nbsp;: suite', "d'une mutuelle\u00a0: suite"],
    ['a\r\nb\t c', 'a\nb c'],
    ['<p>Entrepôt du <b>CHU</b></p>', 'Entrepôt du CHU'],
    ['<ul><li>un</li><li>deux</li></ul>', '- un\n- deux'],
    ['avant<script>alert("<b>")</script> après', 'avant après'],
    ['## Socle\nau format **OMOP**', 'Socle\nau format OMOP'],
    ['p < 0,05 et q > 3', 'p < 0,05 et q > 3'],
    ['&lt;p&gt;échappé&lt;/p&gt;', 'échappé'],
    ['R&amp;D', 'R&D'],
    ['&amp;lt;', '&lt;'],
    ['a\u0001b\u0002', 'ab'],
  ])('reads %j as %j', (raw, text) => {
    expect(cleanText(raw)?.text).toBe(text);
  });

  it.each([
    '',
    '  ',
    '---',
    '-----',
    'Non renseigné',
    'Non applicable',
    'Inconnu',
    'None',
    'N/A',
    'NC',
    '- ',
    ';',
  ])('takes %j for nothing said', (raw) => {
    expect(isPlaceholder(raw)).toBe(true);
    expect(cleanText(raw)).toBeUndefined();
  });

  it.each([
    ['donnÃ©es de santÃ©', 'données de santé'],
    ['lâ€™Ã©tude', 'l’étude'],
    ['cÅ“ur', 'cœur'],
    ['donnÃƒÂ©es', 'données'],
    ['confiÃ©e Ã la CNAM', 'confiée à la CNAM'],
  ])('restores the garbled letters of %j', (raw, text) => {
    expect(repairMojibake(raw)).toBe(text);
  });

  it.each(['SANTÉ\u00a0»', 'CAFÉ”', 'Île-de-France', 'À «\u00a0voir\u00a0»', '100 €', 'naïf'])(
    'leaves %j as it is',
    (text) => {
      expect(repairMojibake(text)).toBe(text);
    },
  );

  it('folds case, accents, ligatures and punctuation away', () => {
    expect(fold('  L’Œuvre d’ÉTÉ — n° 3 ')).toBe('l oeuvre d ete n 3');
  });

  it('never throws, never grows beyond its limit and leaves clean text alone', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 500 }), (raw) => {
        const clean = cleanText(raw);
        if (!clean) return;
        expect(clean.text.length).toBeLessThanOrEqual(longestText);
        expect(clean.text).toBe(clean.text.trim());
      }),
    );
  });

  it.each(['<', '<a ', '**', '[](', '&amp;', 'Ã©', '<script>', ' \n', '# '])(
    'stays quick on a long run of %j',
    (piece) => {
      expect(() => cleanText(piece.repeat(200_000))).not.toThrow();
    },
  );
});

describe('addresses', () => {
  it.each([
    ['eds.aphp.fr', 'https://eds.aphp.fr'],
    ['www.chu-lyon.fr', 'https://www.chu-lyon.fr'],
    ['http://include.example.org ', 'http://include.example.org'],
    ['https://example.org/ehop rennes', 'https://example.org/ehop%20rennes'],
    ['doi: 10.1234/abc', 'https://doi.org/10.1234/abc'],
    ['http://dx.doi.org/10.1234/abc', 'https://doi.org/10.1234/abc'],
    ['https://example.org/{id}|x', 'https://example.org/%7Bid%7D%7Cx'],
    ['https://example.org/100%', 'https://example.org/100%25'],
  ])('mends %j to %j', (raw, iri) => {
    expect(repairWebAddress(raw)).toEqual({ iri, repaired: true });
  });

  it('leaves a good address as it is', () => {
    const iri = 'https://example.org/a?b=%20c#d';
    expect(repairWebAddress(iri)).toEqual({ iri, repaired: false });
  });

  it.each([
    'javascript:alert(1)',
    'mailto:a@b.fr',
    'voir le site',
    '',
    'http://',
    'data:text/html,x',
    'file:///etc',
  ])('refuses %j', (raw) => {
    expect(repairWebAddress(raw)).toBeUndefined();
  });

  it('gives only http(s) addresses without forbidden characters', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.webUrl(),
          fc.string().map((s) => `https://example.org/${s}`),
        ),
        (raw) => {
          const found = repairWebAddress(raw);
          if (found) expect(found.iri).toMatch(/^https?:\/\/[^\s<>"{}|\\^`]+$/i);
        },
      ),
    );
  });
});

describe('mail addresses', () => {
  it.each([
    ['mailto:eds@example.org', 'eds@example.org'],
    ['Secrétariat <contact@example.org>', 'contact@example.org'],
    ['0000-0000-0000-0000', undefined],
    ['eds.bdx@example', undefined],
    ['', undefined],
  ])('reads %j as %j', (raw, mail) => {
    expect(mailAddress(raw)).toBe(mail);
  });

  it.each([
    'prenom.nom@example.org',
    'p.nom@example.org',
    'prenom-nom@example.org',
    'prenom_nom2@example.org',
  ])('takes %j for a person', (mail) => {
    expect(isPersonalAddress(mail)).toBe(true);
  });

  it.each([
    'contact@example.org',
    'dpo@example.org',
    'eds@example.org',
    'contact.eds@example.org',
    'secretariat.cohorte@example.org',
    'eds.bdx@example.org',
    'no-reply@example.org',
    'donnees-de-sante@example.org',
    'memento@example.org',
  ])('takes %j for a function', (mail) => {
    expect(isPersonalAddress(mail)).toBe(false);
  });

  it('keeps personal addresses out of texts and leaves functional ones', () => {
    expect(withoutPersonalAddresses('À prenom.nom@example.org ou contact@example.org.')).toEqual({
      text: 'À […] ou contact@example.org.',
      withheld: 1,
    });
  });
});
