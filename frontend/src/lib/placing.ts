import type { Schema } from '$api/client';
import { Problem } from '$api/problem';
import type { BoardMeeting, BoardRow, Placement } from '$board/types';
import { changesOf } from './figures';

type Suggestion = Schema<'Suggestion'>;
type Violation = Schema<'Violation'>;
type Meeting = Schema<'Meeting'>;
type Place = Schema<'Place'>;
type Request = Schema<'Request'>;

export type RowsAre = 'places' | 'delegates' | 'organisations';

/** What an organiser may waive by force: closed slots, and slots that the request is bound to. */
const waivable: readonly string[] = ['participant-unavailable', 'request-slots'];

/** What the words of a placement need from the page. */
export interface PlacingWords {
  taken: (pairs: string) => string;
  closed: (place: string) => string;
  free: string;
  price: (price: Schema<'Figures'>) => string;
  pair: (request: string) => string;
  violation: (violation: Violation) => string;
}

/** A suggestion as the board shows it: it fits, costs or collides, why, and at which price. It holds for the whole slot. */
export function placementOf(suggestion: Suggestion, words: PlacingWords): Placement {
  const reasons = reasonsAgainst(suggestion, words);
  const first = changesOf(suggestion.price)[0];
  const verdict = reasons.length > 0 ? 'collides' : first && !first.good ? 'costs' : 'fits';
  return {
    slot: suggestion.slot,
    verdict,
    reason: reasons.join(' ') || words.free,
    price: reasons.length > 0 ? '' : words.price(suggestion.price),
  };
}

/**
 * The suggestions for every place: the API names the best place of each slot
 * among those that are as good as each other, and the others of them take the
 * meeting on the same terms unless they are closed or full.
 */
export function placementsByPlace(
  request: string,
  suggestions: readonly Suggestion[],
  places: readonly Place[],
  meetings: readonly Meeting[],
  words: PlacingWords,
): Placement[] {
  const alike = grouped(places, surroundings);
  const byId = new Map(places.map((place) => [place.id, place]));
  const holders = grouped(
    meetings.filter((m) => m.request !== request),
    (m) => `${m.slot} ${m.place}`,
  );
  return suggestions.flatMap((suggestion) => {
    const best = byId.get(suggestion.place);
    const general = placementOf(suggestion, words);
    if (!best) return [general];
    return (alike.get(surroundings(best)) ?? []).map((place) => {
      const against = place === best ? '' : takenThere(place, suggestion.slot, holders.get(`${suggestion.slot} ${place.id}`) ?? [], words);
      const own: Placement = { ...general, row: place.id };
      return against ? { ...own, verdict: 'collides', reason: against, price: '' } : own;
    });
  });
}

/** The suggestion that speaks of a slot and place; of the slot alone without a place. */
export function suggestionAt(suggestions: readonly Suggestion[], places: readonly Place[], slot: string, place?: string): Suggestion | undefined {
  const among = (id: string) => {
    const known = places.find((p) => p.id === id);
    return known ? surroundings(known) : id;
  };
  return suggestions.find((s) => s.slot === slot && (place === undefined || among(s.place) === among(place)));
}

function grouped<Item>(items: readonly Item[], key: (item: Item) => string): Map<string, Item[]> {
  const groups = new Map<string, Item[]>();
  for (const item of items) {
    const group = groups.get(key(item));
    if (group) group.push(item);
    else groups.set(key(item), [item]);
  }
  return groups;
}

/** The same for places of which one is as good as the other: shared ones of a kind and zone. */
function surroundings(place: Place): string {
  return place.organisation || place.kind === 'video' ? place.id : `${place.kind} ${place.zone}`;
}

/** Why a place takes nothing more in a slot, or ''. */
function takenThere(place: Place, slot: string, holders: readonly Meeting[], words: PlacingWords): string {
  if (place.closed.includes(slot)) return words.closed(place.name);
  return holders.length >= place.capacity ? words.taken(holders.map((m) => words.pair(m.request)).join(', ')) : '';
}

/** Whether a meeting can go there without breaking or displacing anything. */
export function fitsThere(suggestion: Suggestion): boolean {
  return suggestion.violations.length === 0 && suggestion.displaces.length === 0;
}

