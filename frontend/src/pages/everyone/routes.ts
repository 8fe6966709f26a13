import type { Route } from '$lib/route';
import { everyone as t } from '$texts/everyone';

/** The pages that are everyone's. */
export const everyoneRoutes: readonly Route[] = [
  { path: '/', load: () => import('./Events.svelte'), who: 'signed-in' },
  { path: '/account', load: () => import('./Account.svelte'), who: 'signed-in' },
  { path: '/sign-in', load: () => import('./SignIn.svelte'), who: 'anyone' },
  {
    path: '/events/:event',
    load: () => import('./EventHome.svelte'),
    who: 'anyone',
    nav: { label: () => t.home.nav, icon: 'home', group: 'event', phone: 1 },
  },
  {
    path: '/events/:event/programme',
    load: () => import('./Programme.svelte'),
    who: 'anyone',
    nav: { label: () => t.programme.nav, icon: 'pitch', group: 'event' },
  },
];
