import { tick } from 'svelte';
import { Problem } from '$api/problem';
import { tellProblem } from '$state/toasts.svelte';

/**
 * The faults by their whole place in the input, such as `settings.floors.startup`,
 * for forms whose fields lie deeper than the input's own; empty without faults.
 */
export function faultsByPlace(problem: unknown): Record<string, string> {
  if (!(problem instanceof Problem)) return {};
  return Object.fromEntries(problem.faults.map((fault) => [fault.location.replace(/^body\./, ''), fault.message]));
}

/**
 * Leads to what is wrong: the first field at fault gets the focus; what no field
 * of the form shows, by its place, is told in a toast.
 */
export async function showFaults(error: unknown, errors: Record<string, string>, fields: RegExp): Promise<void> {
  const places = Object.keys(errors);
  if (places.length === 0 || !places.every((place) => fields.test(place))) tellProblem(error);
  await tick();
  document.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus();
}
