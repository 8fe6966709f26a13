package main

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"entente/api"
	"entente/partnering"
)

type exportCommand struct {
	dataSettings
	Event  string `help:"The event." required:"" placeholder:"ID"`
	Format string `help:"all, ics, xlsx, csv, pdf, json, xml, zip, or the name of one file, such as agendas.pdf." default:"all" placeholder:"F"`
	Out    string `help:"Folder that the files go into; made when missing." default:"." placeholder:"DIR"`
}

// Help shows an example.
func (exportCommand) Help() string {
	return "Example: entente export --data ./entente-data --event ID --format ics --out ./calendars\n\n" +
		"The format ics writes a calendar per delegate too. Prints the path of each file.\nFiles: " + strings.Join(api.ExportNames(), ", ")
}

// Run writes the files and prints their paths.
func (x *exportCommand) Run(ctx context.Context, c console) error {
	names := x.names()
	if len(names) == 0 {
		return usageError{fmt.Sprintf("--format %s is none of all, ics, xlsx, csv, pdf, json, xml, zip, %s", x.Format, strings.Join(api.ExportNames(), ", "))}
	}
	app, err := x.openService(ctx)
	if err != nil {
		return err
	}
	defer app.close()
	if err := os.MkdirAll(x.Out, 0o755); err != nil {
		return err
	}
	for _, name := range names {
		if err := x.write(ctx, c, app, name); err != nil {
			return fmt.Errorf("export %s: %w", name, err)
		}
	}
	if x.Format == "ics" {
		return x.writeCalendars(ctx, c, app)
	}
	return nil
}

// names are the files of the format.
func (x *exportCommand) names() []string {
	all := api.ExportNames()
	if x.Format == "all" {
		return all
	}
	return slices.DeleteFunc(all, func(name string) bool {
		return name != x.Format && strings.TrimPrefix(filepath.Ext(name), ".") != x.Format
	})
}

func (x *exportCommand) write(ctx context.Context, c console, app *application, name string) error {
	return x.file(c, name, func(file *os.File) error {
		return api.WriteExport(ctx, file, app.service, partnering.SystemActor(), x.Event, name, app.baseURL)
	})
}

// file writes one file of the folder and prints its path.
func (x *exportCommand) file(c console, name string, write func(*os.File) error) error {
	path := filepath.Join(x.Out, name)
	file, err := os.Create(path)
	if err != nil {
		return err
	}
	if err := write(file); err != nil {
		_ = file.Close()
		_ = os.Remove(path)
		return err
	}
	if err := file.Close(); err != nil {
		return err
	}
	_, err = fmt.Fprintln(c.out, path)
	return err
}

// writeCalendars writes a calendar per delegate.
func (x *exportCommand) writeCalendars(ctx context.Context, c console, app *application) error {
	agendas, err := app.service.Agendas(ctx, partnering.SystemActor(), x.Event, partnering.ScopeDelegate)
	if err != nil {
		return err
	}
	for _, agenda := range agendas {
		err := x.file(c, agenda.SubjectID+".ics", func(file *os.File) error { return api.WriteAgenda(file, agenda, "ics") })
		if err != nil {
			return err
		}
	}
	return nil
}
