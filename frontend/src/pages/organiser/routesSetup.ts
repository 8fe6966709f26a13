import type { Route } from '$lib/route';

/** The organisers' pages for setting the event up and following it. */
export const setupRoutes: readonly Route[] = [];
