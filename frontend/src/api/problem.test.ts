import { describe, expect, it } from 'vitest';
import { fieldErrors, fieldOf, problemOf, sentence } from './problem';

const words = (status: number) => `status ${status}`;

const invalid = problemOf(
  422,
  {
    title: 'Unprocessable Entity',
    detail: 'the organisation has two faults',
    errors: [
      { location: 'body.name', message: 'may not be empty', value: '' },
      { location: 'body.seeks[2]', message: 'no such capability', value: 'majic' },
      { location: 'body.seeks[3]', message: 'named twice', value: 'data' },
    ],
  },
  words,
);

describe('a problem', () => {
  it('carries the free pitch slots of a conflict', () => {
    const taken = problemOf(409, { detail: 'slot 14:00 is taken by Acme', free: ['14:20', '15:00'] }, words);
    expect([taken.status, taken.detail, taken.free]).toEqual([409, 'slot 14:00 is taken by Acme', ['14:20', '15:00']]);
  });

  it.each([
    ['an empty body', undefined, 'status 502'],
    ['text', 'Bad Gateway', 'status 502'],
    ['a title only', { title: 'Bad Gateway' }, 'Bad Gateway'],
    ['faults of the wrong form', { detail: 'no', errors: 'many' }, 'no'],
  ])('made of %s has words', (_, body, said) => expect(problemOf(502, body, words).detail).toBe(said));

  it('becomes errors by field, those of other fields apart', () => {
    expect(fieldErrors(invalid, ['seeks'])).toEqual({
      seeks: 'no such capability; named twice',
      '': 'may not be empty',
    });
    expect(fieldErrors(new Error('other'), ['seeks'])).toEqual({});
  });

  it('is a sentence that names field and value', () => {
    expect(sentence(invalid)).toBe(
      'the organisation has two faults: name: may not be empty; seeks “majic”: no such capability; seeks “data”: named twice',
    );
  });
});

it.each([
  ['body.name', 'name'],
  ['body.attendees.required[0]', 'attendees'],
  ['query.limit', 'limit'],
  ['name', 'name'],
  ['', ''],
])('the field of %s is %s', (location, field) => expect(fieldOf(location)).toBe(field));
