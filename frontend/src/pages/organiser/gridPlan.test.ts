import { expect, test } from 'vitest';
import { laterDay, planGrid, timeOf, type GridForm } from './gridPlan';

const names = ['Morning', 'Afternoon', 'Evening'];
const numbered = (n: number) => `Session ${n}`;
const day: GridForm = { first: '2026-03-10', days: 1, from: '09:00', until: '17:00', minutes: 30, pauses: [{ from: '12:30', until: '14:00' }] };

test('a pause cuts a day into two sessions of whole slots', () => {
  const sessions = planGrid(day, names, numbered);
  expect(sessions.map((s) => [s.date, s.name, s.from, s.until, s.starts.length, s.rest])).toEqual([
    ['2026-03-10', 'Morning', '09:00', '12:30', 7, 0],
    ['2026-03-10', 'Afternoon', '14:00', '17:00', 6, 0],
  ]);
  expect(sessions[1]!.starts).toEqual(['14:00', '14:30', '15:00', '15:30', '16:00', '16:30']);
});

test('each day is cut alike, across the end of a month', () => {
  const sessions = planGrid({ ...day, first: '2026-03-31', days: 2, pauses: [] }, names, numbered);
  expect(sessions.map((s) => s.date)).toEqual(['2026-03-31', '2026-04-01']);
});

test('what is too short for a slot is left over, or no session at all', () => {
  const sessions = planGrid({ ...day, until: '12:45', minutes: 40, pauses: [{ from: '12:00', until: '12:15' }] }, names, numbered);
  expect(sessions.map((s) => [s.starts.length, s.rest])).toEqual([[4, 20]]);
});

test('sessions of a day that would have one name are numbered', () => {
  const pauses = [{ from: '10:00', until: '10:30' }, { from: '12:30', until: '14:00' }];
  expect(planGrid({ ...day, pauses }, names, numbered).map((s) => s.name)).toEqual(['Session 1', 'Session 2', 'Session 3']);
});

test('pauses may overlap, come unsorted, or be half filled in', () => {
  const pauses = [{ from: '13:00', until: '14:00' }, { from: '12:30', until: '13:30' }, { from: '', until: '15:00' }];
  expect(planGrid({ ...day, pauses }, names, numbered).map((s) => [s.from, s.until])).toEqual([
    ['09:00', '12:30'],
    ['14:00', '17:00'],
  ]);
});

test('nothing is planned while a field is empty or the day ends before it begins', () => {
  expect(planGrid({ ...day, first: '' }, names, numbered)).toEqual([]);
  expect(planGrid({ ...day, minutes: 0 }, names, numbered)).toEqual([]);
  expect(planGrid({ ...day, from: '18:00', pauses: [] }, names, numbered)).toEqual([]);
});

test('times and days in words', () => {
  expect([timeOf(570), timeOf(0), laterDay('2028-02-28', 1)]).toEqual(['09:30', '00:00', '2028-02-29']);
});
