package api

import (
	"archive/zip"
	"bytes"
	"context"
	"fmt"
	"io"
	"mime"
	"path"
	"slices"
	"strings"

	"entente/internal/export"
	"entente/internal/tables"
	"entente/partnering"
	"entente/scheduler"
)

// ExportQuery asks for a file about the whole event.
type ExportQuery struct {
	EventPath
	Name string `path:"name" enum:"agendas.pdf,organisations.pdf,agendas.xlsx,by-person.csv,by-organisation.csv,by-place.csv,unscheduled.csv,pitches.csv,agenda.ics,calendars.zip,agenda.json,table-signs.pdf,pick-up.pdf,slots.pdf,schedule.xml,schedule.json,problem.json,tables.xlsx,tables.zip" doc:"Which file"`
}

func (s *server) exportEvent(ctx context.Context, in *ExportQuery) (*File, error) {
	var file bytes.Buffer
	if err := WriteExport(ctx, &file, s.svc, actor(ctx), in.Event, in.Name, s.baseURL); err != nil {
		return nil, err
	}
	return download(in.Name, file.Bytes()), nil
}

// AgendaFileQuery asks for an agenda as a file.
type AgendaFileQuery struct {
	AgendaQuery
	Format string `path:"format" enum:"ics,xlsx,csv,pdf,json"`
}

func (s *server) exportAgenda(ctx context.Context, in *AgendaFileQuery) (*File, error) {
	scope, subject := in.scope()
	agenda, err := s.svc.Agenda(ctx, actor(ctx), in.Event, scope, subject)
	if err != nil {
		return nil, err
	}
	var file bytes.Buffer
	if err := writeAgenda(&file, agenda, in.Format, optionsFor(actor(ctx), agenda.Event, s.baseURL)); err != nil {
		return nil, err
	}
	return download("agenda."+in.Format, file.Bytes()), nil
}

// download is a file to save under a name.
func download(name string, body []byte) *File {
	types := map[string]string{
		".ics": "text/calendar; charset=utf-8", ".csv": "text/csv; charset=utf-8", ".pdf": "application/pdf",
		".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
		".json": "application/json", ".xml": "application/xml", ".zip": "application/zip",
	}
	return &File{ContentType: types[path.Ext(name)], Body: body,
		Disposition: mime.FormatMediaType("attachment", map[string]string{"filename": name})}
}

// ExportNames lists the files about a whole event.
func ExportNames() []string {
	var names []string
	for _, w := range exporters() {
		names = append(names, w.name)
	}
	return names
}

// exporter writes one file about a whole event.
type exporter struct {
	name  string
	write func(context.Context, io.Writer, source) error
}

// source is the event that is exported, read as somebody may read it.
type source struct {
	svc     *partnering.Service
	by      partnering.Actor
	event   partnering.Event
	options export.Options
}

func exporters() []exporter {
	return []exporter{
		{"agendas.pdf", agendasPDF(partnering.ScopeDelegate)},
		{"organisations.pdf", agendasPDF(partnering.ScopeOrganisation)},
		{"agendas.xlsx", writeWorkbook},
		{"by-person.csv", sheetCSV(export.SheetPeople)},
		{"by-organisation.csv", sheetCSV(export.SheetOrganisations)},
		{"by-place.csv", sheetCSV(export.SheetPlaces)},
		{"unscheduled.csv", sheetCSV(export.SheetUnscheduled)},
		{"pitches.csv", sheetCSV(export.SheetPitches)},
		{"agenda.ics", eventAgenda("ics")},
		{"calendars.zip", writeCalendars},
		{"agenda.json", eventAgenda("json")},
		{"table-signs.pdf", writeTableSigns},
		{"pick-up.pdf", writePickUpList},
		{"slots.pdf", writeSlotList},
		{"schedule.xml", writeScheduleXML},
		{"schedule.json", writeScheduleJSON},
		{"problem.json", writeProblemFile},
		{"tables.xlsx", writeTablesWorkbook},
		{"tables.zip", writeTablesZip},
	}
}

