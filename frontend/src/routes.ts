import type { Route } from '$lib/route';
import { everyoneRoutes } from './pages/everyone/routes';
import { organiserRoutes } from './pages/organiser/routes';
import { participantRoutes } from './pages/participant/routes';

/** Every page of the app; the navigation shows them in this order. */
export const routes: readonly Route[] = [...everyoneRoutes, ...participantRoutes, ...organiserRoutes];
