import type { Speaking } from '$lib/reasons';
import { day, dayTime } from '$lib/time';
import { placeWords } from '$lib/venue';
import { current } from './event.svelte';
import { pairOf, slotById, type Names } from './planning';

/** How the open event's slots, requests and places are called in sentences, for who reads them. */
export function speaking(names?: Names): Speaking {
  return {
    slots: current.slots.length,
    when: (id) => slotWords(id, dayTime),
    day: (id) => slotWords(id, day),
    pair: (request) => pairOf(names, request),
    place: (id) => {
      const place = names?.placeById.get(id);
      return place ? placeWords(place.name, place.zone) : '';
    },
    own: current.organises ? '' : current.organisation,
    self: current.delegate,
  };
}

function slotWords(id: string, words: (start: string, zone: string) => string): string {
  const slot = slotById(id);
  return slot ? words(slot.start, current.zone) : '';
}
