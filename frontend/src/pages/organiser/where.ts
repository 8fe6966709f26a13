import { dayAndSpan } from '$lib/time';
import { placeWords } from '$lib/venue';
import { current } from '$state/event.svelte';
import { slotById, type Names } from '$state/planning';
import { common } from '$texts/common';

/** A zone in words: `zone B`; one of more than three characters is a name of its own. */
export function zoneWords(zone: string): string {
  return zone === '' || zone.length > 3 ? zone : common.zone(zone);
}

/** A slot and a place in words: `Tue 10 March, 09:30–10:00, Table 14, zone B`. */
export function whereOf(names: Names | undefined, slot: string, place = ''): string {
  const known = slotById(slot);
  const when = known ? dayAndSpan(known.start, known.end, current.zone) : slot;
  const at = names?.placeById.get(place);
  return at ? `${when}, ${placeWords(at.name, at.zone)}` : when;
}
