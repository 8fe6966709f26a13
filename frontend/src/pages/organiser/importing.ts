import { api, ok, type Schema } from '$api/client';
import { current } from '$state/event.svelte';
import { decoded, readHeading, withHeading } from './csvHeading';
import { guessColumns, guessTable, importTables } from './importTables';

/** One chosen file. A CSV file knows its table and what each of its headings is read as; a workbook needs neither. */
export interface ChosenFile {
  name: string;
  /** Undefined for a workbook, which goes as it is. */
  text?: string;
  file: File;
  table: string;
  headings: string[];
  /** The column of each heading, '' for one that is left out. */
  columns: string[];
  /** Whether it was read as Windows-1252. */
  old: boolean;
}

/** Reads a chosen file and guesses its table and columns; undefined when it is neither CSV nor XLSX. */
export async function chosenFile(file: File): Promise<ChosenFile | undefined> {
  const { name } = file;
  if (/\.xlsx$/i.test(name)) return { name, file, table: '', headings: [], columns: [], old: false };
  if (!/\.csv$/i.test(name)) return undefined;
  const { text, old } = decoded(await file.arrayBuffer());
  const headings = readHeading(text).cells;
  const table = guessTable(name, headings);
  return { name, file, text, table, headings, columns: guessColumns(headings, importTables[table] ?? []), old };
}

/** The required columns of its table that no heading is read as. */
export function missingColumns({ table, columns }: ChosenFile): string[] {
  return (importTables[table] ?? []).filter((c) => c.required && !columns.includes(c.name)).map((c) => c.name);
}

/** The first column that two headings are read as, '' when there is none. */
export function doubleColumn({ columns }: ChosenFile): string {
  return columns.find((column, i) => column !== '' && columns.indexOf(column) < i) ?? '';
}

/** Whether the file can be sent: a workbook always, a CSV file with a table and its required columns. */
export function ready(chosen: ChosenFile): boolean {
  if (chosen.text === undefined) return true;
  return chosen.table !== '' && missingColumns(chosen).length === 0 && doubleColumn(chosen) === '';
}

/** Sends the files with their headings as mapped; a dry run lists the faults and writes nothing. */
export function importFiles(files: readonly ChosenFile[], dry: boolean): Promise<Schema<'ImportReport'>> {
  const form = new FormData();
  for (const { name, text, file, table, columns } of files) {
    if (text === undefined) form.append('file', file, name);
    else form.append('file', new File([withHeading(text, columns)], `${table}.csv`, { type: 'text/csv' }));
  }
  return ok(
    api.POST('/api/v1/events/{event}/imports', {
      params: { path: { event: current.event.id }, query: { dry_run: dry } },
      body: {},
      bodySerializer: () => form,
    }),
  );
}
