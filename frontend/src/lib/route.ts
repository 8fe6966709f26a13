import type { Component } from 'svelte';
import type { IconName } from '$components/icons';

/** Who may open a page. An attendee has any role at the event, a participant acts for an organisation. */
export type Audience = 'anyone' | 'signed-in' | 'attendee' | 'participant' | 'organiser';

/** A page: it takes the parameters of its address, or none. */
export type PageComponent = Component<{ params: Record<string, string> }> | Component<Record<string, never>>;

export type NavGroup = 'event' | 'mine' | 'team' | 'organiser';

/** One page: its address, its component, who may open it, and where the navigation shows it. */
export interface Route {
  /** Parameters begin with a colon. Pages of an event begin with `/events/:event`. */
  path: string;
  load: () => Promise<{ default: PageComponent }>;
  who: Audience;
  nav?: {
    label: () => string;
    icon: IconName;
    group: NavGroup;
    /** In the bar at the bottom of a phone, by this order; at most four of a role are shown. */
    phone?: number;
  };
}

/** What the caller is, as far as routes care. */
export interface Caller {
  signedIn: boolean;
  attends: boolean;
  participates: boolean;
  organises: boolean;
}

/** Whether the caller may open a page for the audience. Organisers may open all pages of attendees. */
export function mayOpen(who: Audience, caller: Caller): boolean {
  switch (who) {
    case 'anyone':
      return true;
    case 'signed-in':
      return caller.signedIn;
    case 'attendee':
      return caller.attends;
    case 'participant':
      return caller.participates;
    case 'organiser':
      return caller.organises;
  }
}

/** The pages for a phone's bar: those with an order, lowest first, at most four. */
export function phoneBar<R extends { nav?: { phone?: number } }>(routes: readonly R[]): R[] {
  return routes
    .filter((route) => route.nav?.phone !== undefined)
    .sort((a, b) => a.nav!.phone! - b.nav!.phone!)
    .slice(0, 4);
}