// WriteExport writes the named file about the event, for its organisers.
// Links in it lead to baseURL.
func WriteExport(ctx context.Context, w io.Writer, svc *partnering.Service, by partnering.Actor, eventID, name, baseURL string) error {
	all := exporters()
	at := slices.IndexFunc(all, func(x exporter) bool { return x.name == name })
	if at < 0 {
		return partnering.Errorf(partnering.CodeNotFound, "there is no export %q; there are %s", name, strings.Join(ExportNames(), ", "))
	}
	event, err := svc.EventByID(ctx, by, eventID)
	if err != nil {
		return err
	}
	return all[at].write(ctx, w, source{svc: svc, by: by, event: event, options: optionsFor(by, event, baseURL)})
}

// optionsFor writes in the reader's language, else in the event's.
func optionsFor(by partnering.Actor, e partnering.Event, baseURL string) export.Options {
	language := by.Account.Language
	if language == "" && len(e.Languages) > 0 {
		language = e.Languages[0]
	}
	return export.Options{Language: language, URL: baseURL + "/events/" + e.ID + "/agenda"}
}

// WriteAgenda writes one agenda as ics, xlsx, csv, pdf or json.
func WriteAgenda(w io.Writer, a partnering.Agenda, format string) error {
	return writeAgenda(w, a, format, export.Options{})
}

func writeAgenda(w io.Writer, a partnering.Agenda, format string, o export.Options) error {
	book, sheet := export.BookOf(a)
	switch format {
	case "ics":
		return export.WriteICS(w, a, o)
	case "xlsx":
		return export.WriteXLSX(w, book, o)
	case "csv":
		return export.WriteCSV(w, book, sheet, o)
	case "pdf":
		return export.WritePDF(w, []partnering.Agenda{a}, o)
	case "json":
		return export.WriteJSON(w, a)
	}
	return partnering.Errorf(partnering.CodeInvalid, "an agenda has no format %q; there are ics, xlsx, csv, pdf, json", format)
}

func (x source) agendas(ctx context.Context, scope partnering.FeedScope) ([]partnering.Agenda, error) {
	return x.svc.Agendas(ctx, x.by, x.event.ID, scope)
}

func (x source) whole(ctx context.Context) (partnering.Agenda, error) {
	return x.svc.Agenda(ctx, x.by, x.event.ID, partnering.ScopeEvent, "")
}

func agendasPDF(scope partnering.FeedScope) func(context.Context, io.Writer, source) error {
	return func(ctx context.Context, w io.Writer, x source) error {
		agendas, err := x.agendas(ctx, scope)
		if err != nil {
			return err
		}
		return export.WritePDF(w, agendas, x.options)
	}
}

func eventAgenda(format string) func(context.Context, io.Writer, source) error {
	return func(ctx context.Context, w io.Writer, x source) error {
		agenda, err := x.whole(ctx)
		if err != nil {
			return err
		}
		return writeAgenda(w, agenda, format, x.options)
	}
}

// book gathers what a workbook of the event holds.
func (x source) book(ctx context.Context) (export.Book, error) {
	whole, err := x.whole(ctx)
	if err != nil {
		return export.Book{}, err
	}
	book := export.Book{Event: x.event, Unscheduled: whole.Unscheduled}
	for scope, part := range map[partnering.FeedScope]*[]partnering.Agenda{
		partnering.ScopeDelegate: &book.People, partnering.ScopeOrganisation: &book.Organisations, partnering.ScopePlace: &book.Places,
	} {
		if *part, err = x.agendas(ctx, scope); err != nil {
			return export.Book{}, err
		}
	}
	book.Programme, err = x.svc.PitchProgramme(ctx, x.by, x.event.ID)
	return book, err
}

func writeWorkbook(ctx context.Context, w io.Writer, x source) error {
	book, err := x.book(ctx)
	if err != nil {
		return err
	}
	return export.WriteXLSX(w, book, x.options)
}

func sheetCSV(sheet export.Sheet) func(context.Context, io.Writer, source) error {
	return func(ctx context.Context, w io.Writer, x source) error {
		book, err := x.book(ctx)
		if err != nil {
			return err
		}
		return export.WriteCSV(w, book, sheet, x.options)
	}
}

