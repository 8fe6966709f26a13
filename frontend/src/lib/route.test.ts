import { expect, it } from 'vitest';
import { mayOpen, phoneBar, type Audience, type Caller } from './route';

const nobody: Caller = { signedIn: false, attends: false, participates: false, organises: false };
const callers: Record<string, Caller> = {
  public: nobody,
  reviewer: { ...nobody, signedIn: true, attends: true },
  delegate: { signedIn: true, attends: true, participates: true, organises: false },
  organiser: { signedIn: true, attends: true, participates: false, organises: true },
};

it.each<[Audience, string[]]>([
  ['anyone', ['public', 'reviewer', 'delegate', 'organiser']],
  ['signed-in', ['reviewer', 'delegate', 'organiser']],
  ['attendee', ['reviewer', 'delegate', 'organiser']],
  ['participant', ['delegate']],
  ['organiser', ['organiser']],
])('a page for %s opens to %j', (who, allowed) => {
  expect(Object.keys(callers).filter((name) => mayOpen(who, callers[name]!))).toEqual(allowed);
});

it('shows the first four in the order of the bar', () => {
  const routes = [{ nav: { phone: 5 } }, {}, { nav: { phone: 1 } }, { nav: {} }, { nav: { phone: 2 } }, { nav: { phone: 3 } }, { nav: { phone: 4 } }];
  expect(phoneBar(routes).map((r) => r.nav!.phone)).toEqual([1, 2, 3, 4]);
});
