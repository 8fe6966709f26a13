import type { Schema } from '$api/client';

type Figures = Schema<'Figures'>;
export type GoalName = keyof Figures;

/** The goals of a schedule in the solver's order of importance, each with what is better. */
export const goals: readonly { name: GoalName; better: 'less' | 'more'; bounded: boolean }[] = [
  { name: 'mandatory_unplaced', better: 'less', bounded: true },
  { name: 'floor_shortfall', better: 'less', bounded: true },
  { name: 'weight', better: 'more', bounded: true },
  { name: 'placed', better: 'more', bounded: true },
  { name: 'moved', better: 'less', bounded: true },
  { name: 'breaks', better: 'less', bounded: true },
  { name: 'idle_slots', better: 'less', bounded: false },
  { name: 'table_changes', better: 'less', bounded: false },
  { name: 'comfort', better: 'less', bounded: false },
];

/** One goal of a result: its value, the bound that no schedule beats, and how far it is from it. */
export interface GoalResult {
  name: GoalName;
  value: number;
  bound?: number;
  gap?: number;
}

/** The goals with value, bound and gap, in order. */
export function goalResults(score: Figures, bounds: Schema<'Bounds'>): GoalResult[] {
  return goals.map(({ name }) => {
    const value = score[name];
    const bound = (bounds as Partial<Figures>)[name];
    return bound === undefined ? { name, value } : { name, value, bound, gap: Math.abs(bound - value) };
  });
}

/** Whether every goal with a bound has reached it; false where no bound is known. */
export function atBounds(score: Figures, bounds: Schema<'Bounds'>): boolean {
  const gaps = goalResults(score, bounds).filter((goal) => goal.gap !== undefined);
  return gaps.length > 0 && gaps.every((goal) => goal.gap === 0);
}

/** The gap of a value to its bound as a share of the bound, in percent with one decimal. */
export function gapPercent(value: number, bound: number): number {
  if (bound === 0) return value === 0 ? 0 : 100;
  return Math.round((Math.abs(bound - value) / Math.abs(bound)) * 1000) / 10;
}

/** The sum of changes that the goals make of something, the important first; what stays is left out. */
export function changesOf(price: Figures): { name: GoalName; change: number; good: boolean }[] {
  return goals
    .filter(({ name }) => price[name] !== 0)
    .map(({ name, better }) => ({ name, change: price[name], good: better === 'more' ? price[name] > 0 : price[name] < 0 }));
}

/** Which of two values is better by the goal, or neither. */
export function betterOf(name: GoalName, a: number, b: number): 'a' | 'b' | '' {
  if (a === b) return '';
  const less = goals.find((goal) => goal.name === name)?.better === 'less';
  return a < b === less ? 'a' : 'b';
}

// Numbers that say more of a schedule but are no goals of their own.
const parts: readonly GoalName[] = ['placed', 'idle_slots', 'table_changes'];

/** Which of two schedules the solver would prefer: the first goal in order that tells them apart. */
export function decidingGoal(a: Figures, b: Figures): { name: GoalName; better: 'a' | 'b' } | null {
  for (const { name } of goals) {
    if (parts.includes(name)) continue;
    const better = betterOf(name, a[name], b[name]);
    if (better) return { name, better };
  }
  return null;
}
