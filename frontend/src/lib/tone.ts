/** What a colour with its sign means: amber waits, green stands, red collides. */
export type Tone = 'wait' | 'stand' | 'collide' | 'accent' | 'plain';

const tones: Record<string, Tone> = {
  // requests
  pending: 'wait',
  accepted: 'stand',
  declined: 'collide',
  withdrawn: 'plain',
  expired: 'plain',
  cancelled: 'plain',
  // meetings
  scheduled: 'stand',
  held: 'accent',
  no_show: 'collide',
  // pitches
  booked: 'stand',
  draft: 'plain',
  submitted: 'wait',
  selected: 'stand',
  reserve: 'wait',
  // runs
  queued: 'wait',
  running: 'wait',
  done: 'stand',
  failed: 'collide',
  // outbox
  planned: 'wait',
  claimed: 'wait',
  held_back: 'plain',
  sent: 'stand',
  dropped: 'plain',
  // phases
  setup: 'plain',
  open: 'stand',
  scheduling: 'wait',
  live: 'accent',
  closed: 'plain',
};

/** The tone of a state of a request, meeting, booking, run, mail or phase. */
export function toneOf(state: string): Tone {
  return tones[state] ?? 'plain';
}
