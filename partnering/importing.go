package partnering

import (
	"context"
)

// ImportTables brings tables of rows into an event; for organisers. A dry run, or any fault, writes
// nothing; the report lists every fault by sheet, row, column and reason. External ids make a
// second import change nothing.
func (s *Service) ImportTables(ctx context.Context, by Actor, eventID string, t ImportTables, dryRun bool) (ImportReport, error) {
	return ImportReport{}, Errorf(CodeInternal, "ImportTables is not built yet")
}

// ExportTables returns an event as the tables that ImportTables takes; for organisers.
func (s *Service) ExportTables(ctx context.Context, by Actor, eventID string) (ImportTables, error) {
	return ImportTables{}, Errorf(CodeInternal, "ExportTables is not built yet")
}
