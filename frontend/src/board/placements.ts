import type { BoardMeeting, BoardRow, BoardSlot, Placement, Spot, Verdict } from './types';

/** The meetings by cell, and which cell is the first of a day or session. */
export function byCell(meetings: readonly BoardMeeting[]): Map<string, BoardMeeting[]> {
  const cells = new Map<string, BoardMeeting[]>();
  for (const meeting of meetings) {
    if (meeting.slot === undefined) continue;
    for (const row of meeting.rows) {
      const key = cellKey(meeting.slot, row);
      const there = cells.get(key);
      if (there) there.push(meeting);
      else cells.set(key, [meeting]);
    }
  }
  return cells;
}

export function cellKey(slot: string, row: string): string {
  return `${slot} ${row}`;
}

const rank: Record<Verdict, number> = { fits: 0, costs: 1, collides: 2 };

/** The placements by cell, the best of each; one without a row holds for the whole slot. */
export function placementsByCell(placements: readonly Placement[]): Map<string, Placement> {
  const best = new Map<string, Placement>();
  for (const placement of placements) {
    const key = cellKey(placement.slot, placement.row ?? '');
    const known = best.get(key);
    if (!known || rank[placement.verdict] < rank[known.verdict]) best.set(key, placement);
  }
  return best;
}

/** What is known of a cell for the meeting that is held. */
export function placementAt(placements: Map<string, Placement>, slot: string, row: string): Placement | undefined {
  return placements.get(cellKey(slot, row)) ?? placements.get(cellKey(slot, ''));
}

/** Where a meeting is, as a spot; undefined when it has no slot. */
export function spotOf(meeting: BoardMeeting, rowsArePlaces: boolean): Spot | undefined {
  if (meeting.slot === undefined) return undefined;
  return rowsArePlaces ? { slot: meeting.slot, row: meeting.rows[0] } : { slot: meeting.slot };
}

/** Columns that belong under one head, such as the slots of a day. */
export function bands(slots: readonly BoardSlot[]): { day: string; first: number; count: number }[] {
  const found: { day: string; first: number; count: number }[] = [];
  for (const [i, slot] of slots.entries()) {
    const last = found.at(-1);
    if (last && last.day === slot.day) last.count++;
    else found.push({ day: slot.day, first: i, count: 1 });
  }
  return found;
}

/** Whether a column begins a session, so that a gap is drawn before it. */
export function beginsSession(slots: readonly BoardSlot[], column: number): boolean {
  const [before, here] = [slots[column - 1], slots[column]];
  return before !== undefined && here !== undefined && (before.session !== here.session || before.day !== here.day);
}

/** Whether a row takes nothing in a slot. */
export function isClosed(row: BoardRow, slot: BoardSlot): boolean {
  return row.closed?.has(slot.id) ?? false;
}
