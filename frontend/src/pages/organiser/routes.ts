import type { Route } from '$lib/route';

/** The pages of an event's organisers. */
export const organiserRoutes: readonly Route[] = [];
