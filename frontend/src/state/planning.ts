import { all, api, ok, type Schema } from '$api/client';
import { mentions } from '$lib/sorting';
import { current } from './event.svelte';

/** The requests and places of the open event by id, to name what a schedule speaks of. */
export interface Names {
  requests: ReadonlyMap<string, Schema<'Request'>>;
  places: readonly Schema<'Place'>[];
  placeById: ReadonlyMap<string, Schema<'Place'>>;
}

/** Loads the names; for organisers. */
export async function loadNames(): Promise<Names> {
  const event = current.event.id;
  const [requests, places] = await Promise.all([
    all((cursor) => ok(api.GET('/api/v1/events/{event}/requests', { params: { path: { event }, query: { cursor, limit: 500 } } }))),
    loadPlaces(),
  ]);
  return {
    ...places,
    requests: new Map(requests.map((r) => [r.id, r])),
  };
}

/** Loads the places alone, for pages that name no request. */
export async function loadPlaces(): Promise<Names> {
  const places = await ok(api.GET('/api/v1/events/{event}/places', { params: { path: { event: current.event.id } } }));
  return {
    requests: new Map(),
    places: places.items,
    placeById: new Map(places.items.map((p) => [p.id, p])),
  };
}

/** The two sides of a request: `Acme – Sanofi`; its id when it is gone. */
export function pairOf(names: Names | undefined, request: string): string {
  const known = names?.requests.get(request);
  return known ? `${known.from_name} – ${known.to_name}` : request;
}

/** Whether a request's sides, or the other words, mention the text. */
export function speaksOf(names: Names | undefined, request: string, text: string, others: readonly string[] = []): boolean {
  return text === '' || mentions(text, [pairOf(names, request), ...others]);
}

/** A slot of the open event, or undefined when it is gone. */
export function slotById(id: string): Schema<'Slot'> | undefined {
  return current.slots.find((slot) => slot.id === id);
}
