import { describe, expect, it } from 'vitest';
import type { Schema } from '$api/client';
import { attendeesInput, attendingOf, deedsOf, otherSide, type Attending } from './requests';

const request = (state: string) =>
  ({ from: 'vitalog', to: 'sanofi', from_name: 'Vitalog', to_name: 'Sanofi', from_kind: 'startup', to_kind: 'large_company', from_country: 'FR', to_country: 'DE', state }) as Schema<'Request'>;

describe('deeds', () => {
  it.each([
    ['pending', 'sanofi', ['accept', 'decline']],
    ['pending', 'vitalog', ['withdraw']],
    ['accepted', 'sanofi', ['cancel']],
    ['accepted', 'vitalog', ['cancel']],
    ['declined', 'sanofi', ['reopen']],
    ['declined', 'vitalog', []],
    ['withdrawn', 'sanofi', []],
    ['cancelled', 'vitalog', []],
  ])('of a %s request for %s', (state, who, deeds) => expect(deedsOf(request(state), who)).toEqual(deeds));
});

it('names the other side', () => {
  expect(otherSide(request('pending'), 'vitalog')).toEqual({ id: 'sanofi', name: 'Sanofi', kind: 'large_company', country: 'DE' });
  expect(otherSide(request('pending'), 'sanofi').name).toBe('Vitalog');
});

it.each<[Attending, string[], Schema<'AttendeesInput'>]>([
  ['anyone', ['ann'], {}],
  ['all', ['ann', 'bo'], { required: ['ann', 'bo'] }],
  ['any-of', ['ann', 'bo'], { any_of: [['ann', 'bo']] }],
  ['all', [], {}],
])('%s of %j', (attending, delegates, written) => {
  expect(attendeesInput(attending, delegates)).toEqual(written);
});

it('reads back what was written', () => {
  expect(attendingOf({ required: ['ann'], any_of: [] })).toEqual({ attending: 'all', delegates: ['ann'] });
  expect(attendingOf({ required: [], any_of: [['ann', 'bo']] })).toEqual({ attending: 'any-of', delegates: ['ann', 'bo'] });
  expect(attendingOf({ required: [], any_of: [] })).toEqual({ attending: 'anyone', delegates: [] });
});
