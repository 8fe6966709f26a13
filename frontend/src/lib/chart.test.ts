import { expect, it } from 'vitest';
import { scale, stepPath, ticks } from './chart';

it.each([
  [0, 10, 5, [0, 2, 4, 6, 8, 10]],
  [0, 302, 4, [0, 100, 200, 300, 400]],
  [280, 302, 4, [280, 290, 300, 310]],
  [5, 5, 4, [4, 6]],
  [0, 0, 4, [0, 0.5]],
])('ticks from %d to %d', (least, most, count, round) => expect(ticks(least, most, count)).toEqual(round));

it('has no ticks without points', () => expect(ticks(Infinity, -Infinity, 4)).toEqual([]));

it('steps from value to value', () => {
  const same = (n: number) => n;
  expect(stepPath([[0, 1], [2, 5], [3, 5]], same, same)).toBe('M0 1H2V5H3V5');
  expect(stepPath([], same, same)).toBe('');
});

it('scales, also where nothing spans', () => {
  expect(scale(0, 10, 100, 0)(5)).toBe(50);
  expect(scale(4, 4, 0, 100)(4)).toBe(0);
});
