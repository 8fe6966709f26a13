import type { Verdict } from './types';

export interface Cell {
  row: number;
  column: number;
}

/** Where the keyboard is: the cell, which of its cards, and the meeting that is held. */
export interface Focus extends Cell {
  card: number;
  held?: string;
}

/** What the keyboard needs to know of the board. */
export interface Board {
  rows: number;
  columns: number;
  /** Rows that a page down skips. */
  page: number;
  cards: (cell: Cell) => readonly string[];
  verdict: (cell: Cell) => Verdict | undefined;
}

export type Act =
  | { act: 'none' }
  | { act: 'pick-up'; meeting: string }
  | { act: 'drop'; meeting: string }
  | { act: 'take-off'; meeting: string }
  | { act: 'cancel'; meeting: string }
  | { act: 'pin'; meeting: string }
  | { act: 'open'; meeting: string }
  | { act: 'undo' }
  | { act: 'redo' };

export interface Press {
  key: string;
  shift?: boolean;
  control?: boolean;
}

/**
 * What a key does on the board. Null: the key is not the board's. Arrows move,
 * Enter picks up and drops, Escape cancels, Delete takes a meeting off the
 * board, P pins, I opens its details, N goes to the next cell where the held meeting fits, Shift
 * with an arrow chooses among the cards of a cell.
 */
export function press(focus: Focus, { key, shift, control }: Press, board: Board): { focus: Focus; act: Act } | null {
  const letter = key.length === 1 ? key.toLowerCase() : key;
  if (control && letter === 'z') return { focus, act: { act: shift ? 'redo' : 'undo' } };
  if (control && letter === 'y') return { focus, act: { act: 'redo' } };
  const to = target(focus, key, { shift, control }, board);
  if (to) return { focus: to, act: { act: 'none' } };
  if (control) return null;
  return acting(focus, letter, board);
}

function acting(focus: Focus, key: string, board: Board): { focus: Focus; act: Act } | null {
  const { held, ...free } = focus;
  const card = board.cards(focus)[focus.card];
  switch (key) {
    case 'Enter':
    case ' ':
      if (held) return { focus: { ...free, card: 0 }, act: { act: 'drop', meeting: held } };
      return card ? { focus: { ...focus, held: card }, act: { act: 'pick-up', meeting: card } } : { focus, act: { act: 'none' } };
    case 'Escape':
      return held ? { focus: free, act: { act: 'cancel', meeting: held } } : null;
    case 'Delete':
    case 'Backspace': {
      const meeting = held ?? card;
      return meeting ? { focus: { ...free, card: 0 }, act: { act: 'take-off', meeting } } : null;
    }
    case 'p':
      return card && !held ? { focus, act: { act: 'pin', meeting: card } } : null;
    case 'i':
      return card && !held ? { focus, act: { act: 'open', meeting: card } } : null;
    case 'n':
      return held ? { focus: { ...focus, ...nextFit(focus, board) }, act: { act: 'none' } } : null;
    default:
      return null;
  }
}

function target(focus: Focus, key: string, { shift, control }: Omit<Press, 'key'>, board: Board): Focus | null {
  if (shift && (key === 'ArrowDown' || key === 'ArrowUp')) {
    const count = board.cards(focus).length;
    return { ...focus, card: clamp(focus.card + (key === 'ArrowDown' ? 1 : -1), count) };
  }
  const cell = step(focus, key, control === true, board);
  return cell && { ...focus, row: clamp(cell.row, board.rows), column: clamp(cell.column, board.columns), card: 0 };
}

function step({ row, column }: Cell, key: string, far: boolean, board: Board): Cell | null {
  switch (key) {
    case 'ArrowUp':
      return { row: far ? 0 : row - 1, column };
    case 'ArrowDown':
      return { row: far ? board.rows : row + 1, column };
    case 'ArrowLeft':
      return { row, column: column - 1 };
    case 'ArrowRight':
      return { row, column: column + 1 };
    case 'Home':
      return { row: far ? 0 : row, column: 0 };
    case 'End':
      return { row: far ? board.rows : row, column: board.columns };
    case 'PageUp':
      return { row: row - board.page, column };
    case 'PageDown':
      return { row: row + board.page, column };
    default:
      return null;
  }
}

/** The next cell, row by row and around, where the held meeting fits; this cell when there is none. */
function nextFit({ row, column }: Cell, board: Board): Cell {
  const count = board.rows * board.columns;
  const here = row * board.columns + column;
  for (let i = 1; i < count; i++) {
    const at = (here + i) % count;
    const cell = { row: Math.floor(at / board.columns), column: at % board.columns };
    if (board.verdict(cell) === 'fits') return cell;
  }
  return { row, column };
}

function clamp(value: number, count: number): number {
  return Math.max(0, Math.min(value, count - 1));
}
