import { all, api, ok, type Schema } from '$api/client';
import { resource, type Resource } from '$lib/resource.svelte';
import { mentions } from '$lib/sorting';
import { current } from './event.svelte';

/** The requests and places of the open event by id, to name what a schedule speaks of. */
export interface Names {
  requests: ReadonlyMap<string, Schema<'Request'>>;
  places: readonly Schema<'Place'>[];
  placeById: ReadonlyMap<string, Schema<'Place'>>;
}

// The names as they were last seen: big events have thousands, and pages follow each other.
let kept: { event: string; names: Names } | null = null;

/** The names of the open event, those of the page before until the newer have come; for organisers. */
export function namesOfEvent(): Resource<Names> {
  const event = current.event.id;
  const before = kept?.event === event ? kept.names : undefined;
  const names = resource(async () => {
    const loaded = await loadNames();
    kept = { event, names: loaded };
    return loaded;
  });
  return {
    ...names,
    get data() {
      return names.data ?? before;
    },
    get error() {
      return names.error;
    },
    get loading() {
      return names.loading;
    },
  };
}

async function loadNames(): Promise<Names> {
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
