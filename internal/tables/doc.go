// Package tables reads and writes an event's data as tables: one CSV file per
// table, or one XLSX workbook with a sheet per table.
//
// The tables are organisations, delegates, availability, places, slots,
// requests and pitches; columns.go lists the columns of each. Reading never
// stops at a fault: every row that can be read is, and every fault is kept
// with its sheet, row, column and value, so that a dry run shows all of them.
//
// CSV may be separated by commas or semicolons, in UTF-8 with or without a
// byte order mark, its lines ended by CRLF or LF. A cell with several values
// separates them by "|"; groups of values are separated by ";".
package tables
