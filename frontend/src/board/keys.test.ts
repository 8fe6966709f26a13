import { describe, expect, it } from 'vitest';
import { press, type Act, type Board, type Focus } from './keys';

// Three rows and four columns; cell 0,0 holds two meetings and cell 1,2 one.
const board: Board = {
  rows: 3,
  columns: 4,
  page: 2,
  cards: ({ row, column }) => (row === 0 && column === 0 ? ['m1', 'm2'] : row === 1 && column === 2 ? ['m3'] : []),
  verdict: ({ row, column }) => (row === 2 && column === 1 ? 'fits' : 'collides'),
};

const at = (row: number, column: number, rest: Partial<Focus> = {}): Focus => ({ row, column, card: 0, ...rest });
const none: Act = { act: 'none' };

describe('moving', () => {
  it.each([
    ['ArrowRight', {}, at(0, 0), at(0, 1)],
    ['ArrowLeft', {}, at(0, 0), at(0, 0)],
    ['ArrowDown', {}, at(0, 1), at(1, 1)],
    ['ArrowDown', {}, at(2, 1), at(2, 1)],
    ['ArrowUp', {}, at(1, 1), at(0, 1)],
    ['Home', {}, at(1, 3), at(1, 0)],
    ['End', {}, at(1, 0), at(1, 3)],
    ['Home', { control: true }, at(1, 3), at(0, 0)],
    ['End', { control: true }, at(0, 0), at(2, 3)],
    ['PageDown', {}, at(0, 1), at(2, 1)],
    ['PageUp', {}, at(1, 1), at(0, 1)],
    ['ArrowDown', { shift: true }, at(0, 0), at(0, 0, { card: 1 })],
    ['ArrowDown', { shift: true }, at(0, 0, { card: 1 }), at(0, 0, { card: 1 })],
    ['ArrowRight', {}, at(0, 0, { card: 1, held: 'm2' }), at(0, 1, { held: 'm2' })],
  ])('%s %j goes from %j to %j', (key, modifiers, from, to) => {
    expect(press(from, { key, ...modifiers }, board)).toEqual({ focus: to, act: none });
  });
});

describe('a meeting', () => {
  it.each<[string, Focus, Focus, Act]>([
    ['Enter', at(0, 0, { card: 1 }), at(0, 0, { card: 1, held: 'm2' }), { act: 'pick-up', meeting: 'm2' }],
    [' ', at(1, 2), at(1, 2, { held: 'm3' }), { act: 'pick-up', meeting: 'm3' }],
    ['Enter', at(2, 2), at(2, 2), none],
    ['Enter', at(2, 1, { held: 'm3' }), at(2, 1), { act: 'drop', meeting: 'm3' }],
    ['Escape', at(2, 1, { held: 'm3' }), at(2, 1), { act: 'cancel', meeting: 'm3' }],
    ['Delete', at(2, 1, { held: 'm3' }), at(2, 1), { act: 'take-off', meeting: 'm3' }],
    ['Delete', at(0, 0, { card: 1 }), at(0, 0), { act: 'take-off', meeting: 'm2' }],
    ['p', at(0, 0), at(0, 0), { act: 'pin', meeting: 'm1' }],
    ['i', at(0, 0), at(0, 0), { act: 'open', meeting: 'm1' }],
    ['n', at(0, 0, { held: 'm1' }), at(2, 1, { held: 'm1' }), none],
  ])('%s at %j', (key, from, to, act) => {
    expect(press(from, { key }, board)).toEqual({ focus: to, act });
  });

  it.each<[string, Focus]>([
    ['Escape', at(0, 0)],
    ['Delete', at(2, 2)],
    ['p', at(1, 2, { held: 'm1' })],
    ['n', at(0, 0)],
    ['Tab', at(0, 0)],
    ['x', at(0, 0)],
  ])('%s at %j is left to the browser', (key, from) => expect(press(from, { key }, board)).toBeNull());

  it('stays where it is when it fits nowhere else', () => {
    const nowhere = { ...board, verdict: () => 'collides' as const };
    expect(press(at(1, 1, { held: 'm1' }), { key: 'n' }, nowhere)?.focus).toEqual(at(1, 1, { held: 'm1' }));
  });
});

it.each<[string, boolean, Act]>([
  ['z', false, { act: 'undo' }],
  ['Z', true, { act: 'redo' }],
  ['y', false, { act: 'redo' }],
])('control and %s', (key, shift, act) => {
  expect(press(at(0, 0), { key, shift, control: true }, board)).toEqual({ focus: at(0, 0), act });
});
