import { describe, expect, it } from 'vitest';
import { edgeSpeed, inView, scrollTo, under } from './window';

describe('in view', () => {
  it.each([
    ['at the start', 0, 400, 40, 1000, 2, { first: 0, end: 12 }],
    ['in the middle', 4000, 400, 40, 1000, 2, { first: 98, end: 112 }],
    ['at the end', 39_600, 400, 40, 1000, 2, { first: 988, end: 1000 }],
    ['past the end', 99_999, 400, 40, 10, 2, { first: 7, end: 10 }],
    ['of nothing', 0, 400, 40, 0, 2, { first: 0, end: 0 }],
  ])('%s', (_, scrolled, extent, size, count, more, range) => {
    expect(inView(scrolled, extent, size, count, more)).toEqual(range);
  });

  it('renders few of twenty thousand rows', () => {
    const { first, end } = inView(300_000, 900, 40, 20_000, 4);
    expect(end - first).toBeLessThan(40);
  });
});

it.each([
  ['is in view', 100, 400, 40, 5, 40, 100],
  ['is above', 400, 400, 40, 5, 40, 200],
  ['is below', 0, 400, 40, 12, 40, 160],
])('scrolls to a row that %s', (_, scrolled, extent, size, index, head, to) => {
  expect(scrollTo(scrolled, extent, size, index, head)).toBe(to);
});

it.each([
  [30, -1],
  [60, 0],
  [100, 1],
  [9999, -1],
])('the row under %d is %d', (point, index) => expect(under(point, 0, 60, 40, 10)).toBe(index));

it.each([
  ['in the middle', 300, 0],
  ['at the head', 60, -18],
  ['at the end', 600, 18],
  ['half way into the edge', 576, 9],
])('scrolls while dragging %s', (_, point, speed) => expect(edgeSpeed(point, 600, 60)).toBe(speed));
