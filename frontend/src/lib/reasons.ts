import type { Schema } from '$api/client';
import { reasons as t } from '$texts/reasons';

type Reason = Schema<'Reason'>;
type Repair = Schema<'Repair'>;
type Violation = Schema<'Violation'>;
type Floor = Schema<'MissedFloor'>;

/** What the sentences need from the open event and from who reads them. */
export interface Speaking {
  /** How many slots the event has. */
  slots: number;
  /** A slot as it stands in a sentence: `Tue 10 March 14:00`; '' when it is gone. */
  when: (slot: string) => string;
  /** The slot's day: `Tue 10 March`. */
  day: (slot: string) => string;
  /** A request by its two sides. */
  pair: (request: string) => string;
  place: (id: string) => string;
  /** The organisation of who reads, '' for an organiser. */
  own: string;
  /** The delegate who reads, '' for none. */
  self: string;
}

/** Why a request has no meeting, in the reader's language; in English where the data lacks. */
export function reasonWords(reason: Reason, of: Speaking): string {
  return (reason.case === 'together' ? together(reason, of) : why(reason, of)) || reason.text;
}

function why(reason: Reason, of: Speaking): string {
  const by = reason.case ? byCase[reason.case] : byConstraint[reason.constraint];
  const said = by?.(reason, of) ?? '';
  return said && reason.note ? `${said} ${reason.note}` : said;
}

type Sentence = (reason: Reason, of: Speaking) => string;

/** A sentence on whom it speaks of; none where nobody is named. */
function onWhom(words: () => (who: string, n: number, all: number) => string): Sentence {
  return (reason, of) => {
    const who = whoOf(reason, of);
    return who && words()(who, ruledOut(reason, of), of.slots);
  };
}

const byConstraint: Record<string, Sentence> = {
  'participant-unavailable': onWhom(() => t.why.unavailable),
  'participant-conflict': onWhom(() => t.why.conflict),
  'meeting-limit': onWhom(() => t.why.limit),
  changeover: onWhom(() => t.why.changeover),
  'break-spread': onWhom(() => t.why.spread),
  'place-capacity': (r, of) => (r.place_name ? t.why.placeTaken(r.place_name, ruledOut(r, of), of.slots) : t.why.noPlace(ruledOut(r, of), of.slots)),
  'request-slots': (r, of) => t.why.ownSlots(ruledOut(r, of), of.slots),
  precedence: (r, of) => t.why.order(ruledOut(r, of), of.slots),
  pinned: () => t.why.pinned,
  'not-planned': () => t.why.notPlanned,
  cancelled: () => t.why.cancelled,
};

const byCase: Record<string, Sentence> = {
  'no-slot': (r, of) => t.why.noSlot(organisationOf(r, of)),
  'no-common-slot': (r, of) => t.why.noCommonSlot(organisationOf(r, of), r.count ?? 0, of.own && r.organisation !== of.own ? t.you : (r.other_name ?? '')),
  'no-delegates': (r) => t.why.noDelegates(r.organisation_name ?? ''),
  'takes-none': (r) => (r.people.length > 0 ? t.why.takesNone(r.people) : ''),
  'no-video': (r) => t.why.noVideo(r.people[0] ?? ''),
  'both-sides': (r) => t.why.bothSides(r.people[0] ?? ''),
  'grid-gone': () => t.why.gridGone,
  'taken-out': () => t.why.takenOut,
  'given-up': () => t.why.givenUp,
  'accepted-later': () => t.why.acceptedLater,
  'by-organiser': () => t.why.byOrganiser,
  'cannot-come': (r, of) => t.why.cannotCome(organisationOf(r, of)),
  'not-publishable': (r, of) => (r.against ? t.why.notPublishable(violationWords(r.against, of)) : t.why.inItsWay(of.when(r.slots[0] ?? ''))),
};

/** How many slots a reason rules out; one that names none rules out all. */
function ruledOut(reason: Reason, of: Speaking): number {
  return reason.slots.length || of.slots;
}

/** The delegate with the organisation, which goes without saying for the own one; else the organisation. */
function whoOf(reason: Reason, of: Speaking): string {
  const name = reason.people[0];
  if (!name) return reason.organisation_name ? organisationOf(reason, of) : '';
  return !reason.organisation_name || reason.organisation === of.own ? name : t.who(name, reason.organisation_name);
}

function organisationOf(reason: Reason, of: Speaking): string {
  return of.own && reason.organisation === of.own ? t.You : (reason.organisation_name ?? '');
}

/** One of the constraints that can't all hold. */
function together(reason: Reason, of: Speaking): string {
  const who = whoOf(reason, of);
  const pair = reason.blocking[0] ? of.pair(reason.blocking[0]) : '';
  const n = ruledOut(reason, of);
  const meetings = reason.blocking.length;
  switch (reason.constraint) {
    case 'participant-unavailable':
      return t.together.unavailable(who, n, of.slots);
    case 'participant-conflict':
      return meetings > 0 ? t.together.tooMany(meetings, who, n, of.slots) : t.together.oneAtATime(who);
    case 'place-capacity':
      return meetings > 0 ? t.together.tooFewPlaces(meetings, n, of.slots) : t.together.places(n, of.slots);
    case 'meeting-limit':
      return t.together.limit(who);
    case 'break-spread':
      return t.together.spread;
    case 'pinned':
      return t.together.pinned(pair, of.when(reason.slots[0] ?? ''));
    case 'request-slots':
      return t.together.ownSlots(pair, n, of.slots);
    case 'precedence':
      return t.together.order(pair);
  }
  return '';
}

