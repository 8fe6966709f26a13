import { describe, expect, it } from 'vitest';
import { mentions, sorted } from './sorting';

const rows = [
  { name: 'Table 10', n: 3 },
  { name: 'éclair', n: 20 },
  { name: 'Table 2', n: 100 },
  { name: 'Zeta', n: 3 },
];
const columns = [
  { key: 'name', sort: (row: (typeof rows)[number]) => row.name },
  { key: 'n', sort: (row: (typeof rows)[number]) => row.n },
  { key: 'plain' },
];

const names = (order: string) => sorted(rows, columns, order).map((row) => row.name);

describe('sorted', () => {
  it.each([
    ['name', ['éclair', 'Table 2', 'Table 10', 'Zeta']],
    ['-name', ['Zeta', 'Table 10', 'Table 2', 'éclair']],
    ['n', ['Table 10', 'Zeta', 'éclair', 'Table 2']],
    ['-n', ['Table 2', 'éclair', 'Table 10', 'Zeta']],
    ['plain', ['Table 10', 'éclair', 'Table 2', 'Zeta']],
    ['', ['Table 10', 'éclair', 'Table 2', 'Zeta']],
  ])('by %s', (order, expected) => expect(names(order)).toEqual(expected));
});

it.each([
  ['cea leti', ['CEA', 'LETI Grenoble'], true],
  ['medecin', ['Médecine'], true],
  ['cea inria', ['CEA'], false],
  ['', ['CEA'], true],
])('%s in %j: %s', (text, others, found) => expect(mentions(text, others)).toBe(found));
