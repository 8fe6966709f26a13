import { language } from './language.svelte';

/**
 * A text catalogue of one area. English gives the shape; French must have every
 * key with the same parameters, or the type check fails. The result reads the
 * language at each access, so that pages follow a change of language.
 */
export function catalogue<Texts extends object>(en: Texts, fr: Texts): Readonly<Texts> {
  const texts = {} as Texts;
  for (const key of Object.keys(en) as (keyof Texts)[]) {
    Object.defineProperty(texts, key, {
      enumerable: true,
      get: () => (language.current === 'fr' ? fr : en)[key],
    });
  }
  return texts;
}

/** The English phrase for a count: `one` for 1, `many` otherwise. */
export function enCount(n: number, one: string, many: string): string {
  return `${n} ${n === 1 ? one : many}`;
}

/** The French phrase for a count: 0 and 1 take the singular. */
export function frCount(n: number, one: string, many: string): string {
  return `${n} ${n < 2 ? one : many}`;
}

/** Joins names in a sentence: "A", "A and B", "A, B and C". */
export function joined(names: readonly string[], and: string): string {
  if (names.length < 2) return names[0] ?? '';
  return `${names.slice(0, -1).join(', ')} ${and} ${names[names.length - 1]}`;
}

/** The word for a key that the API sent; an unknown key is shown with its underscores as spaces. */
export function word(words: Record<string, string>, key: string): string {
  return words[key] ?? key.replaceAll('_', ' ');
}
