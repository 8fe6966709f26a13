import type { Schema } from '$api/client';
import { gapPercent } from '$lib/figures';
import { dayAndTime } from '$lib/time';
import { current } from '$state/event.svelte';
import { organiserPlanning } from '$texts/organiserPlanning';

type Run = Schema<'Run'>;

/** A run's name, or when it was started. */
export function runName(run: Run): string {
  return run.name || organiserPlanning.runs.unnamed(dayAndTime(run.created_at, current.zone));
}

/** How far the weight is from its bound, in percent; undefined where no bound is known. */
export function weightGap(run: Run): number | undefined {
  return run.bound === undefined ? undefined : gapPercent(run.value, run.bound);
}

/** Whether a run has a schedule to show. */
export function hasResult(run: Run): boolean {
  return run.draft !== '' || run.status !== '';
}

/** How long a run may search, in words. */
export function runLength(run: Run): string {
  const t = organiserPlanning.runs;
  return run.iterations ? t.iterations(run.iterations) : t.secondsLong(run.seconds);
}
