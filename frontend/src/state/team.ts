import { all, api, ok, type Schema } from '$api/client';
import { current } from './event.svelte';

/** The delegates of an organisation of the open event, by name. */
export function teamOf(organisation: string = current.organisation): Promise<Schema<'Delegate'>[]> {
  return all((cursor) =>
    ok(
      api.GET('/api/v1/events/{event}/delegates', {
        params: { path: { event: current.event.id }, query: { organisation, cursor, limit: 500 } },
      }),
    ),
  );
}
