import { describe, expect, it } from 'vitest';
import { bands, beginsSession, byCell, cellKey, placementAt, placementsByCell, spotOf } from './placements';
import type { BoardMeeting, BoardSlot, Placement } from './types';

const slot = (id: string, day: string, session: string): BoardSlot => ({ id, day, session, start: '', end: '' });
const slots = [slot('s1', 'd1', 'am'), slot('s2', 'd1', 'am'), slot('s3', 'd1', 'pm'), slot('s4', 'd2', 'am')];

const meeting = (id: string, at: string | undefined, ...rows: string[]): BoardMeeting => ({ id, title: id, slot: at, rows });

it('puts a meeting into each of its rows, and one without a slot nowhere', () => {
  const cells = byCell([meeting('m1', 's1', 'ann', 'bo'), meeting('m2', 's1', 'bo'), meeting('m3', undefined)]);
  expect([...cells].map(([key, there]) => [key, there.map((m) => m.id)])).toEqual([
    [cellKey('s1', 'ann'), ['m1']],
    [cellKey('s1', 'bo'), ['m1', 'm2']],
  ]);
});

describe('placements', () => {
  const of = (s: string, row: string | undefined, verdict: Placement['verdict']): Placement => ({ slot: s, row, verdict, reason: '', price: '' });
  const known = placementsByCell([of('s1', 't1', 'collides'), of('s1', 't1', 'fits'), of('s1', 't1', 'costs'), of('s2', undefined, 'costs')]);

  it.each([
    ['s1', 't1', 'fits'],
    ['s2', 't1', 'costs'],
    ['s1', 't2', undefined],
  ])('of %s at %s: %s', (s, row, verdict) => expect(placementAt(known, s, row)?.verdict).toBe(verdict));
});

it('is at a place only where rows are places', () => {
  expect(spotOf(meeting('m1', 's1', 't1'), true)).toEqual({ slot: 's1', row: 't1' });
  expect(spotOf(meeting('m1', 's1', 'ann', 'bo'), false)).toEqual({ slot: 's1' });
  expect(spotOf(meeting('m1', undefined), true)).toBeUndefined();
});

it('bands columns by day and begins sessions', () => {
  expect(bands(slots)).toEqual([
    { day: 'd1', first: 0, count: 3 },
    { day: 'd2', first: 3, count: 1 },
  ]);
  expect(slots.map((_, i) => beginsSession(slots, i))).toEqual([false, false, true, true]);
});
