import { expect, test } from 'vitest';
import { placeWords } from './venue';

test.each([
  ['Table 14', 'B', 'Table 14, zone B'],
  ['Table 14', 'Foyer', 'Table 14, Foyer'],
  ['Video room', '', 'Video room'],
  ['', '', ''],
])('the place %j in the zone %j reads %j', (place, zone, words) => {
  expect(placeWords(place, zone)).toBe(words);
});
