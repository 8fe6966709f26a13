import { all, api, ok, type Schema } from '$api/client';
import { current } from './event.svelte';

/** Every delegate of the open event; for organisers. */
export function everyDelegate(): Promise<Schema<'Delegate'>[]> {
  const event = current.event.id;
  return all((cursor) =>
    ok(api.GET('/api/v1/events/{event}/delegates', { params: { path: { event }, query: { cursor, limit: 500 } } })),
  );
}
