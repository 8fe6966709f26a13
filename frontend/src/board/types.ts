import type { Instant } from '$lib/time';

/** A column of the board. */
export interface BoardSlot {
  id: string;
  /** The day's key, such as `2026-03-10`; columns of one day stand under one head. */
  day: string;
  session: string;
  start: Instant;
  end: Instant;
}

/** A row of the board: a place, a delegate or an organisation. */
export interface BoardRow {
  id: string;
  name: string;
  detail?: string;
  /** Slots in which the row takes nothing, such as those in which a table is closed. */
  closed?: ReadonlySet<string>;
}

/** A meeting as a card. Rows of people show one meeting on both sides. */
export interface BoardMeeting {
  id: string;
  /** The two sides: `Acme – Sanofi`. */
  title: string;
  detail?: string;
  /** Absent: not scheduled; it waits in the tray. */
  slot?: string;
  rows: readonly string[];
  pinned?: boolean;
  forced?: boolean;
}

/** What a placement would mean: it fits, it fits at a price, or it collides. */
export type Verdict = 'fits' | 'costs' | 'collides';

/** A place where a picked-up meeting could go. Without a row it holds for every row of the slot. */
export interface Placement {
  slot: string;
  row?: string;
  verdict: Verdict;
  reason: string;
  price: string;
}

export interface Spot {
  slot: string;
  /** The row, where rows are places; else the place is left to the server. */
  row?: string;
}

/** A meeting goes from a spot to another; no spot is the tray. */
export interface Move {
  meeting: string;
  from?: Spot;
  to?: Spot;
}

/** What became of a move. A refusal says why, in a sentence. */
export type Outcome = { done: true } | { done: false; reason: string };
