import { describe, expect, it } from 'vitest';
import { Problem } from '$api/problem';
import { canForce, cardsOf, constraintsOf, placementOf, placementsByPlace, refusalOf, suggestionAt } from './placing';

const none = {
  mandatory_unplaced: 0,
  floor_shortfall: 0,
  weight: 0,
  placed: 0,
  moved: 0,
  breaks: 0,
  idle_slots: 0,
  table_changes: 0,
  comfort: 0,
};
const words = { taken: (who: string) => `${who} is there.`, closed: (place: string) => `${place} is closed.`, free: 'Free.', price: () => 'price', pair: (id: string) => id, violation: (v: { text: string }) => v.text };
const spot = { slot: 's1', place: 't1', participants: [], violations: [], displaces: [], price: none };

describe('a suggestion on the board', () => {
  it('fits where nothing stands in the way and no goal gets worse', () => {
    const found = placementOf({ ...spot, price: { ...none, weight: 15, breaks: 1 } }, words);
    expect(found).toEqual({ slot: 's1', verdict: 'fits', reason: 'Free.', price: 'price' });
  });

  it('costs where the most important goal that changes gets worse', () => {
    expect(placementOf({ ...spot, price: { ...none, breaks: 1, idle_slots: -2 } }, words).verdict).toBe('costs');
  });

  it('collides where it violates or displaces, with every reason', () => {
    const violations = [{ constraint: 'meeting-limit', requests: [], sides: [], people: [], text: 'Ada has four.' }];
    const found = placementOf({ ...spot, violations, displaces: ['A – B'] }, words);
    expect(found).toMatchObject({ verdict: 'collides', reason: 'Ada has four. A – B is there.', price: '' });
  });
});

describe('a suggestion for the best place of a zone', () => {
  const place = (id: string, more: object = {}) =>
    ({ id, name: id, kind: 'table', zone: 'A', capacity: 1, closed: [], position: 0, version: 1, ...more }) as never;
  const places = [place('t1'), place('t2'), place('t3', { closed: ['s1'] }), place('t4', { zone: 'B' }), place('b1', { organisation: 'o' })];
  const standing = [
    { request: 'r9', slot: 's1', place: 't2', participants: [], state: 'scheduled' as const, late: [], no_show: [] },
    { request: 'r1', slot: 's1', place: 't1', participants: [], state: 'scheduled' as const, late: [], no_show: [] },
  ];

  it('holds for the places like it, unless they are closed or full', () => {
    const found = placementsByPlace('r1', [spot], places, standing, words);
    expect(found.map(({ row, verdict, reason }) => [row, verdict, reason])).toEqual([
      ['t1', 'fits', 'Free.'],
      ['t2', 'collides', 'r9 is there.'],
      ['t3', 'collides', 't3 is closed.'],
    ]);
  });

  it('is found again by a place like it, not by another', () => {
    expect(suggestionAt([spot], places, 's1', 't2')).toBe(spot);
    expect(suggestionAt([spot], places, 's1', 't4')).toBeUndefined();
    expect(suggestionAt([spot], places, 's1')).toBe(spot);
  });
});

describe('a refusal', () => {
  const said = (violation: { constraint: string }) => `not for ${violation.constraint}`;
  const refused = new Problem(409, 'cannot be placed', [{ location: 'participant-unavailable', message: 'Ada is not available.' }]);

  it('is told in sentences', () => {
    expect(refusalOf(refused, said)).toEqual(['Ada is not available.']);
    expect(refusalOf(new Problem(409, 'the phase does not allow it'), said)).toEqual(['the phase does not allow it']);
  });

  it('is told in the words of the pages where it comes with what it breaks', () => {
    const violations = [{ constraint: 'participant-unavailable', requests: [], sides: [], people: [], text: 'Ada is not available.' }];
    expect(refusalOf(new Problem(409, 'cannot be placed', [], [], violations), said)).toEqual(['not for participant-unavailable']);
  });

  it('can be forced only when all that stands in the way can be waived', () => {
    expect(canForce(constraintsOf(refused))).toBe(true);
    expect(canForce(['participant-unavailable', 'participant-conflict'])).toBe(false);
    expect(canForce([])).toBe(false);
  });
});

describe('the cards', () => {
  const request = (id: string, priority: string) => ({ id, from: 'a', to: 'b', priority, to_priority: 'want' }) as never;
  const meeting = { request: 'r1', slot: 's1', place: 't1', participants: ['p', 'q'], state: 'scheduled' as const, late: [], no_show: [] };
  const cards = (rowsAre: 'places' | 'delegates' | 'organisations') =>
    cardsOf(
      [meeting],
      [{ request: 'r1', slot: 's1' }],
      [request('r1', 'nice'), request('r2', 'nice'), request('r3', 'must')],
      new Map([['r1', request('r1', 'nice')]]),
      rowsAre,
      { pair: (id) => id, place: () => 'Table 1', priority: (key) => key },
    );

  it('stand in the rows that are shown', () => {
    expect([cards('places')[0]!.rows, cards('delegates')[0]!.rows, cards('organisations')[0]!.rows]).toEqual([['t1'], ['p', 'q'], ['a', 'b']]);
  });

  it('are pinned where the pin holds them', () => expect(cards('places')[0]!.pinned).toBe(true));

  it('wait in the tray without a meeting, the weightiest first', () => {
    expect(cards('places').filter((card) => card.slot === undefined).map((card) => card.id)).toEqual(['r3', 'r2']);
  });
});
