/** What a delegate says of a slot. */
export type SlotState = 'open' | 'closed' | 'rather_not';

export const states: readonly SlotState[] = ['open', 'rather_not', 'closed'];

/** A slot on the paint grid: its column is its day, its row its time of day. */
export interface PaintCell {
  slot: string;
  row: number;
  column: number;
  /** Why it can't be painted, such as the own pitch. */
  blocked?: string;
}

export interface Spot {
  row: number;
  column: number;
}

/** The cells of the rectangle between two spots that can be painted. */
export function between(cells: readonly PaintCell[], a: Spot, b: Spot): PaintCell[] {
  const [top, bottom] = [Math.min(a.row, b.row), Math.max(a.row, b.row)];
  const [left, right] = [Math.min(a.column, b.column), Math.max(a.column, b.column)];
  return cells.filter(
    (c) => !c.blocked && c.row >= top && c.row <= bottom && c.column >= left && c.column <= right,
  );
}

/** The states after painting some cells; the same object when nothing changes. */
export function painted(
  now: Readonly<Record<string, SlotState>>,
  cells: readonly PaintCell[],
  brush: SlotState,
): Readonly<Record<string, SlotState>> {
  const changing = cells.filter((cell) => now[cell.slot] !== brush);
  if (changing.length === 0) return now;
  return { ...now, ...Object.fromEntries(changing.map((cell) => [cell.slot, brush])) };
}

/** The state that follows in the round: open, rather not, closed, open. */
export function following(state: SlotState): SlotState {
  return states[(states.indexOf(state) + 1) % states.length]!;
}

/** The brush of a stroke that starts on a slot: the chosen one, or without one the state that follows. */
export function brushFor(chosen: SlotState | null, under: SlotState): SlotState {
  return chosen ?? following(under);
}

export type PaintAct =
  | { act: 'move'; to: Spot }
  | { act: 'paint'; from: Spot; to: Spot; brush: SlotState }
  | { act: 'day'; column: number; brush: SlotState };

/**
 * What a key does on the paint grid. Null: the key is not the grid's. Arrows
 * move over the cells that exist, with Shift they paint on with the state here;
 * Enter and Space take the brush, O, R and C set a state.
 */
export function pressPaint(
  cells: readonly PaintCell[],
  at: Spot,
  key: string,
  shift: boolean,
  state: SlotState,
  chosen: SlotState | null,
): PaintAct | null {
  const to = beside(cells, at, key);
  if (to) return shift ? { act: 'paint', from: at, to, brush: state } : { act: 'move', to };
  const letters: Record<string, SlotState> = { o: 'open', r: 'rather_not', c: 'closed' };
  const lettered = letters[key.toLowerCase()];
  if (lettered && shift) return { act: 'day', column: at.column, brush: lettered };
  if (lettered) return { act: 'paint', from: at, to: at, brush: lettered };
  if (key === 'Enter' || key === ' ') return { act: 'paint', from: at, to: at, brush: brushFor(chosen, state) };
  return null;
}

const ways: Record<string, Spot> = {
  ArrowUp: { row: -1, column: 0 },
  ArrowDown: { row: 1, column: 0 },
  ArrowLeft: { row: 0, column: -1 },
  ArrowRight: { row: 0, column: 1 },
};

/** The nearest cell in the key's direction; null when the key has none, the same spot at the border. */
function beside(cells: readonly PaintCell[], at: Spot, key: string): Spot | null {
  const way = ways[key];
  if (!way) return null;
  const ahead = cells
    .filter((c) => (way.row ? c.column === at.column : c.row === at.row))
    .map((c) => ({ row: c.row, column: c.column, far: (c.row - at.row) * way.row + (c.column - at.column) * way.column }))
    .filter((c) => c.far > 0)
    .sort((a, b) => a.far - b.far)[0];
  return ahead ? { row: ahead.row, column: ahead.column } : at;
}
