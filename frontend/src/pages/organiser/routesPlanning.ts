import type { Route } from '$lib/route';

/** The organisers' pages for planning the event and for running it. */
export const planningRoutes: readonly Route[] = [];
