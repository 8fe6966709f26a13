import { afterEach, describe, expect, it } from 'vitest';
import { language } from './language.svelte';
import { byDay, clock, day, dayAndSpan, dayKey, days, fromNow, instantOf, localParts, span, zoneName } from './time';

const paris = 'Europe/Paris';

afterEach(() => language.choose('en'));

describe('words for times', () => {
  it('shows day and span in the zone of the event', () => {
    expect(dayAndSpan('2026-03-10T08:30:00Z', '2026-03-10T09:00:00Z', paris)).toBe('Tue 10 March, 09:30–10:00');
    language.choose('fr');
    expect(dayAndSpan('2026-03-10T08:30:00Z', '2026-03-10T09:00:00Z', paris)).toBe('mar. 10 mars, 09:30–10:00');
  });

  it('takes the zone, not the offset that the instant was written with', () => {
    expect(clock('2026-03-10T03:30:00-05:00', paris)).toBe('09:30');
  });

  it('shows midnight as 00:00', () => expect(clock('2026-03-09T23:00:00Z', paris)).toBe('00:00'));

  it('names both days of a span across midnight', () => {
    expect(dayAndSpan('2026-03-10T22:00:00Z', '2026-03-11T00:00:00Z', paris)).toBe('Tue 10 March, 23:00 – Wed 11 March, 01:00');
  });

  it.each([
    ['2026-03-10T08:00:00Z', '2026-03-10T16:00:00Z', '10 March 2026'],
    ['2026-03-10T08:00:00Z', '2026-03-12T16:00:00Z', '10–12 March 2026'],
    ['2026-03-31T08:00:00Z', '2026-04-02T16:00:00Z', '31 March – 2 April 2026'],
    ['2026-12-31T08:00:00Z', '2027-01-02T16:00:00Z', '31 December 2026 – 2 January 2027'],
  ])('the days from %s to %s', (first, last, words) => expect(days(first, last, paris)).toBe(words));

  it.each([
    ['2026-03-10T08:00:00Z', 'Paris time (UTC+1)'],
    ['2026-07-10T08:00:00Z', 'Paris time (UTC+2)'],
  ])('names the zone with its offset at %s', (at, words) => expect(zoneName(paris, at)).toBe(words));

  it.each([
    ['2026-03-10T08:12:00Z', 'in 12 minutes'],
    ['2026-03-12T09:00:00Z', 'in 2 days'],
    ['2026-03-10T06:00:00Z', '2 hours ago'],
  ])('%s is from 08:00', (at, words) => expect(fromNow(at, new Date('2026-03-10T08:00:00Z'))).toBe(words));
});

describe('daylight saving', () => {
  it('shows the hour that comes twice twice', () => {
    expect(clock('2026-10-25T00:30:00Z', paris)).toBe('02:30');
    expect(clock('2026-10-25T01:30:00Z', paris)).toBe('02:30');
  });

  it.each([
    ['2026-03-10', '09:30', '2026-03-10T08:30:00.000Z'],
    ['2026-07-10', '09:30', '2026-07-10T07:30:00.000Z'],
    ['2026-03-29', '03:00', '2026-03-29T01:00:00.000Z'],
    ['2026-03-29', '02:30', '2026-03-29T01:30:00.000Z'], // skipped: 03:30 on the wall
    ['2026-10-25', '02:30', '2026-10-25T00:30:00.000Z'], // twice: the first
    ['2026-10-25', '12:00', '2026-10-25T11:00:00.000Z'],
  ])('%s %s in Paris is %s', (date, time, instant) => expect(instantOf(date, time, paris)).toBe(instant));

  it.each(['Asia/Kolkata', 'America/New_York', 'Pacific/Auckland', 'UTC'])('reads back what %s shows', (zone) => {
    for (const instant of ['2026-01-15T05:45:00.000Z', '2026-06-30T23:15:00.000Z']) {
      const { date, time } = localParts(instant, zone);
      expect(instantOf(date, time, zone)).toBe(instant);
    }
  });
});

describe('days', () => {
  it('belong to the zone', () => {
    expect(dayKey('2026-03-09T23:30:00Z', paris)).toBe('2026-03-10');
    expect(day('2026-03-09T23:30:00Z', paris)).toBe('Tue 10 March');
  });

  it('group in order of time', () => {
    const items = ['2026-03-11T08:00:00Z', '2026-03-09T23:30:00Z', '2026-03-10T08:00:00Z'].map((start) => ({ start }));
    expect(byDay(items, paris).map((group) => [group.key, group.items.length])).toEqual([
      ['2026-03-10', 2],
      ['2026-03-11', 1],
    ]);
  });

  it('give a span of one day', () => expect(span('2026-03-10T08:30:00Z', '2026-03-10T09:00:00Z', paris)).toBe('09:30–10:00'));
});
