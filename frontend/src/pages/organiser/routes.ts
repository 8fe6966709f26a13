import type { Route } from '$lib/route';
import { planningRoutes } from './routesPlanning';
import { setupRoutes } from './routesSetup';

/** The pages of an event's organisers: setting it up, then planning and running it. */
export const organiserRoutes: readonly Route[] = [...setupRoutes, ...planningRoutes];
