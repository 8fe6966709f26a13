import type { Route } from '$lib/route';
import { planningNav as t } from '$texts/planningNav';

/** The organisers' pages for planning the event and for running it. */
export const planningRoutes: readonly Route[] = [
  {
    path: '/events/:event/runs',
    load: () => import('./Runs.svelte'),
    who: 'organiser',
    nav: { label: () => t.runs, icon: 'run', group: 'organiser' },
  },
  { path: '/events/:event/runs/compare', load: () => import('./CompareRuns.svelte'), who: 'organiser' },
  { path: '/events/:event/runs/:run', load: () => import('./Run.svelte'), who: 'organiser' },
  {
    path: '/events/:event/board',
    load: () => import('./DraftBoard.svelte'),
    who: 'organiser',
    nav: { label: () => t.board, icon: 'board', group: 'organiser' },
  },
  {
    path: '/events/:event/publish',
    load: () => import('./Publish.svelte'),
    who: 'organiser',
    nav: { label: () => t.publish, icon: 'publish', group: 'organiser', phone: 7 },
  },
  {
    path: '/events/:event/desk',
    load: () => import('./Desk.svelte'),
    who: 'organiser',
    nav: { label: () => t.desk, icon: 'discover', group: 'organiser', phone: 6 },
  },
  {
    path: '/events/:event/outbox',
    load: () => import('./Outbox.svelte'),
    who: 'organiser',
    nav: { label: () => t.outbox, icon: 'mail', group: 'organiser' },
  },
  {
    path: '/events/:event/reminders',
    load: () => import('./Reminders.svelte'),
    who: 'organiser',
    nav: { label: () => t.reminders, icon: 'clock', group: 'organiser' },
  },
  {
    path: '/events/:event/mailbox',
    load: () => import('./Mailbox.svelte'),
    who: 'organiser',
    nav: { label: () => t.mailbox, icon: 'inbox', group: 'organiser' },
  },
];
