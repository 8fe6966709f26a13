/** The first record of a CSV text: its cells, what separates them, and where the next record begins. */
export interface Heading {
  cells: string[];
  separator: ',' | ';';
  end: number;
}

/** Reads the first record; the separator is the one of comma and semicolon that stands most often outside of quotes. */
export function readHeading(text: string): Heading {
  const line = recordAt(text);
  const bare = text.slice(0, line).replace(/"(?:[^"]|"")*"/g, '');
  const counts = ([',', ';'] as const).map((separator) => ({ separator, n: bare.split(separator).length }));
  const { separator } = counts.reduce((best, next) => (next.n > best.n ? next : best));
  const end = text.startsWith('\r\n', line) ? line + 2 : Math.min(text.length, line + 1);
  return { cells: cellsOf(text.slice(0, line), separator), separator, end };
}

/** The text with other words in its heading; a cell that becomes '' is a column that nobody reads. */
export function withHeading(text: string, names: readonly string[]): string {
  const { separator, end } = readHeading(text);
  return `${names.join(separator)}\r\n${text.slice(end)}`;
}

/** How many records stand below the heading; empty lines do not count. */
export function countRows(text: string): number {
  let rows = 0;
  for (let rest = text.slice(readHeading(text).end); rest !== ''; ) {
    const line = recordAt(rest);
    if (rest.slice(0, line).trim() !== '') rows++;
    rest = rest.slice(line + 1);
  }
  return rows;
}

/** Where the first record ends: a line's end outside of quotes, or the text's. */
function recordAt(text: string): number {
  let quoted = false;
  for (let i = 0; i < text.length; i++) {
    const c = text[i];
    if (c === '"') quoted = !quoted;
    else if (!quoted && (c === '\n' || c === '\r')) return i;
  }
  return text.length;
}

function cellsOf(record: string, separator: string): string[] {
  const cells = [''];
  let quoted = false;
  for (const c of record) {
    if (c === '"') quoted = !quoted;
    if (c === separator && !quoted) cells.push('');
    else cells[cells.length - 1] += c;
  }
  return cells.map((cell) => cell.trim().replace(/^"([^]*)"$/, '$1').replaceAll('""', '"').trim());
}

/** The text of a file in UTF-8, with or without BOM; else as Windows-1252, as old spreadsheets write it. */
export function decoded(bytes: ArrayBuffer): { text: string; old: boolean } {
  try {
    return { text: new TextDecoder('utf-8', { fatal: true }).decode(bytes), old: false };
  } catch {
    return { text: new TextDecoder('windows-1252').decode(bytes), old: true };
  }
}
