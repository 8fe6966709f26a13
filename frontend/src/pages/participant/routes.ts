import type { Route } from '$lib/route';

/** The pages of who takes part for an organisation. */
export const participantRoutes: readonly Route[] = [];
