import { api, ok, type Schema } from '$api/client';
import { session } from './session.svelte';

type Event = Schema<'Event'>;
type Slot = Schema<'Slot'>;

let event = $state.raw<Event | null>(null);
let slots = $state.raw<Slot[]>([]);

function membership(matches: (role: string) => boolean): Schema<'Membership'> | undefined {
  return session.me?.memberships.find((m) => m.event === event?.id && matches(m.role));
}

/** The event whose pages are open, and what the caller is there. */
export const current = {
  /** The event; only pages of an event may read it. */
  get event(): Event {
    if (!event) throw new Error('a page outside of an event asks for the event');
    return event;
  },
  get loaded(): Event | null {
    return event;
  },
  get slots(): Slot[] {
    return slots;
  },
  get zone(): string {
    return event?.zone ?? 'UTC';
  },
  /** The organisation that the caller acts for, '' for none. */
  get organisation(): string {
    return membership((role) => role === 'organisation_admin' || role === 'delegate')?.organisation ?? '';
  },
  /** The delegate that the caller is, '' for none. */
  get delegate(): string {
    return session.me?.memberships.find((m) => m.event === event?.id && m.delegate)?.delegate ?? '';
  },
  get organises(): boolean {
    return membership((role) => role === 'organiser') !== undefined;
  },
  get participates(): boolean {
    return this.organisation !== '';
  },
  /** Loads the event and its slots unless it is the one that is open. */
  async open(id: string): Promise<void> {
    if (event?.id === id) return;
    await this.reload(id);
  },
  /** Loads the event and its slots anew. */
  async reload(id: string = event?.id ?? ''): Promise<void> {
    const path = { params: { path: { event: id } } };
    const [read, grid] = await Promise.all([
      ok(api.GET('/api/v1/events/{event}', path)),
      ok(api.GET('/api/v1/events/{event}/slots', path)),
    ]);
    event = read;
    slots = grid.items;
  },
  /** Takes over a changed event. */
  became(changed: Event): void {
    event = changed;
  },
  /** Leaves the event's pages. */
  close(): void {
    event = null;
    slots = [];
  },
};
