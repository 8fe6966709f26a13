import { all, api, ok } from '$api/client';
import { current } from '$state/event.svelte';

/** The names of the open event's organisations by id. */
export async function organisationNames(): Promise<ReadonlyMap<string, string>> {
  const path = { event: current.event.id };
  const list = await all((cursor) => ok(api.GET('/api/v1/events/{event}/organisations', { params: { path, query: { cursor, limit: 500 } } })));
  return new Map(list.map((organisation) => [organisation.id, organisation.name]));
}
