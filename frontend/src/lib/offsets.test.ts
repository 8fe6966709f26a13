import { describe, expect, it } from 'vitest';
import { minutesOf, spanOf } from './offsets';

describe('offsets', () => {
  it.each([
    [10_080, { count: 7, unit: 'days' }],
    [1440, { count: 1, unit: 'days' }],
    [-60, { count: 1, unit: 'hours' }],
    [90, { count: 90, unit: 'minutes' }],
    [0, { count: 0, unit: 'minutes' }],
  ] as const)('%i minutes are written in the greatest whole unit', (minutes, span) => expect(spanOf(minutes)).toEqual(span));

  it('come back with the side as the sign', () => {
    expect(minutesOf({ count: 2, unit: 'days' }, 'before')).toBe(2880);
    expect(minutesOf({ count: 1, unit: 'hours' }, 'after')).toBe(-60);
    expect(minutesOf({ count: 0, unit: 'hours' }, 'after')).toBe(0);
  });
});
