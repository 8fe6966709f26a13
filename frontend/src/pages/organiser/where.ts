import { dayAndSpan } from '$lib/time';
import { current } from '$state/event.svelte';
import { slotById, type Names } from '$state/planning';

/** A slot and a place in words: `Tue 10 March, 09:30–10:00, Table 14`. */
export function whereOf(names: Names | undefined, slot: string, place = ''): string {
  const known = slotById(slot);
  const when = known ? dayAndSpan(known.start, known.end, current.zone) : slot;
  const at = names?.placeById.get(place)?.name;
  return at ? `${when}, ${at}` : when;
}
