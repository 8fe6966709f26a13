package main

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"entente/internal/tables"
	"entente/partnering"
)

type importCommand struct {
	dataSettings
	Files  []string `arg:"" name:"file" help:"CSV tables, one workbook, or one problem file." type:"existingfile"`
	Event  string   `help:"The event that tables go into." placeholder:"ID"`
	DryRun bool     `help:"List every fault and write nothing."`
	Name   string   `help:"Name of the event made of a problem file; its own unless given."`
	From   string   `help:"First day of that event; next Monday unless given." placeholder:"2026-12-01"`
	Zone   string   `help:"Its time zone; Europe/Paris unless given." placeholder:"ZONE"`
}

// Help shows an example.
func (importCommand) Help() string {
	return "Examples: entente import --data ./entente-data problem.json\n" +
		"          entente import --data ./entente-data --event ID organisations.csv delegates.csv\n\n" +
		"A problem file (.json) becomes an event, whose id is printed. Tables (.csv named after their table, or .xlsx)\n" +
		"go into the event given with --event; any fault leaves everything as it was."
}

// Run imports the files and prints the event's id.
func (i *importCommand) Run(ctx context.Context, c console) error {
	problem := len(i.Files) == 1 && strings.EqualFold(filepath.Ext(i.Files[0]), ".json")
	switch {
	case !problem && i.Event == "":
		return usageError{"name the event that the tables go into: --event ID"}
	case problem && i.Event != "":
		return usageError{"a problem file makes an event of its own: leave --event out"}
	}
	app, err := i.openService(ctx)
	if err != nil {
		return err
	}
	defer app.close()
	if problem {
		return i.importProblem(ctx, c, app)
	}
	return i.importTables(ctx, c, app)
}

func (i *importCommand) importProblem(ctx context.Context, c console, app *application) error {
	problem, err := readProblem(ctx, i.Files[0], c.in)
	if err != nil {
		return err
	}
	if i.DryRun {
		fmt.Fprintf(c.err, "%s: no fault; an event of %d participants and %d requests\n", i.Files[0], len(problem.Participants), len(problem.Requests))
		return nil
	}
	event, err := app.service.ImportProblem(ctx, partnering.SystemActor(), problem, partnering.ProblemImport{Name: i.Name, From: i.From, Zone: i.Zone})
	if err != nil {
		return err
	}
	_, err = fmt.Fprintln(c.out, event.ID)
	return err
}

func (i *importCommand) importTables(ctx context.Context, c console, app *application) error {
	var all partnering.ImportTables
	for _, name := range i.Files {
		if err := readTable(&all, name); err != nil {
			return err
		}
	}
	report, err := app.service.ImportTables(ctx, partnering.SystemActor(), i.Event, all, i.DryRun)
	if err != nil {
		return err
	}
	for _, f := range report.Faults {
		fmt.Fprintf(c.err, "%s: %q: %s\n", f.Where(), f.Value, f.Reason)
	}
	if len(report.Faults) > 0 {
		return fmt.Errorf("%s; nothing was written", faultCount(len(report.Faults)))
	}
	fmt.Fprintf(c.err, "created %v, updated %v, unchanged %v\n", report.Created, report.Updated, report.Unchanged)
	_, err = fmt.Fprintln(c.out, i.Event)
	return err
}

func readTable(all *partnering.ImportTables, name string) error {
	file, err := os.Open(name)
	if err != nil {
		return err
	}
	defer file.Close()
	if strings.EqualFold(filepath.Ext(name), ".xlsx") {
		return tables.ReadXLSX(all, filepath.Base(name), file)
	}
	return tables.ReadCSV(all, filepath.Base(name), file)
}
