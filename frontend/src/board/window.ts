/** A part of a list, [first, end). */
export interface Range {
  first: number;
  end: number;
}

/** Which of `count` things of the given size are in view, with a few more on both sides. */
export function inView(scrolled: number, extent: number, size: number, count: number, more: number): Range {
  if (count === 0 || size <= 0) return { first: 0, end: 0 };
  const first = Math.max(0, Math.min(count - 1, Math.floor(scrolled / size)) - more);
  const end = Math.min(count, Math.ceil((scrolled + extent) / size) + more);
  return { first, end: Math.max(first, end) };
}

/** How far to scroll so that a thing is in view; the same when it is. `head` covers the start. */
export function scrollTo(scrolled: number, extent: number, size: number, index: number, head: number): number {
  const start = index * size;
  const end = start + size;
  if (start < scrolled) return start;
  if (end > scrolled + extent - head) return end - extent + head;
  return scrolled;
}

/** The index of the thing under a point, or -1 outside of all. */
export function under(point: number, scrolled: number, head: number, size: number, count: number): number {
  if (point < head) return -1;
  const index = Math.floor((point - head + scrolled) / size);
  return index < count ? index : -1;
}

/** The speed of scrolling, in pixels a frame, when something is dragged near an edge. */
export function edgeSpeed(point: number, extent: number, head: number, zone = 48, most = 18): number {
  const fromStart = point - head;
  const fromEnd = extent - point;
  if (fromStart < zone) return -Math.round(most * Math.min(1, (zone - fromStart) / zone));
  if (fromEnd < zone) return Math.round(most * Math.min(1, (zone - fromEnd) / zone));
  return 0;
}
