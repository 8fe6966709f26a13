import type { Route } from '$lib/route';
import { participantNav as t } from '$texts/participantNav';

/** The pages of who takes part for an organisation. */
export const participantRoutes: readonly Route[] = [
  {
    path: '/events/:event/agenda',
    load: () => import('./Agenda.svelte'),
    who: 'participant',
    nav: { label: () => t.agenda, icon: 'agenda', group: 'mine', phone: 2 },
  },
  {
    path: '/events/:event/inbox',
    load: () => import('./Inbox.svelte'),
    who: 'participant',
    nav: { label: () => t.inbox, icon: 'inbox', group: 'mine', phone: 3 },
  },
  {
    path: '/events/:event/discover',
    load: () => import('./Discover.svelte'),
    who: 'participant',
    nav: { label: () => t.discover, icon: 'discover', group: 'mine', phone: 4 },
  },
  {
    path: '/events/:event/availability',
    load: () => import('./Availability.svelte'),
    who: 'participant',
    nav: { label: () => t.availability, icon: 'availability', group: 'mine' },
  },
  {
    path: '/events/:event/unscheduled',
    load: () => import('./Unscheduled.svelte'),
    who: 'participant',
    nav: { label: () => t.unscheduled, icon: 'unscheduled', group: 'mine' },
  },
  {
    path: '/events/:event/profile',
    load: () => import('./Profile.svelte'),
    who: 'participant',
    nav: { label: () => t.profile, icon: 'profile', group: 'team' },
  },
  {
    path: '/events/:event/pitch',
    load: () => import('./Pitch.svelte'),
    who: 'participant',
    nav: { label: () => t.pitch, icon: 'pitch', group: 'team' },
  },
  {
    path: '/events/:event/team',
    load: () => import('./Team.svelte'),
    who: 'participant',
    nav: { label: () => t.team, icon: 'team', group: 'team' },
  },
];
