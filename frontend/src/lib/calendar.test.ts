import { describe, expect, it } from 'vitest';
import { blockedBy, moment, nextOf, overlap } from './calendar';

const at = (from: string, to: string) => ({ start: `2026-03-10T${from}:00Z`, end: `2026-03-10T${to}:00Z` });

it.each([
  ['10:00', '10:30', '10:30', '11:00', false],
  ['10:00', '10:31', '10:30', '11:00', true],
  ['10:00', '12:00', '10:30', '11:00', true],
])('%s–%s and %s–%s share time: %s', (a, b, c, d, shared) => {
  expect(overlap(at(a, b), at(c, d))).toBe(shared);
  expect(overlap(at(c, d), at(a, b))).toBe(shared);
});

it('blocks every slot that a commitment touches', () => {
  const slots = [
    { id: 's1', ...at('09:00', '09:30') },
    { id: 's2', ...at('09:30', '10:00') },
    { id: 's3', ...at('10:00', '10:30') },
  ];
  const pitch = { ...at('09:25', '09:40'), title: 'Pitch' };
  expect(blockedBy(slots, [pitch], (b) => b.title)).toEqual({ s1: 'Pitch', s2: 'Pitch' });
});

describe('the agenda at 10:15', () => {
  const now = new Date('2026-03-10T10:15:00Z');

  it.each([
    ['09:30', '10:15', 'past'],
    ['10:00', '10:30', 'now'],
    ['10:15', '10:30', 'now'],
    ['10:30', '11:00', 'to come'],
  ])('%s–%s is %s', (from, to, where) => expect(moment(at(from, to), now)).toBe(where));

  it('shows what goes on before what comes, and nothing cancelled', () => {
    const later = { ...at('11:00', '11:30'), state: 'scheduled' };
    const next = { ...at('10:30', '11:00'), state: 'scheduled' };
    const gone = { ...at('10:00', '10:30'), state: 'cancelled' };
    expect(nextOf([later, gone, next], now)).toBe(next);
    expect(nextOf([{ ...at('09:00', '09:30'), state: 'held' }], now)).toBeUndefined();
  });
});