/** What would give a request a meeting, in the reader's language. */
export function repairWords(repair: Repair, of: Speaking): string {
  const at = of.when(repair.slot ?? '');
  const pair = repair.sides.length > 0 ? repair.sides.join(' – ') : of.pair(repair.request ?? '');
  const others = repair.others ?? 0;
  switch (repair.kind) {
    case 'place':
      return t.helps.place(at);
    case 'move-meeting':
      return others > 0 ? t.helps.moves(others + 1, pair, at) : t.helps.move(pair, movesTo(repair, of), at);
    case 'drop-meeting':
      return others > 0 ? t.helps.drops(others + 1, pair, at) : t.helps.drop(pair, at);
    case 'open-slot':
      if (repair.people.length === 1 && of.self && repair.delegate === of.self) return t.helps.youOpen(at);
      return repair.people.length > 0 ? t.helps.open(repair.people, at) : repair.text;
    case 'add-table':
      return t.helps.addTable(at);
    case 'open-place':
      return t.helps.openPlace(repair.place_name ?? '', at);
    case 'waive':
      return repair.waives.length > 0 ? t.helps.waive(repair.waives.map((c) => t.helps.waived[c] ?? c), at) : repair.text;
  }
  return repair.text;
}

function movesTo(repair: Repair, of: Speaking): string {
  const elsewhere = repair.to_slot === repair.slot && repair.to_place_name;
  return elsewhere || of.when(repair.to_slot ?? '');
}

/** What a schedule breaks, in the reader's language. */
export function violationWords(violation: Violation, of: Speaking): string {
  return (broken[violation.constraint]?.(violation, of, factsOf(violation, of)) ?? '') || violation.text;
}

interface Facts {
  who: string;
  at: string;
  pair: string;
  place: string;
}

function factsOf(v: Violation, of: Speaking): Facts {
  return { who: v.people[0] ?? '', at: of.when(v.slot ?? ''), pair: v.requests[0] ? pairIn(v, v.requests[0], of) : '', place: v.place_name ?? '' };
}

/** A request of the violation by its two sides. */
function pairIn(v: Violation, request: string, of: Speaking): string {
  const sides = v.sides.find((s) => s.request === request);
  return sides ? `${sides.from_name} – ${sides.to_name}` : of.pair(request);
}

type Broken = (violation: Violation, of: Speaking, facts: Facts) => string;

const broken: Record<string, Broken> = {
  'participant-conflict': (v, of, { who, at, pair }) =>
    who && (v.requests.length < 2 ? t.breaks.conflict(who, at) : t.breaks.conflictOf(who, at, pair, pairIn(v, v.requests[1]!, of))),
  'participant-unavailable': (v, _, { who, at }) => who && (v.case === 'on-stage' ? t.breaks.onStage(who, at) : t.breaks.unavailable(who, at)),
  'place-capacity': (v, _, { at, pair, place }) => {
    if (v.case === 'no-place') return t.breaks.noPlace(at);
    if (v.case === 'closed') return t.breaks.closed(place, at);
    if (v.case === 'full') return t.breaks.full(place, at, v.limit ?? 1);
    if (v.case === 'booth') return t.breaks.booth(place, v.organisation_name ?? '');
    return place && t.breaks.fixedPlace(pair, place);
  },
  'request-slots': (v, _, { at, pair }) => {
    if (v.case === 'began') return t.breaks.began(pair, at);
    return v.case === 'over' ? t.breaks.over(pair, at) : t.breaks.ownSlots(pair, at);
  },
  attendance: (v, of, { who, pair }) => {
    if (v.case === 'group-missing') return t.breaks.groupMissing(pair);
    if (v.case === 'missing') return t.breaks.missing(pair, who);
    if (v.case === 'stranger') return t.breaks.stranger(who, pair);
    if (v.case === 'takes-none' && !who) return t.breaks.takesNone(pair);
    const because = byCase[v.case ?? '']?.({ ...v, slots: [], delegates: [], blocking: [] }, of);
    return because ? t.breaks.cannot(pair, because) : '';
  },
  precedence: (v, of, { pair }) => (v.requests.length > 1 ? t.breaks.orderOf(pair, pairIn(v, v.requests[1]!, of)) : t.breaks.order(pair)),
  'meeting-limit': (v, of, { who }) => {
    if (v.case === 'organisation') return t.breaks.limitOfOrganisation(v.organisation_name ?? '');
    if (v.case === 'day') return t.breaks.limitOfDay(who, v.limit ?? 0, of.day(v.slot ?? ''));
    if (v.case === 'day-or-row') return t.breaks.limitOfDayOrRow(who, of.day(v.slot ?? ''));
    return who && t.breaks.limit(who, v.limit ?? 0);
  },
  changeover: (_, __, { who, at }) => who && t.breaks.changeover(who, at),
  pinned: (v, of, { pair }) => {
    if (!v.pin) return t.breaks.pinnedElsewhere(pair);
    const where = [of.when(v.pin.slot), v.pin.place ? of.place(v.pin.place) : ''].filter(Boolean).join(', ');
    return t.breaks.pinned(pairIn(v, v.pin.request, of), where);
  },
  'break-spread': (_, __, { who }) => who && t.breaks.spread(who),
  'request-accepted': (_, __, { at }) => t.breaks.notAccepted(at),
};

/** Why a floor is missed, in the reader's language. */
export function floorWords(floor: Floor): string {
  const { name, requests, at_most: most } = floor;
  switch (floor.cause) {
    case 'nobody':
      return t.floors.nobody(name);
    case 'requests':
      return requests === 0 ? t.floors.noRequests(name) : t.floors.requests(name, requests);
    case 'limit':
      return t.floors.limit(name, most);
    case 'no-common-slot':
      return t.floors.alone(name, requests);
    case 'open-slots':
      return t.floors.openSlots(name, most);
    case 'common-slots':
      return t.floors.commonSlots(name, requests, most);
  }
}
