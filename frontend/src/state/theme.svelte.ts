export type Theme = 'system' | 'light' | 'dark';

const key = 'entente.theme';

function remembered(): Theme {
  const chosen = localStorage.getItem(key);
  return chosen === 'light' || chosen === 'dark' ? chosen : 'system';
}

let chosen = $state<Theme>(remembered());

/** Light or dark. public/theme.js applies the same choice before the first paint. */
export const theme = {
  get current(): Theme {
    return chosen;
  },
  choose(next: Theme): void {
    chosen = next;
    if (next === 'system') {
      localStorage.removeItem(key);
      delete document.documentElement.dataset['theme'];
      return;
    }
    localStorage.setItem(key, next);
    document.documentElement.dataset['theme'] = next;
  },
};
