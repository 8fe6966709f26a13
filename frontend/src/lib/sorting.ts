import { language } from './language.svelte';

interface Sortable<Row> {
  key: string;
  sort?: (row: Row) => string | number;
}

/**
 * The rows in the order that is named: a column's key, with a minus for
 * descending. Words sort as in the language, numbers in words by their value;
 * an unknown order leaves the rows as they are.
 */
export function sorted<Row>(rows: readonly Row[], columns: readonly Sortable<Row>[], order: string): readonly Row[] {
  const down = order.startsWith('-');
  const by = columns.find((column) => column.key === (down ? order.slice(1) : order))?.sort;
  if (!by) return rows;
  const words = new Intl.Collator(language.locale, { numeric: true, sensitivity: 'base' });
  const compared = (a: Row, b: Row) => {
    const [x, y] = [by(a), by(b)];
    return typeof x === 'number' && typeof y === 'number' ? x - y : words.compare(String(x), String(y));
  };
  return [...rows].sort((a, b) => (down ? compared(b, a) : compared(a, b)));
}

/** Whether every word of the text is in one of the others, without regard to case and accents. */
export function mentions(text: string, others: readonly string[]): boolean {
  const plain = (s: string) => s.normalize('NFD').replace(/\p{Diacritic}/gu, '').toLowerCase();
  const hay = plain(others.join(' '));
  return plain(text).split(/\s+/).every((part) => hay.includes(part));
}
