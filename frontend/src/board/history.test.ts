import { expect, it } from 'vitest';
import { empty, record, redo, undo } from './history';
import type { Move } from './types';

const first: Move = { meeting: 'm1', from: { slot: 's1', row: 't1' }, to: { slot: 's2', row: 't1' } };
const second: Move = { meeting: 'm2', from: { slot: 's1', row: 't2' } };

const both = record(record(empty, first), second);

it('takes back the newest move first', () => {
  const one = undo(both)!;
  expect(one.move).toEqual({ meeting: 'm2', from: undefined, to: { slot: 's1', row: 't2' } });
  expect(undo(one.history)!.move).toEqual({ meeting: 'm1', from: first.to, to: first.from });
});

it('does again what was taken back', () => {
  const back = undo(both)!;
  expect(redo(back.history)).toEqual({ history: both, move: second });
});

it('forgets what was taken back once something new is done', () => {
  expect(redo(record(undo(both)!.history, first))).toBeNull();
});

it('has nothing to take back at the start', () => expect([undo(empty), redo(empty)]).toEqual([null, null]));
