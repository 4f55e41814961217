import { describe, expect, it } from 'vitest';
import { frenchNote } from '../../../src/model/note-texts.ts';
import { frenchReason } from '../../../src/model/pair-texts.ts';
import { phraseBook } from '../../../src/model/phrase-book.ts';

describe('a book of phrases', () => {
  const translate = phraseBook({
    'No (known) {} of {}': 'Aucun {} (connu) de {}',
    '{}; {}': '{} ; {}',
    'A {}': 'Un {}',
    'cat.': 'chat.',
  });

  it('translates whole sentences, with what fills their gaps', () => {
    expect(translate('cat.')).toBe('chat.');
    expect(translate('No (known) kind of $& cat')).toBe('Aucun kind (connu) de $& cat');
    expect(translate('No (known) line\nbreak of all')).toBe('Aucun line\nbreak (connu) de all');
  });

  it('translates sentences within sentences', () => {
    expect(translate('A dog; A mouse; cat.')).toBe('Un dog ; Un mouse ; chat.');
  });

  it('does not lose itself in sentences that go on for ever', () => {
    const hostile = 'A dog; '.repeat(100_000);
    expect(translate(hostile)).toContain('Un dog');
  });

  it('knows nothing else', () => {
    expect(translate('cats')).toBeUndefined();
    expect(translate('Here: No (known) kind of cat')).toBeUndefined();
    expect(translate('toString')).toBeUndefined();
  });
});

describe('the French of notes', () => {
  it.each([
    ['HTML entities were decoded', 'Des entités HTML ont été décodées'],
    [
      'CIM-9 has no code in the EU list; the nearest, ICD-10, stands for it',
      'CIM-9 n’a pas de code dans la liste de l’UE ; le plus proche, ICD-10, en tient lieu',
    ],
    ['CIM-9 has no code in the EU list', 'CIM-9 n’a pas de code dans la liste de l’UE'],
    [
      'This coding system has no code in the EU list',
      'Ce système de codage n’a pas de code dans la liste de l’UE',
    ],
    [
      'HealthDCAT-AP does not know these properties, which were left out: ex:a, ex:b and 12 more',
      'HealthDCAT-AP ne connaît pas ces propriétés, laissées de côté : ex:a, ex:b et 12 autres',
    ],
  ])('tells %s', (english, french) => {
    expect(frenchNote(english)).toBe(french);
  });
});

describe('the French of reasons', () => {
  it.each([
    ['both have the IRI http://a.example/1', 'les deux ont l’IRI http://a.example/1'],
    [
      'both have the acronym BNDMR; 67 % of their title words agree',
      'les deux ont le sigle BNDMR ; 67 % des mots de leurs titres concordent',
    ],
    [
      'both declare the identifier cnil:1, and their names agree, but another record fits as well',
      'les deux déclarent l’identifiant cnil:1, et leurs noms concordent, mais une autre fiche convient aussi',
    ],
  ])('tells %s', (english, french) => {
    expect(frenchReason(english)).toBe(french);
  });
});
