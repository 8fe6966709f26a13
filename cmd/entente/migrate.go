package main

import (
	"context"
	"fmt"
	"log/slog"
)

type migrateCommand struct {
	dataSettings
}

// Help shows an example.
func (migrateCommand) Help() string {
	return "Example: entente migrate --data ./entente-data\n\n" +
		"The other commands migrate by themselves; this one does only that. Prints the schema's version."
}

// Run migrates and prints the version of the schema.
func (m *migrateCommand) Run(ctx context.Context, c console) error {
	db, err := m.openStore(ctx, slog.New(slog.DiscardHandler))
	if err != nil {
		return err
	}
	defer db.Close()
	number, err := db.SchemaVersion(ctx)
	if err != nil {
		return err
	}
	_, err = fmt.Fprintln(c.out, number)
	return err
}
