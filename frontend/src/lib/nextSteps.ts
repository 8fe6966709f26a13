// Where each thing to do is done, by the API's word for it.
const places: Record<string, string> = {
  'answer-requests': 'inbox',
  'book-pitch': 'pitch',
  'complete-profile': 'profile',
  'set-availability': 'availability',
  'find-partners': 'discover',
  'unscheduled-requests': 'unscheduled',
  'read-agenda': 'agenda',
  'failed-messages': 'outbox',
  'import-people': 'people',
  'set-up-grid': 'set-up',
  'too-few-places': 'set-up',
  'open-event': 'overview',
  'pending-requests': 'requests',
  publish: 'runs',
  'go-live': 'overview',
  'free-pitch-slots': 'pitches',
};

/** The page, below the event's, on which a step is done; '' for a step that no page knows. */
export function placeOfStep(kind: string, participates = true): string {
  if (kind === 'unscheduled-requests' && !participates) return 'requests?state=accepted&meeting=none';
  return places[kind] ?? '';
}
