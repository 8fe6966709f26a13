import { describe, expect, it } from 'vitest';
import { between, following, painted, pressPaint, type PaintCell, type SlotState } from './paint';

// Two days; the second has no first slot, and its second is the own pitch.
const cells: PaintCell[] = [
  { slot: 'a1', row: 0, column: 0 },
  { slot: 'a2', row: 1, column: 0 },
  { slot: 'a3', row: 2, column: 0 },
  { slot: 'b2', row: 1, column: 1, blocked: 'your pitch' },
  { slot: 'b3', row: 2, column: 1 },
];

const slots = (found: readonly PaintCell[]) => found.map((cell) => cell.slot);

describe('a stroke', () => {
  it('covers the rectangle, whichever way it was drawn, without what is blocked', () => {
    expect(slots(between(cells, { row: 2, column: 1 }, { row: 1, column: 0 }))).toEqual(['a2', 'a3', 'b3']);
    expect(slots(between(cells, { row: 0, column: 0 }, { row: 0, column: 0 }))).toEqual(['a1']);
  });

  it('paints what it covers', () => {
    const now: Record<string, SlotState> = { a1: 'open', a2: 'open', a3: 'closed', b3: 'open' };
    expect(painted(now, between(cells, { row: 1, column: 0 }, { row: 2, column: 1 }), 'closed')).toEqual({
      a1: 'open',
      a2: 'closed',
      a3: 'closed',
      b3: 'closed',
    });
  });

  it('changes nothing where all is so already', () => {
    const now: Record<string, SlotState> = { a1: 'open' };
    expect(painted(now, [cells[0]!], 'open')).toBe(now);
  });
});

it.each<[SlotState, SlotState]>([
  ['open', 'rather_not'],
  ['rather_not', 'closed'],
  ['closed', 'open'],
])('%s is followed by %s', (state, next) => expect(following(state)).toBe(next));

describe('keys', () => {
  const key = (k: string, at: [number, number], { shift = false, state = 'open' as SlotState, chosen = null as SlotState | null } = {}) =>
    pressPaint(cells, { row: at[0], column: at[1] }, k, shift, state, chosen);
  const spot = (row: number, column: number) => ({ row, column });

  it.each([
    ['ArrowDown', [0, 0], spot(1, 0)],
    ['ArrowUp', [0, 0], spot(0, 0)],
    ['ArrowRight', [1, 0], spot(1, 1)],
    ['ArrowRight', [0, 0], spot(0, 0)],
    ['ArrowUp', [2, 1], spot(1, 1)],
  ])('%s moves from %j to %j', (k, at, to) => {
    expect(key(k, at as [number, number])).toEqual({ act: 'move', to });
  });

  it('paints on with Shift and an arrow', () => {
    expect(key('ArrowDown', [0, 0], { shift: true, state: 'closed' })).toEqual({
      act: 'paint',
      from: spot(0, 0),
      to: spot(1, 0),
      brush: 'closed',
    });
  });

  it.each([
    ['Enter', { state: 'open' }, 'rather_not'],
    ['Enter', { state: 'open', chosen: 'closed' }, 'closed'],
    [' ', { state: 'closed' }, 'open'],
    ['c', {}, 'closed'],
    ['R', {}, 'rather_not'],
  ])('%s with %j paints %s', (k, options, brush) => {
    expect(key(k, [0, 0], options as object)).toEqual({ act: 'paint', from: spot(0, 0), to: spot(0, 0), brush });
  });

  it('paints a whole day', () => expect(key('C', [0, 1], { shift: true })).toEqual({ act: 'day', column: 1, brush: 'closed' }));

  it('leaves other keys to the browser', () => expect([key('Tab', [0, 0]), key('x', [0, 0])]).toEqual([null, null]));
});
