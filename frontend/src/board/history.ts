import type { Move } from './types';

/** What was done and what was taken back, newest last. */
export interface History {
  done: readonly Move[];
  undone: readonly Move[];
}

export const empty: History = { done: [], undone: [] };

/** Adds a move; what had been taken back can no longer be redone. */
export function record(history: History, move: Move): History {
  return { done: [...history.done, move], undone: [] };
}

/** The move that takes back the newest one, and the history after it. */
export function undo(history: History): { history: History; move: Move } | null {
  const last = history.done.at(-1);
  if (!last) return null;
  return {
    history: { done: history.done.slice(0, -1), undone: [...history.undone, last] },
    move: { meeting: last.meeting, from: last.to, to: last.from },
  };
}

/** The move that was taken back last, to be done again, and the history after it. */
export function redo(history: History): { history: History; move: Move } | null {
  const last = history.undone.at(-1);
  if (!last) return null;
  return { history: { done: [...history.done, last], undone: history.undone.slice(0, -1) }, move: last };
}