// writeCalendars writes a folder of calendars for each kind of agenda and the
// event's own beside them.
func writeCalendars(ctx context.Context, w io.Writer, x source) error {
	files := zip.NewWriter(w)
	folders := []partnering.FeedScope{partnering.ScopeDelegate, partnering.ScopeOrganisation, partnering.ScopePlace}
	for _, scope := range folders {
		agendas, err := x.agendas(ctx, scope)
		if err != nil {
			return err
		}
		for _, agenda := range agendas {
			if err := zipped(files, string(scope)+"s/"+fileName(agenda.Title, agenda.SubjectID)+".ics", func(w io.Writer) error {
				return export.WriteICS(w, agenda, x.options)
			}); err != nil {
				return err
			}
		}
	}
	err := zipped(files, "event.ics", func(w io.Writer) error { return eventAgenda("ics")(ctx, w, x) })
	if err != nil {
		return err
	}
	return files.Close()
}

func zipped(files *zip.Writer, name string, write func(io.Writer) error) error {
	file, err := files.Create(name)
	if err != nil {
		return err
	}
	return write(file)
}

// fileName makes a name that every file system takes of a title, made the only
// one of its kind by the id.
func fileName(title, id string) string {
	kept := strings.Map(func(r rune) rune {
		if strings.ContainsRune(`/\:*?"<>|`, r) || r < ' ' {
			return '-'
		}
		return r
	}, title)
	return strings.Trim(kept, " .") + " " + id
}

func writeTableSigns(ctx context.Context, w io.Writer, x source) error {
	places, err := x.svc.FindPlaces(ctx, x.by, x.event.ID)
	if err != nil {
		return err
	}
	var signs []export.Sign
	for _, place := range places {
		if place.Kind != partnering.PlaceVideo {
			signs = append(signs, export.Sign{Place: place, URL: x.options.URL})
		}
	}
	return export.WriteTableSigns(w, x.event, signs, x.options)
}

func writePickUpList(ctx context.Context, w io.Writer, x source) error {
	agendas, err := x.agendas(ctx, partnering.ScopeDelegate)
	if err != nil {
		return err
	}
	return export.WritePickUpList(w, x.event, agendas, x.options)
}

func writeSlotList(ctx context.Context, w io.Writer, x source) error {
	whole, err := x.whole(ctx)
	if err != nil {
		return err
	}
	return export.WriteSlotList(w, whole, x.options)
}

func writeScheduleXML(ctx context.Context, w io.Writer, x source) error {
	programme, err := x.svc.PitchProgramme(ctx, x.by, x.event.ID)
	if err != nil {
		return err
	}
	return export.WriteScheduleXML(w, programme)
}

func writeScheduleJSON(ctx context.Context, w io.Writer, x source) error {
	programme, err := x.svc.PitchProgramme(ctx, x.by, x.event.ID)
	if err != nil {
		return err
	}
	return export.WriteScheduleJSON(w, programme, x.options)
}

func writeProblemFile(ctx context.Context, w io.Writer, x source) error {
	problem, err := x.svc.Problem(ctx, x.by, x.event.ID)
	if err != nil {
		return err
	}
	return scheduler.WriteProblem(w, problem)
}

func writeTablesWorkbook(ctx context.Context, w io.Writer, x source) error {
	rows, err := x.svc.ExportTables(ctx, x.by, x.event.ID)
	if err != nil {
		return err
	}
	return tables.WriteXLSX(w, rows)
}

func writeTablesZip(ctx context.Context, w io.Writer, x source) error {
	rows, err := x.svc.ExportTables(ctx, x.by, x.event.ID)
	if err != nil {
		return err
	}
	files := zip.NewWriter(w)
	for _, name := range tables.Names() {
		if err := zipped(files, name+".csv", func(w io.Writer) error { return tables.WriteCSV(w, name, rows) }); err != nil {
			return fmt.Errorf("write table %s: %w", name, err)
		}
	}
	return files.Close()
}
