export type Language = 'en' | 'fr';

const key = 'entente.language';

function remembered(): Language {
  if (typeof localStorage !== 'undefined') {
    const chosen = localStorage.getItem(key);
    if (chosen === 'en' || chosen === 'fr') return chosen;
  }
  const wished = typeof navigator === 'undefined' ? '' : (navigator.language ?? '');
  return wished.toLowerCase().startsWith('fr') ? 'fr' : 'en';
}

let current = $state<Language>(remembered());

/** The language of the pages. Reading it in a component makes the component follow it. */
export const language = {
  get current(): Language {
    return current;
  },
  /** Changes the language of the pages and remembers it in this browser. */
  choose(next: Language): void {
    current = next;
    if (typeof localStorage !== 'undefined') localStorage.setItem(key, next);
    if (typeof document !== 'undefined') document.documentElement.lang = next;
  },
  /** The locale for dates and numbers: day before month, 24 hours. */
  get locale(): string {
    return current === 'fr' ? 'fr-FR' : 'en-GB';
  },
};
