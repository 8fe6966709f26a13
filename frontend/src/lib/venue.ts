import { common } from '$texts/common';

/** A place with its zone: `Table 14, zone B`. A zone of more than three characters is a name of its own: `Table 14, Foyer`. */
export function placeWords(place: string, zone = ''): string {
  if (place === '' || zone === '') return place || zone;
  return `${place}, ${zone.length > 3 ? zone : common.zone(zone)}`;
}
