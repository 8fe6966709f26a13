import { describe, expect, it } from 'vitest';
import { atBounds, betterOf, changesOf, decidingGoal, gapPercent, goalResults } from './figures';

const none = {
  mandatory_unplaced: 0,
  floor_shortfall: 0,
  weight: 0,
  placed: 0,
  moved: 0,
  breaks: 0,
  idle_slots: 0,
  table_changes: 0,
  comfort: 0,
};

describe('the figures of a schedule', () => {
  it('stand with their bounds and gaps', () => {
    const results = goalResults({ ...none, weight: 210, breaks: 7 }, { weight: 220 });
    expect(results.find((r) => r.name === 'weight')).toEqual({ name: 'weight', value: 210, bound: 220, gap: 10 });
    expect(results.find((r) => r.name === 'breaks')).toEqual({ name: 'breaks', value: 7 });
  });

  it('are at their bounds when no known one leaves a gap', () => {
    expect(atBounds({ ...none, weight: 220 }, { weight: 220, breaks: 0 })).toBe(true);
    expect(atBounds({ ...none, weight: 220, breaks: 1 }, { weight: 220, breaks: 0 })).toBe(false);
    expect(atBounds(none, {})).toBe(false);
  });

  it('tell the gap in percent of the bound', () => {
    expect([gapPercent(220, 220), gapPercent(209, 220), gapPercent(0, 0), gapPercent(3, 0)]).toEqual([0, 5, 0, 100]);
  });

  it('name as a price only what changes, the important first', () => {
    expect(changesOf({ ...none, breaks: 2, weight: -15, idle_slots: -1 })).toEqual([
      { name: 'weight', change: -15, good: false },
      { name: 'breaks', change: 2, good: false },
      { name: 'idle_slots', change: -1, good: true },
    ]);
  });

  it('are better when the goal says so', () => {
    expect([betterOf('weight', 10, 9), betterOf('breaks', 10, 9), betterOf('breaks', 9, 9)]).toEqual(['a', 'b', '']);
  });

  it('are compared by the first goal that differs, not by numbers that are no goals', () => {
    const a = { ...none, weight: 220, placed: 40, breaks: 5 };
    const b = { ...none, weight: 220, placed: 41, breaks: 3, idle_slots: 9 };
    expect(decidingGoal(a, b)).toEqual({ name: 'breaks', better: 'b' });
    expect(decidingGoal(a, a)).toBeNull();
  });
});
