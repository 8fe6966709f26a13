import { expect, test } from 'vitest';
import { changedFields, fieldWords, partsOfAction } from './auditChange';

test.each([
  ['a field that changed', '{"Name":"A","Zone":"B"}', '{"Name":"A2","Zone":"B"}', [{ field: 'Name', before: 'A', after: 'A2' }]],
  ['something new', '', '{"Name":"A","Topics":[]}', [{ field: 'Name', before: undefined, after: 'A' }]],
  ['something gone', '{"Name":"A"}', '', [{ field: 'Name', before: 'A', after: undefined }]],
  ['what lies deeper, and lists', '{"From":{"Priority":"want"}}', '{"From":{"Priority":"must","Who":["a","b"]}}', [
    { field: 'From.Priority', before: 'want', after: 'must' },
    { field: 'From.Who', before: undefined, after: 'a, b' },
  ]],
  ['an instant that was not there', '{"At":"0001-01-01T00:00:00Z"}', '{"At":"2026-03-10T08:00:00Z"}', [{ field: 'At', before: undefined, after: '2026-03-10T08:00:00Z' }]],
  ['a bare word', '"setup"', '"open"', [{ field: '', before: 'setup', after: 'open' }]],
  ['the version alone', '{"Name":"A","Version":1}', '{"Name":"A","Version":2}', []],
  ['what is no JSON', 'x', 'y', [{ field: '', before: 'x', after: 'y' }]],
])('%s', (_, before, after, changes) => {
  expect(changedFields(before, after)).toEqual(changes);
});

test('a field is named in words', () => {
  expect(['DryRun', 'From.AttendeeIDs', 'pitch_minutes', 'QAMinutes', ''].map(fieldWords)).toEqual(['dry run', 'from, attendee ids', 'pitch minutes', 'qa minutes', '']);
});

test('an action names what it is about', () => {
  expect([partsOfAction('pitch_session.create'), partsOfAction('outbox')]).toEqual([
    { about: 'pitch_session', verb: 'create' },
    { about: 'outbox', verb: '' },
  ]);
});
