// Package export writes what an event holds as files: iCalendar, CSV, XLSX,
// PDF and JSON of agendas, table signs and lists for the venue, and the pitch
// programme as frab schedule.xml with its JSON twin.
//
// Each function takes domain types and an io.Writer and leaves who may see
// what to the use case that made them. Times are shown in the event's zone.
// The same input gives the same bytes, but for a workbook, whose parts may come
// in another order.
//
// Text of people survives as it is where the format can carry it. Control
// characters go, because no format has a place for them; a spreadsheet never
// reads a text as a formula; a PDF shows a box for a character that its font
// lacks.
package export
