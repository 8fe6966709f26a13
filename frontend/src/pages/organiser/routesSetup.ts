import type { Route } from '$lib/route';
import { setupNav as t } from '$texts/setupNav';

/** The organisers' pages for setting the event up and following it. */
export const setupRoutes: readonly Route[] = [
  {
    path: '/events/:event/overview',
    load: () => import('./Overview.svelte'),
    who: 'organiser',
    nav: { label: () => t.overview, icon: 'overview', group: 'organiser', phone: 5 },
  },
  {
    path: '/events/:event/set-up',
    load: () => import('./SetUp.svelte'),
    who: 'organiser',
    nav: { label: () => t.setUp, icon: 'settings', group: 'organiser' },
  },
  {
    path: '/events/:event/people',
    load: () => import('./People.svelte'),
    who: 'organiser',
    nav: { label: () => t.people, icon: 'people', group: 'organiser', phone: 8 },
  },
  {
    path: '/events/:event/pitches',
    load: () => import('./Pitches.svelte'),
    who: 'organiser',
    nav: { label: () => t.pitches, icon: 'pitch', group: 'organiser' },
  },
  {
    path: '/events/:event/requests',
    load: () => import('./Requests.svelte'),
    who: 'organiser',
    nav: { label: () => t.requests, icon: 'requests', group: 'organiser', phone: 7 },
  },
  {
    path: '/events/:event/exports',
    load: () => import('./Exports.svelte'),
    who: 'organiser',
    nav: { label: () => t.exports, icon: 'download', group: 'organiser' },
  },
  {
    path: '/events/:event/audit',
    load: () => import('./Audit.svelte'),
    who: 'organiser',
    nav: { label: () => t.audit, icon: 'audit', group: 'organiser' },
  },
];
