import { changed, type Query } from './path';

// Addresses that the server answers itself, not pages of the app.
const served = /^\/(api|docs|feeds|metrics|livez|readyz|schemas)(\/|$)|^\/openapi/;

let url = $state.raw(new URL(typeof location === 'undefined' ? 'http://localhost/' : location.href));

function update(to: string, replace: boolean): void {
  if (replace) history.replaceState(null, '', to);
  else history.pushState(null, '', to);
  url = new URL(location.href);
}

/** Where the app is. Reading it in a component makes the component follow it. */
export const router = {
  get path(): string {
    return url.pathname;
  },
  get query(): URLSearchParams {
    return url.searchParams;
  },
  get address(): string {
    return url.pathname + url.search;
  },
  /** Goes to a page as if a link to it had been followed. */
  go(to: string): void {
    update(to, false);
    scrollTo(0, 0);
  },
  /** Goes to a page in the place of this one. */
  replace(to: string): void {
    update(to, true);
  },
  /** Changes values of the query, such as filters, in place: the history keeps one entry a page. */
  filter(change: Query): void {
    update(url.pathname + changed(url.searchParams, change), true);
  },
  /** A value of the query, or the fallback. */
  value(name: string, fallback = ''): string {
    return url.searchParams.get(name) ?? fallback;
  },
  /** Follows links and the browser's back button; the result stops it. */
  start(): () => void {
    const moved = () => (url = new URL(location.href));
    addEventListener('popstate', moved);
    document.addEventListener('click', followed);
    return () => {
      removeEventListener('popstate', moved);
      document.removeEventListener('click', followed);
    };
  },
};

function followed(event: MouseEvent): void {
  if (event.defaultPrevented || event.button !== 0) return;
  if (event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
  const link = (event.target as Element | null)?.closest('a');
  if (!link || link.target || link.hasAttribute('download') || link.origin !== location.origin) return;
  if (served.test(link.pathname)) return;
  if (link.hash && link.pathname === location.pathname && link.search === location.search) return;
  event.preventDefault();
  router.go(link.pathname + link.search + link.hash);
}
