import { describe, expect, it } from 'vitest';
import { changed, find, href, match, safeNext } from './path';

describe('href', () => {
  it('fills in parameters, escaped', () => {
    expect(href('/events/:event/requests/:id', { event: 'e 1', id: 'a/b' })).toBe('/events/e%201/requests/a%2Fb');
  });

  it('leaves out what is empty in the query', () => {
    expect(href('/events', {}, { q: '', state: 'pending', page: 2, all: true, none: false, no: null })).toBe(
      '/events?state=pending&page=2&all=1',
    );
  });
});

describe('match', () => {
  it.each([
    ['/events/:event', '/events/e1', { event: 'e1' }],
    ['/events/:event', '/events/e1/', { event: 'e1' }],
    ['/events/:event', '/events/e%2F1', { event: 'e/1' }],
    ['/events/:event', '/events', null],
    ['/events/:event', '/events/e1/inbox', null],
    ['/events/:event/inbox', '/events/e1/outbox', null],
    ['/', '/', {}],
    ['/events/:event', '/events/%E0%A4%A', { event: '%E0%A4%A' }],
  ])('%s against %s', (pattern, path, params) => expect(match(pattern, path)).toEqual(params));

  it('takes the first that fits', () => {
    const routes = [{ path: '/events/new' }, { path: '/events/:event' }];
    expect(find(routes, '/events/new')).toEqual({ route: routes[0], params: {} });
    expect(find(routes, '/events/e1')).toEqual({ route: routes[1], params: { event: 'e1' } });
    expect(find(routes, '/nowhere')).toBeNull();
  });
});

it('changes a query without touching the rest', () => {
  expect(changed(new URLSearchParams('state=pending&q=bio'), { q: '', sort: 'fit' })).toBe('?state=pending&sort=fit');
  expect(changed(new URLSearchParams('q=bio'), { q: null })).toBe('');
});

it.each([
  ['/events/e1/inbox?state=pending', '/events/e1/inbox?state=pending'],
  ['https://evil.example/', '/'],
  ['//evil.example/', '/'],
  ['/\\evil.example', '/'],
  ['/sign-in?next=/x', '/'],
  [null, '/'],
])('after signing in, %s leads to %s', (next, to) => expect(safeNext(next)).toBe(to));
