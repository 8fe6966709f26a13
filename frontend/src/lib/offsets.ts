export type Unit = 'minutes' | 'hours' | 'days';

/** A length of time as it is written in a form. */
export interface Span {
  count: number;
  unit: Unit;
}

const lengths: Record<Unit, number> = { minutes: 1, hours: 60, days: 1440 };

/** Minutes in the greatest unit that holds them whole; the sign is left out. */
export function spanOf(minutes: number): Span {
  const size = Math.abs(minutes);
  const unit = (['days', 'hours'] as const).find((u) => size > 0 && size % lengths[u] === 0) ?? 'minutes';
  return { count: size / lengths[unit], unit };
}

/** A span in minutes: positive before what it counts from, negative after it. */
export function minutesOf({ count, unit }: Span, side: 'before' | 'after'): number {
  const minutes = Math.round(count) * lengths[unit];
  return side === 'after' && minutes !== 0 ? -minutes : minutes;
}
