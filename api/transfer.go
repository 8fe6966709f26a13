package api

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"maps"
	"mime/multipart"
	"net/http"
	"path"
	"slices"
	"strings"

	"entente/internal/tables"
	"entente/partnering"
	"entente/scheduler"
)

// ImportReport is what an import did, or would do.
type ImportReport struct {
	DryRun    bool           `json:"dry_run"`
	Faults    []ImportFault  `json:"faults"`
	Created   map[string]int `json:"created" doc:"By sheet"`
	Updated   map[string]int `json:"updated"`
	Unchanged map[string]int `json:"unchanged"`
}

// ImportFault is one thing wrong with an import.
type ImportFault struct {
	Sheet  string `json:"sheet"`
	Row    int    `json:"row" doc:"From 1, the heading's row included"`
	Column string `json:"column"`
	Value  string `json:"value"`
	Reason string `json:"reason"`
}

// ImportInput is an upload of tables: CSV files named after their table, or one XLSX workbook.
type ImportInput struct {
	EventPath
	DryRun  bool `query:"dry_run" doc:"List the faults and write nothing"`
	RawBody multipart.Form
}

// ProblemUpload is a problem file that becomes an event.
type ProblemUpload struct {
	Name    string `query:"name"`
	From    string `query:"from" doc:"First day; next Monday unless given" example:"2026-12-01"`
	Zone    string `query:"zone" doc:"IANA; Europe/Paris unless given"`
	RawBody []byte `contentType:"application/json"`
}

func (s *server) transferRoutes() []route {
	return tagged("Import and export",
		post("/events/{event}/imports", "import-tables", "Import CSV tables or a workbook", organisers, s.importTables).uploads(),
		post("/imports/problem", "import-problem", "Make an event of a problem file", operators, s.importEvent).creates().uploads(),
		get("/events/{event}/exports/{name}", "export-event", "A file about the whole event", organisers, s.exportEvent),
	)
}

func (s *server) importTables(ctx context.Context, in *ImportInput) (*Reply[ImportReport], error) {
	rows, err := readTables(in.RawBody)
	if err != nil {
		return nil, err
	}
	report, err := s.svc.ImportTables(ctx, actor(ctx), in.Event, rows, in.DryRun)
	if err != nil {
		return nil, err
	}
	if len(report.Faults) > 0 && !in.DryRun {
		return nil, importProblem(report.Faults)
	}
	return reply(toImportReport(report)), nil
}

// readTables reads the uploaded files, by name.
func readTables(form multipart.Form) (partnering.ImportTables, error) {
	var rows partnering.ImportTables
	for _, field := range slices.Sorted(maps.Keys(form.File)) {
		for _, header := range form.File[field] {
			if err := readTable(&rows, header); err != nil {
				return rows, err
			}
		}
	}
	if len(form.File) == 0 {
		return rows, &statusError{status: http.StatusBadRequest,
			message: "the upload holds no file: send CSV files named after their table, or one workbook, as multipart/form-data"}
	}
	return rows, nil
}

func readTable(into *partnering.ImportTables, header *multipart.FileHeader) error {
	file, err := header.Open()
	if err != nil {
		return err
	}
	defer file.Close()
	if strings.EqualFold(path.Ext(header.Filename), ".xlsx") {
		err = tables.ReadXLSX(into, path.Base(header.Filename), file)
	} else {
		err = tables.ReadCSV(into, path.Base(header.Filename), file)
	}
	if err != nil {
		return &statusError{status: http.StatusBadRequest, message: fmt.Sprintf("%s can't be read: %v", header.Filename, err)}
	}
	return nil
}

// importProblem lists the faults that kept an import from being written.
func importProblem(faults []partnering.ImportFault) *Problem {
	problem := newProblem(http.StatusUnprocessableEntity, fmt.Sprintf("%d faults; nothing was written", len(faults)))
	for _, f := range faults {
		problem.Errors = append(problem.Errors, ProblemFault{Location: f.Where(), Message: f.Reason, Value: valueOf(f.Value)})
	}
	return problem
}

func (s *server) importEvent(ctx context.Context, in *ProblemUpload) (*Versioned[Event], error) {
	problem, err := scheduler.ReadProblem(bytes.NewReader(in.RawBody))
	if err != nil {
		return nil, malformed(err)
	}
	event, err := s.svc.ImportProblem(ctx, actor(ctx), problem, partnering.ProblemImport{Name: in.Name, From: in.From, Zone: in.Zone})
	if err != nil {
		return nil, err
	}
	return versioned(toEvent(event, actor(ctx)), event.Version), nil
}

// malformed lists the faults of a problem file.
func malformed(err error) error {
	var faults *scheduler.ProblemError
	if !errors.As(err, &faults) {
		return &statusError{status: http.StatusBadRequest, message: "the problem file can't be read: " + err.Error()}
	}
	problem := newProblem(http.StatusUnprocessableEntity, fmt.Sprintf("the problem file has %d faults; nothing was written", len(faults.Faults)))
	for _, f := range faults.Faults {
		problem.Errors = append(problem.Errors, ProblemFault{Location: f.Path, Message: f.Message, Value: valueOf(f.Value)})
	}
	return problem
}

func toImportReport(r partnering.ImportReport) ImportReport {
	return ImportReport{DryRun: r.DryRun, Faults: each(r.Faults, toImportFault), Created: r.Created, Updated: r.Updated, Unchanged: r.Unchanged}
}

func toImportFault(f partnering.ImportFault) ImportFault {
	return ImportFault{Sheet: f.Sheet, Row: f.Row, Column: f.Column, Value: f.Value, Reason: f.Reason}
}
