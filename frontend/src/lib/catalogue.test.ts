import { afterEach, describe, expect, it } from 'vitest';
import { catalogue, enCount, frCount, joined, word } from './catalogue';
import { language } from './language.svelte';

const areas = import.meta.glob<{ default: object }>('../texts/{en,fr}/*.ts', { eager: true });

/** Every path to a text in a catalogue with the number of its parameters. */
function shape(texts: object, at = ''): string[] {
  return Object.entries(texts)
    .flatMap(([key, text]) => {
      if (typeof text === 'function') return [`${at}${key}(${text.length})`];
      return typeof text === 'object' ? shape(text as object, `${at}${key}.`) : [`${at}${key}`];
    })
    .sort();
}

function blanks(texts: object, at = ''): string[] {
  return Object.entries(texts).flatMap(([key, text]) => {
    if (typeof text === 'string') return text.trim() === '' ? [`${at}${key}`] : [];
    return typeof text === 'object' ? blanks(text as object, `${at}${key}.`) : [];
  });
}

afterEach(() => language.choose('en'));

describe('catalogue', () => {
  it('follows the language', () => {
    const texts = catalogue({ yes: 'yes', left: (n: number) => `${n} left` }, { yes: 'oui', left: (n: number) => `reste ${n}` });
    expect([texts.yes, texts.left(2)]).toEqual(['yes', '2 left']);
    language.choose('fr');
    expect([texts.yes, texts.left(2)]).toEqual(['oui', 'reste 2']);
  });

  const english = Object.keys(areas).filter((path) => path.includes('/en/'));
  it('has areas to compare', () => expect(english.length).toBeGreaterThan(0));

  it.each(english)('%s has the same keys and parameters in French', (path) => {
    const french = areas[path.replace('/en/', '/fr/')];
    expect(shape(french!.default)).toEqual(shape(areas[path]!.default));
  });

  it.each(Object.keys(areas))('%s has no blank text', (path) => {
    expect(blanks(areas[path]!.default)).toEqual([]);
  });
});

describe('phrases', () => {
  it.each([
    [0, '0 slots', '0 créneau'],
    [1, '1 slot', '1 créneau'],
    [2, '2 slots', '2 créneaux'],
  ])('counts %d', (n, en, fr) => {
    expect([enCount(n, 'slot', 'slots'), frCount(n, 'créneau', 'créneaux')]).toEqual([en, fr]);
  });

  it.each([
    [[], ''],
    [['Ann'], 'Ann'],
    [['Ann', 'Bo'], 'Ann and Bo'],
    [['Ann', 'Bo', 'Cy'], 'Ann, Bo and Cy'],
  ])('joins %j', (names, sentence) => expect(joined(names, 'and')).toBe(sentence));

  it('shows an unknown key readably', () => expect(word({ sme: 'SME' }, 'living_lab')).toBe('living lab'));
});
