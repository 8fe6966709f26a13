import type { Instant } from './time';

interface Span {
  start: Instant;
  end: Instant;
}

/** Whether two half-open spans share time. */
export function overlap(a: Span, b: Span): boolean {
  return Date.parse(a.start) < Date.parse(b.end) && Date.parse(b.start) < Date.parse(a.end);
}

/** The slots that a commitment blocks, with its words. */
export function blockedBy<Slot extends Span & { id: string }, Block extends Span>(
  slots: readonly Slot[],
  blocks: readonly Block[],
  words: (block: Block) => string,
): Record<string, string> {
  const blocked: Record<string, string> = {};
  for (const slot of slots) {
    const block = blocks.find((b) => overlap(slot, b));
    if (block) blocked[slot.id] = words(block);
  }
  return blocked;
}

/** Where an entry of an agenda stands at a moment. */
export function moment(entry: Span, now: Date): 'past' | 'now' | 'to come' {
  if (Date.parse(entry.end) <= now.getTime()) return 'past';
  return Date.parse(entry.start) <= now.getTime() ? 'now' : 'to come';
}

/** The entry to show on top: the one that goes on now, else the next to come. */
export function nextOf<Entry extends Span & { state: string }>(entries: readonly Entry[], now: Date): Entry | undefined {
  return entries
    .filter((entry) => entry.state !== 'cancelled' && moment(entry, now) !== 'past')
    .sort((a, b) => Date.parse(a.start) - Date.parse(b.start))[0];
}
