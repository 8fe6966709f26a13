/** Maps [from, to] to [start, end] in a straight line. */
export function scale(from: number, to: number, start: number, end: number): (value: number) => number {
  const span = to - from || 1;
  return (value) => start + ((value - from) / span) * (end - start);
}

/** Round numbers that cover [least, most], at most about `count` of them. */
export function ticks(least: number, most: number, count: number): number[] {
  if (!Number.isFinite(least) || !Number.isFinite(most)) return [];
  const raw = (most - least || Math.abs(most) || 1) / count;
  const power = 10 ** Math.floor(Math.log10(raw));
  const step = [1, 2, 5, 10].map((n) => n * power).find((s) => s >= raw) ?? raw;
  const first = Math.floor(least / step);
  const last = Math.max(first + 1, Math.ceil(most / step));
  return Array.from({ length: last - first + 1 }, (_, i) => Number(((first + i) * step).toPrecision(12)));
}

/** The path of a line that keeps its value until the next point. */
export function stepPath(
  points: readonly (readonly [number, number])[],
  atX: (x: number) => number,
  atY: (y: number) => number,
): string {
  return points
    .map(([x, y], i) => (i === 0 ? `M${round(atX(x))} ${round(atY(y))}` : `H${round(atX(x))}V${round(atY(y))}`))
    .join('');
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}
