import { enCount, joined } from '$lib/catalogue';

/** Some of all slots, in a sentence. */
function of(n: number, all: number): string {
  return n === 1 ? `one of the ${all} slots` : `${n} of the ${all} slots`;
}

function some(n: number, all: number, every: string): string {
  return n === all ? every : of(n, all);
}

/** Why something has no place in a schedule, what breaks in one, and what would help: a sentence each. */
const reasons = {
  you: 'your team',
  You: 'Your team',
  somebody: 'somebody',
  who: (name: string, organisation: string) => `${name} (${organisation})`,
  /** Why a request has no meeting; n of all slots are ruled out. */
  why: {
    unavailable: (who: string, n: number, all: number) => `${who} is not available in ${some(n, all, 'any slot')}.`,
    noSlot: (who: string) => `${who} could come in no slot.`,
    noCommonSlot: (who: string, n: number, other: string) => `${who} could come in ${enCount(n, 'slot', 'slots')}, ${other} in none of these.`,
    conflict: (who: string, n: number, all: number) => `${who} is in other meetings in ${some(n, all, 'every slot')}.`,
    placeTaken: (place: string, n: number, all: number) => `${place} is taken or closed in ${some(n, all, 'every slot')}.`,
    noPlace: (n: number, all: number) => `No place is free in ${some(n, all, 'any slot')}.`,
    ownSlots: (n: number, all: number) => `Its own slots or session rule out ${some(n, all, 'every slot')}.`,
    order: (n: number, all: number) => `The order of this meeting and another one rules out ${some(n, all, 'every slot')}.`,
    limit: (who: string, n: number, all: number) => `${who} would have more meetings than the limit in ${some(n, all, 'every slot')}.`,
    changeover: (who: string, n: number, all: number) => `${who} could not change zones in time in ${some(n, all, 'any slot')}.`,
    spread: (who: string, n: number, all: number) => `${who} would have more breaks than the event’s spread allows in ${some(n, all, 'every slot')}.`,
    pinned: 'It is pinned where it cannot take place.',
    noDelegates: (organisation: string) => `${organisation} has no delegate who takes meetings.`,
    takesNone: (people: readonly string[]) =>
      people.length > 1 ? `None of ${joined(people, 'and')} takes meetings: name another attendee.` : `${people[0]} takes no meetings: name another attendee.`,
    noVideo: (who: string) => `${who} attends from afar and the event has no video place: the organiser can add one.`,
    bothSides: (who: string) => `${who} stands on both sides: name other attendees on one of them.`,
    gridGone: 'The slots or the session that it is bound to are not in the grid any more.',
    notPlanned: 'It has no meeting in this schedule: the request came later, or an organiser took it out.',
    takenOut: 'An organiser took it out of the schedule.',
    givenUp: 'An organiser gave it up for another meeting.',
    acceptedLater: 'It was accepted after the schedule was made: it waits for the next version.',
    cancelled: 'Its meeting was cancelled: it waits for another slot.',
    byOrganiser: 'An organiser cancelled the meeting.',
    cannotCome: (organisation: string) => `${organisation} cannot come at that time.`,
    notPublishable: (why: string) => `It could not be published where it was planned: ${why}`,
    inItsWay: (when: string) => `It could not be published where it was planned, ${when}: another meeting stood in its way.`,
  },
  /** What would give a request a meeting; `at` is where it would stand then. */
  helps: {
    place: (at: string) => `It fits ${at} as the schedule stands.`,
    move: (pair: string, to: string, at: string) => `If the meeting of ${pair} moves to ${to}, it fits ${at}.`,
    moves: (n: number, pair: string, at: string) => `If ${n} other meetings move, that of ${pair} among them, it fits ${at}.`,
    drop: (pair: string, at: string) => `If the meeting of ${pair} is given up, it fits ${at}.`,
    drops: (n: number, pair: string, at: string) => `If ${n} other meetings are given up, that of ${pair} among them, it fits ${at}.`,
    youOpen: (at: string) => `If you open ${at}, it fits.`,
    open: (people: readonly string[], at: string) => `If ${joined(people, 'and')} ${people.length > 1 ? 'open' : 'opens'} ${at}, it fits.`,
    addTable: (at: string) => `With one more table ${at}, it fits.`,
    openPlace: (place: string, at: string) => `If ${place} is open ${at}, it fits.`,
    waive: (what: readonly string[], at: string) => `If ${joined(what, 'and')} is waived, it fits ${at}.`,
    waived: {
      'request-slots': 'what the request says of its slots',
      'meeting-limit': 'a limit of meetings',
      precedence: 'the order of meetings',
    } as Record<string, string>,
  },
  /** What a schedule breaks. */
  breaks: {
    conflict: (who: string, at: string) => `${who} is in two meetings ${at}.`,
    conflictOf: (who: string, at: string, a: string, b: string) => `${who} is in two meetings ${at}: that of ${a} and that of ${b}.`,
    unavailable: (who: string, at: string) => `${who} is not available ${at}.`,
    onStage: (who: string, at: string) => `${who} gives a pitch or a talk ${at}.`,
    noPlace: (at: string) => `There is no free place ${at}.`,
    closed: (place: string, at: string) => `${place} is closed ${at}.`,
    full: (place: string, at: string, limit: number) => `${place} is full ${at}: it holds ${limit} at once.`,
    booth: (place: string, organisation: string) => `${place} is the booth of ${organisation}: other meetings may not take place there.`,
    fixedPlace: (pair: string, place: string) => `The meeting of ${pair} may not take place at ${place}: somebody of it has another fixed place.`,
    ownSlots: (pair: string, at: string) => `The meeting of ${pair} is bound to other slots than ${at}.`,
    began: (pair: string, at: string) => `The published meeting of ${pair} began ${at} and stays as it is.`,
    over: (pair: string, at: string) => `The meeting of ${pair} cannot be put ${at}: that is over.`,
    groupMissing: (pair: string) => `Nobody of a group that the meeting of ${pair} needs attends it.`,
    missing: (pair: string, who: string) => `The meeting of ${pair} needs ${who}.`,
    stranger: (who: string, pair: string) => `${who} is not named in the request of ${pair}.`,
    takesNone: (pair: string) => `Somebody of the meeting of ${pair} takes no meetings any more.`,
    cannot: (pair: string, why: string) => `The request of ${pair} cannot take place: ${why}`,
    notAccepted: (at: string) => `The request behind the meeting ${at} is not accepted any more.`,
    order: (pair: string) => `The meeting of ${pair} must come after another one that does not come before it.`,
    orderOf: (a: string, b: string) => `The meetings of ${a} and of ${b} are in the wrong order.`,
    limitOfOrganisation: (organisation: string) => `${organisation} has more meetings than its limit.`,
    limitOfDay: (who: string, limit: number, day: string) => `${who} has more than ${enCount(limit, 'meeting', 'meetings')} on ${day}.`,
    limitOfDayOrRow: (who: string, day: string) => `${who} has more meetings on ${day}, or in a row, than the limit.`,
    limit: (who: string, limit: number) => `${who} has more than ${enCount(limit, 'meeting', 'meetings')}.`,
    changeover: (who: string, at: string) => `${who} has too little time to change zones before ${at}.`,
    pinned: (pair: string, where: string) => `The meeting of ${pair} is pinned to ${where}; unpin it to move it.`,
    pinnedElsewhere: (pair: string) => `The meeting of ${pair} is pinned elsewhere; unpin it to move it.`,
    spread: (who: string) => `${who} has more breaks than the event’s spread allows.`,
  },
  /** What can't all hold, so that there is no schedule. */
  together: {
    lead: 'These can’t all hold. Let go of one of them, and run again:',
    unavailable: (who: string, n: number, all: number) => `${who} is not available in ${some(n, all, 'any slot')}.`,
    oneAtATime: (who: string) => `${who} can be in one meeting at a time.`,
    tooMany: (n: number, who: string, slots: number, all: number) => `${enCount(n, 'meeting', 'meetings')} of ${who} can stand only in ${some(slots, all, 'the slots of the event')}.`,
    places: (n: number, all: number) => `In ${some(n, all, 'every slot')} no more meetings fit than there are places.`,
    tooFewPlaces: (n: number, slots: number, all: number) => `${enCount(n, 'meeting', 'meetings')} can stand only in ${some(slots, all, 'the slots of the event')}, which hold fewer.`,
    limit: (who: string) => `${who} has a limit of meetings.`,
    spread: 'The breaks of any two may differ only by the event’s spread.',
    pinned: (pair: string, at: string) => `The meeting of ${pair} is pinned to ${at}.`,
    ownSlots: (pair: string, n: number, all: number) => `The meeting of ${pair} takes only ${some(n, all, 'the slots of the event')}.`,
    order: (pair: string) => `The meeting of ${pair} must come after others.`,
  },
  /** Why a floor is missed. */
  floors: {
    nobody: (name: string) => `${name} has nobody who takes meetings.`,
    noRequests: (name: string) => `${name} is in no accepted request.`,
    requests: (name: string, n: number) => `${name} is in ${enCount(n, 'accepted request', 'accepted requests')} in all.`,
    limit: (name: string, n: number) => `${name} has ${enCount(n, 'meeting', 'meetings')} at most by its own limit.`,
    alone: (name: string, n: number) => `${name} has no slot in common with any of those whom its ${enCount(n, 'accepted request names', 'accepted requests name')}.`,
    openSlots: (name: string, n: number) => `${name} has ${enCount(n, 'open slot', 'open slots')} in all.`,
    commonSlots: (name: string, requests: number, n: number) =>
      `${name} is in ${enCount(requests, 'accepted request', 'accepted requests')}, and only ${n} of them can have a slot that suits all.`,
  } as const,
};

export default reasons;
