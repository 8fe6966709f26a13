import { expect, it } from 'vitest';
import { initials, shade } from './monogram';

it.each([
  ['Sanofi', 'SA'],
  ['Cap Digital', 'CD'],
  ['AP-HP', 'AH'],
  ['École Normale Supérieure (ENS)', 'ÉE'],
  ['  ', '–'],
  ['3D Vitals', '3V'],
])('%s is %s', (name, two) => expect(initials(name)).toBe(two));

it('keeps the shade of a name', () => expect(shade('Sanofi')).toBe(shade('Sanofi')));