/** Why a suggestion can't be followed as it stands, a sentence each. */
export function reasonsAgainst(suggestion: Suggestion, words: Pick<PlacingWords, 'taken' | 'pair' | 'violation'>): string[] {
  const reasons = suggestion.violations.map(words.violation);
  if (suggestion.displaces.length > 0) reasons.push(words.taken(suggestion.displaces.map(words.pair).join(', ')));
  return reasons;
}

/** Whether force would help: all that stands in the way can be waived. */
export function canForce(constraints: readonly string[]): boolean {
  return constraints.length > 0 && constraints.every((constraint) => waivable.includes(constraint));
}

/** The constraints that a refusal names. */
export function constraintsOf(error: unknown): string[] {
  return error instanceof Problem ? error.faults.map((fault) => fault.location) : [];
}

/** A refusal as sentences: one for each violation or fault, or what it says itself. */
export function refusalOf(error: unknown, violation: (violation: Violation) => string): string[] {
  if (error instanceof Problem && error.violations.length > 0) return error.violations.map(violation);
  if (error instanceof Problem && error.faults.length > 0) return error.faults.map((fault) => fault.message);
  return [error instanceof Problem ? error.detail : String((error as Error)?.message ?? error)];
}

/** What the cards' words are made from. */
export interface CardWords {
  pair: (request: string) => string;
  place: (id: string) => string;
  priority: (key: string) => string;
}

const points: Record<string, number> = { must: 5, want: 3, nice: 1 };

/** The schedule's meetings as cards in the rows, and the accepted requests without one for the tray. */
export function cardsOf(
  meetings: readonly Meeting[],
  pins: readonly Schema<'Pin'>[],
  accepted: readonly Request[],
  byId: ReadonlyMap<string, Request>,
  rowsAre: RowsAre,
  words: CardWords,
): BoardMeeting[] {
  const pinned = new Map(pins.map((pin) => [pin.request, pin.slot]));
  const placed = new Set(meetings.map((m) => m.request));
  const standing = meetings.map((m) => ({
    id: m.request,
    title: words.pair(m.request),
    detail: rowsAre === 'places' ? undefined : words.place(m.place) || undefined,
    slot: m.slot,
    rows: rowsOf(m, byId.get(m.request), rowsAre),
    pinned: pinned.get(m.request) === m.slot,
    forced: m.forced,
  }));
  const waiting = accepted
    .filter((r) => !placed.has(r.id))
    .sort((a, b) => weightOf(b) - weightOf(a))
    .map((r) => ({
      id: r.id,
      title: words.pair(r.id),
      detail: [r.priority, r.to_priority].filter((key) => key).map((key) => words.priority(key!)).join(' · '),
      rows: [],
    }));
  return [...standing, ...waiting];
}

function weightOf(request: Request): number {
  return (points[request.priority] ?? 3) * (points[request.to_priority ?? ''] ?? 3) + (request.mandatory ? 1000 : 0);
}

function rowsOf(meeting: Meeting, request: Request | undefined, rowsAre: RowsAre): string[] {
  if (rowsAre === 'places') return [meeting.place];
  if (rowsAre === 'delegates') return meeting.participants;
  return request ? [request.from, request.to] : [];
}

/** The places as rows, each with the slots in which it is closed. */
export function placeRows(places: readonly Place[], zone: (name: string) => string): BoardRow[] {
  return places.map((place) => ({
    id: place.id,
    name: place.name,
    detail: [place.zone && zone(place.zone), place.capacity > 1 ? `× ${place.capacity}` : ''].filter(Boolean).join(' ') || undefined,
    closed: place.closed.length > 0 ? new Set(place.closed) : undefined,
  }));
}

/** The organisations of the requests as rows, by name. */
export function organisationRows(requests: Iterable<Request>, kind: (key: string) => string): BoardRow[] {
  const rows = new Map<string, BoardRow>();
  for (const r of requests) {
    rows.set(r.from, { id: r.from, name: r.from_name, detail: kind(r.from_kind) });
    rows.set(r.to, { id: r.to, name: r.to_name, detail: kind(r.to_kind) });
  }
  return [...rows.values()].sort((a, b) => a.name.localeCompare(b.name));
}
