import { afterEach, describe, expect, it } from 'vitest';
import { language } from './language.svelte';
import { floorWords, reasonWords, repairWords, violationWords, type Speaking } from './reasons';

const organiser: Speaking = {
  slots: 16,
  when: (slot) => ({ s1: 'Tue 10 March 14:00', s2: 'Tue 10 March 15:00' })[slot] ?? '',
  day: () => 'Tue 10 March',
  pair: (request) => `request ${request}`,
  place: (id) => (id === 't4' ? 'Table 4, zone B' : ''),
  own: '',
  self: '',
};
const acme: Speaking = { ...organiser, own: 'acme', self: 'ada' };

const reason = (more: object) => ({ constraint: 'x', slots: [], delegates: [], people: [], blocking: [], text: 'as the server said it', ...more }) as never;
const repair = (more: object) => ({ kind: 'x', slot: 's1', delegates: [], people: [], sides: [], waives: [], text: 'as the server said it', ...more }) as never;
const violation = (more: object) =>
  ({ constraint: 'x', slot: 's1', requests: [], sides: [], people: [], text: 'as the server said it', ...more }) as never;

/** The sentence in English and in French. */
function both(say: () => string): [string, string] {
  language.choose('en');
  const en = say();
  language.choose('fr');
  return [en, say()];
}

afterEach(() => language.choose('en'));

describe('why a request has no meeting', () => {
  const ada = { people: ['Ada Byron'], delegates: ['ada'], organisation: 'acme', organisation_name: 'Acme' };
  const none = { constraint: 'participant-unavailable', case: 'no-common-slot', organisation: 'acme', organisation_name: 'Acme', other_name: 'Sanofi', count: 4 };

  it.each([
    ['names who and how many slots', { constraint: 'participant-conflict', slots: ['s1', 's2'], ...ada }, organiser,
      'Ada Byron (Acme) is in other meetings in 2 of the 16 slots.', 'Ada Byron (Acme) a d’autres rendez-vous à 2 des 16 créneaux.'],
    ['says of all slots so', { constraint: 'participant-unavailable', ...ada }, organiser,
      'Ada Byron (Acme) is not available in any slot.', 'Ada Byron (Acme) n’est disponible à aucun créneau.'],
    ['leaves the own organisation out', { constraint: 'participant-unavailable', slots: ['s1'], ...ada }, acme,
      'Ada Byron is not available in one of the 16 slots.', 'Ada Byron n’est pas disponible à un des 16 créneaux.'],
    ['compares the two sides', none, organiser,
      'Acme could come in 4 slots, Sanofi in none of these.', 'Acme pourrait venir à 4 créneaux, Sanofi à aucun de ceux-là.'],
    ['compares them from the first side', none, acme,
      'Your team could come in 4 slots, Sanofi in none of these.', 'Votre équipe pourrait venir à 4 créneaux, Sanofi à aucun de ceux-là.'],
    ['compares them from the second side', none, { ...acme, own: 'sanofi' },
      'Acme could come in 4 slots, your team in none of these.', 'Acme pourrait venir à 4 créneaux, votre équipe à aucun de ceux-là.'],
    ['hands on what a person wrote', { constraint: 'cancelled', case: 'cannot-come', organisation: 'acme', organisation_name: 'Acme', note: 'Our train is late.' }, organiser,
      'Acme cannot come at that time. Our train is late.', 'Acme ne peut pas venir à cette heure-là. Our train is late.'],
    ['says why it could not be published', { constraint: 'place-capacity', case: 'not-publishable', against: violation({ constraint: 'place-capacity', case: 'closed', place_name: 'Table 4' }) }, organiser,
      'It could not be published where it was planned: Table 4 is closed Tue 10 March 14:00.', 'Il n’a pas pu être publié là où il était prévu. Table 4 : fermé Tue 10 March 14:00.'],
    ['says what cannot all hold', { constraint: 'participant-conflict', case: 'together', blocking: ['r1', 'r2', 'r3'], slots: ['s1', 's2'], ...ada }, organiser,
      '3 meetings of Ada Byron (Acme) can stand only in 2 of the 16 slots.', 'Ada Byron (Acme) : 3 rendez-vous n’ont que 2 des 16 créneaux.'],
    ['keeps the words of the server where names lack', { constraint: 'participant-conflict' }, organiser, 'as the server said it', 'as the server said it'],
    ['keeps those of a constraint it does not know', { constraint: 'weather' }, organiser, 'as the server said it', 'as the server said it'],
  ])('%s', (_, facts, of, en, fr) => {
    expect(both(() => reasonWords(reason(facts), of))).toEqual([en, fr]);
  });
});

