import { Problem, sentence } from '$api/problem';
import { violationWords } from '$lib/reasons';
import { speaking } from './speaking';

export interface Toast {
  id: number;
  tone: 'plain' | 'stand' | 'collide';
  text: string;
  undo?: () => void | Promise<void>;
}

let list = $state<Toast[]>([]);
let last = 0;

/** The toasts on show, oldest first. */
export const toasts = {
  get list(): readonly Toast[] {
    return list;
  },
  dismiss(id: number): void {
    list = list.filter((toast) => toast.id !== id);
  },
};

/** Says that something was done; with `undo` the toast offers to take it back. */
export function tell(text: string, undo?: Toast['undo']): void {
  list = [...list.slice(-2), { id: ++last, tone: 'stand', text, undo }];
}

/** A problem in one line: what a placement breaks in the reader's language, anything else as the API says it. */
function problemWords(problem: Problem): string {
  if (problem.violations.length === 0) return sentence(problem);
  return problem.violations.map((violation) => violationWords(violation, speaking())).join(' ');
}

/** Says what went wrong, with the value and the cure. */
export function tellProblem(error: unknown): void {
  const text = error instanceof Problem ? problemWords(error) : String((error as Error)?.message ?? error);
  list = [...list.filter((toast) => toast.text !== text).slice(-2), { id: ++last, tone: 'collide', text }];
}
