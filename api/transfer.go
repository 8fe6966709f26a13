package api

import (
	"context"
	"errors"
	"mime/multipart"

	"github.com/danielgtaylor/huma/v2"
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

// ExportQuery asks for a file about the whole event.
type ExportQuery struct {
	EventPath
	Name string `path:"name" enum:"agendas.pdf,organisations.pdf,agendas.xlsx,agenda.csv,agenda.ics,table-signs.pdf,pick-up.pdf,slots.pdf,schedule.xml,schedule.json,problem.json,tables.xlsx,tables.zip" doc:"Which file"`
}

func (s *server) transferRoutes() []route {
	return tagged("Import and export",
		post("/events/{event}/imports", "import-tables", "Import CSV tables or a workbook", organisers, s.importTables),
		post("/imports/problem", "import-problem", "Make an event of a problem file", operators, s.importProblem).creates(),
		get("/events/{event}/exports/{name}", "export-event", "A file about the whole event", organisers, s.exportEvent),
	)
}

var errNotWired = errors.New("not wired yet")

func (s *server) importTables(ctx context.Context, in *ImportInput) (*Reply[ImportReport], error) {
	return nil, errNotWired
}

func (s *server) importProblem(ctx context.Context, in *ProblemUpload) (*Versioned[Event], error) {
	return nil, errNotWired
}

func (s *server) exportEvent(ctx context.Context, in *ExportQuery) (*huma.StreamResponse, error) {
	return nil, errNotWired
}

func (s *server) exportAgenda(ctx context.Context, in *struct {
	AgendaQuery
	Format string `path:"format" enum:"ics,xlsx,csv,pdf,json"`
}) (*huma.StreamResponse, error) {
	return nil, errNotWired
}