describe('what would help', () => {
  it.each([
    ['a delegate opens a slot', { kind: 'open-slot', delegate: 'bob', people: ['Bob Cole'] }, 'If Bob Cole opens Tue 10 March 14:00, it fits.', 'Si Bob Cole ouvre Tue 10 March 14:00, ce rendez-vous tient.'],
    ['the reader opens it', { kind: 'open-slot', delegate: 'ada', people: ['Ada Byron'] }, 'If you open Tue 10 March 14:00, it fits.', 'Si vous ouvrez Tue 10 March 14:00, ce rendez-vous tient.'],
    ['another meeting moves', { kind: 'move-meeting', sides: ['Acme', 'Bolt'], to_slot: 's2' },
      'If the meeting of Acme – Bolt moves to Tue 10 March 15:00, it fits Tue 10 March 14:00.', 'Si le rendez-vous Acme – Bolt passe à Tue 10 March 15:00, ce rendez-vous tient Tue 10 March 14:00.'],
    ['it moves within the slot', { kind: 'move-meeting', sides: ['Acme', 'Bolt'], to_slot: 's1', to_place_name: 'Table 4' },
      'If the meeting of Acme – Bolt moves to Table 4, it fits Tue 10 March 14:00.', 'Si le rendez-vous Acme – Bolt passe à Table 4, ce rendez-vous tient Tue 10 March 14:00.'],
    ['several are given up', { kind: 'drop-meeting', sides: ['Acme', 'Bolt'], others: 1 },
      'If 2 other meetings are given up, that of Acme – Bolt among them, it fits Tue 10 March 14:00.', 'Si 2 autres rendez-vous sont abandonnés, dont Acme – Bolt, ce rendez-vous tient Tue 10 March 14:00.'],
    ['rules are waived', { kind: 'waive', waives: ['request-slots', 'meeting-limit'] },
      'If what the request says of its slots and a limit of meetings is waived, it fits Tue 10 March 14:00.',
      'Si l’on renonce à ce que la demande dit de ses créneaux et à une limite de rendez-vous, ce rendez-vous tient Tue 10 March 14:00.'],
    ['something newer than the page', { kind: 'magic' }, 'as the server said it', 'as the server said it'],
  ])('%s', (_, facts, en, fr) => {
    expect(both(() => repairWords(repair(facts), acme))).toEqual([en, fr]);
  });
});

describe('what a schedule breaks', () => {
  const sides = [
    { request: 'r1', from_name: 'Acme', to_name: 'Bolt' },
    { request: 'r2', from_name: 'Acme', to_name: 'Cure' },
  ];

  it.each([
    ['two meetings at once', { constraint: 'participant-conflict', people: ['Ada Byron'], requests: ['r1', 'r2'], sides },
      'Ada Byron is in two meetings Tue 10 March 14:00: that of Acme – Bolt and that of Acme – Cure.', 'Ada Byron a deux rendez-vous Tue 10 March 14:00 : Acme – Bolt et Acme – Cure.'],
    ['a full place', { constraint: 'place-capacity', case: 'full', place_name: 'Table 4', limit: 2 },
      'Table 4 is full Tue 10 March 14:00: it holds 2 at once.', 'Table 4 : complet Tue 10 March 14:00, 2 à la fois.'],
    ['a pin', { constraint: 'pinned', requests: ['r1'], sides, pin: { request: 'r1', slot: 's2', place: 't4' } },
      'The meeting of Acme – Bolt is pinned to Tue 10 March 15:00, Table 4, zone B; unpin it to move it.',
      'Le rendez-vous Acme – Bolt est épinglé : Tue 10 March 15:00, Table 4, zone B. Détachez-le pour le déplacer.'],
    ['a request that can stand in no schedule', { constraint: 'attendance', case: 'no-delegates', organisation_name: 'Bolt', requests: ['r1'], sides },
      'The request of Acme – Bolt cannot take place: Bolt has no delegate who takes meetings.',
      'La demande Acme – Bolt ne peut pas avoir lieu. Bolt n’a aucun délégué qui prenne des rendez-vous.'],
    ['a limit of the day', { constraint: 'meeting-limit', case: 'day', people: ['Ada Byron'], limit: 3 },
      'Ada Byron has more than 3 meetings on Tue 10 March.', 'Ada Byron a plus de 3 rendez-vous le Tue 10 March.'],
    ['a request that is known by its id alone', { constraint: 'request-slots', case: 'over', requests: ['r9'] },
      'The meeting of request r9 cannot be put Tue 10 March 14:00: that is over.', 'Le rendez-vous request r9 ne peut pas passer à Tue 10 March 14:00 : c’est passé.'],
    ['what has no words of its own', { constraint: 'schedule-formed' }, 'as the server said it', 'as the server said it'],
  ])('%s', (_, facts, en, fr) => {
    expect(both(() => violationWords(violation(facts), organiser))).toEqual([en, fr]);
  });
});

it('a missed floor says what bounds it', () => {
  const floor = (cause: string) => floorWords({ name: 'Cure', floor: 3, meetings: 1, at_most: 2, proved: false, requests: 5, text: '', cause } as never);
  expect(both(() => floor('common-slots'))).toEqual([
    'Cure is in 5 accepted requests, and only 2 of them can have a slot that suits all.',
    'Cure est dans 5 demandes acceptées, dont 2 seulement peuvent avoir un créneau qui convienne à tous.',
  ]);
});
