import { Problem } from '$api/problem';

/**
 * The faults by their whole place in the input, such as `settings.floors.startup`,
 * for forms whose fields lie deeper than the input's own; empty without faults.
 */
export function faultsByPlace(problem: unknown): Record<string, string> {
  if (!(problem instanceof Problem)) return {};
  return Object.fromEntries(problem.faults.map((fault) => [fault.location.replace(/^body\./, ''), fault.message]));
}
