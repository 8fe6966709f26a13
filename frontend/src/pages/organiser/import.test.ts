import { describe, expect, test } from 'vitest';
import { countRows, decoded, readHeading, withHeading } from './csvHeading';
import { guessColumns, guessTable, importTables } from './importTables';

describe('the heading of a CSV file', () => {
  test.each([
    ['commas', 'id,name,kind\n1,A,sme\n', ['id', 'name', 'kind'], ','],
    ['semicolons, CRLF', 'id;name\r\n1;A, B\r\n', ['id', 'name'], ';'],
    ['quotes that hold the separator', '"id","name, long","say ""x"""\n', ['id', 'name, long', 'say "x"'], ','],
    ['a line break in a cell', '"id","two\nlines"\n1,2\n', ['id', 'two\nlines'], ','],
    ['no line below', 'id;name', ['id', 'name'], ';'],
    ['nothing', '', [''], ','],
  ])('with %s', (_, text, cells, separator) => {
    const heading = readHeading(text);
    expect([heading.cells, heading.separator]).toEqual([cells, separator]);
  });

  test('is replaced, the rows stay byte for byte', () => {
    expect(withHeading('Ref;Company;Fax\r\n1;"A; B";2\r\n', ['id', 'name', ''])).toBe('id;name;\r\n1;"A; B";2\r\n');
  });

  test('rows are counted without empty lines', () => {
    expect(countRows('id,name\r\n1,A\r\n\r\n2,"B\nC"\r\n')).toBe(2);
    expect(countRows('id,name')).toBe(0);
  });

  test('a file of an old spreadsheet is read as Windows-1252, and says so', () => {
    expect(decoded(new Uint8Array([0x43, 0xe9]).buffer)).toEqual({ text: 'Cé', old: true });
    expect(decoded(new TextEncoder().encode('\uFEFFCé').buffer as ArrayBuffer)).toEqual({ text: 'Cé', old: false });
  });
});

describe('what headings are read as', () => {
  test('names, other words for them, and accents', () => {
    expect(guessColumns(['ID', 'Company name', 'Pays', 'Fax'], importTables['organisations']!)).toEqual(['id', 'name', 'country', '']);
    expect(guessColumns(['Identifiant', 'Société', 'Nom', 'E-mail'], importTables['delegates']!)).toEqual(['id', 'organisation', 'name', 'email']);
  });

  test('a column is given once, to its own name first', () => {
    expect(guessColumns(['type', 'kind'], importTables['organisations']!)).toEqual(['', 'kind']);
  });

  test.each([
    ['delegates.csv', ['x'], 'delegates'],
    ['2026 Organisations final.csv', ['x'], 'organisations'],
    ['export.csv', ['id', 'organisation', 'name', 'email'], 'delegates'],
    ['export.csv', ['delegate', 'slot', 'state'], 'availability'],
    ['export.csv', ['fax'], ''],
  ])('%s with %j is the table %j', (file, headings, table) => {
    expect(guessTable(file, headings)).toBe(table);
  });
});
