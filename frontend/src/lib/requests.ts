import type { Schema } from '$api/client';

type Request = Schema<'Request'>;

/** Which side of a request the organisation is. */
export function sideOf(request: Request, organisation: string): 'from' | 'to' {
  return request.from === organisation ? 'from' : 'to';
}

/** The other organisation, as the one sees it. */
export function otherSide(request: Request, organisation: string): { id: string; name: string; kind: string; country: string } {
  return sideOf(request, organisation) === 'to'
    ? { id: request.from, name: request.from_name, kind: request.from_kind, country: request.from_country }
    : { id: request.to, name: request.to_name, kind: request.to_kind, country: request.to_country };
}

/** What can be done with a request by the organisation. The server has the last word. */
export function deedsOf(request: Request, organisation: string): ('accept' | 'decline' | 'withdraw' | 'cancel' | 'reopen')[] {
  const received = sideOf(request, organisation) === 'to';
  switch (request.state) {
    case 'pending':
      return received ? ['accept', 'decline'] : ['withdraw'];
    case 'accepted':
      return ['cancel'];
    case 'declined':
      return received ? ['reopen'] : [];
    default:
      return [];
  }
}

export type Attending = 'anyone' | 'any-of' | 'all';

/** Who attends, as the API writes it: nobody named, any one of some, or all of some. */
export function attendeesInput(attending: Attending, delegates: readonly string[]): Schema<'AttendeesInput'> {
  if (attending === 'anyone' || delegates.length === 0) return {};
  return attending === 'all' ? { required: [...delegates] } : { any_of: [[...delegates]] };
}

/** How attendees of the API are chosen in the form. */
export function attendingOf(attendees: Schema<'Attendees'>): { attending: Attending; delegates: string[] } {
  if (attendees.required.length > 0) return { attending: 'all', delegates: attendees.required };
  const group = attendees.any_of[0];
  return group ? { attending: 'any-of', delegates: group } : { attending: 'anyone', delegates: [] };
}
