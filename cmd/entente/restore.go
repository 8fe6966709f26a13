package main

import (
	"context"
	"fmt"
	"path/filepath"

	"entente/store"
)

type restoreCommand struct {
	Data  string `help:"Folder of the data; made when missing." default:"${data}" placeholder:"DIR"`
	File  string `arg:"" help:"A file that backup wrote." type:"existingfile"`
	Force bool   `help:"Put it in the place of the database that is there."`
}

// Help shows an example.
func (restoreCommand) Help() string {
	return "Example: entente restore --data ./entente-data event.db\n\n" +
		"Puts the backup in the data folder, whole or not at all; stop the server first. For a PostgreSQL\n" +
		"database use its own tools. Prints the path of the database."
}

// Run restores the database.
func (r *restoreCommand) Run(ctx context.Context, c console) error {
	path := filepath.Join(r.Data, databaseFile)
	if err := store.Restore(ctx, r.File, path, r.Force); err != nil {
		return err
	}
	_, err := fmt.Fprintln(c.out, path)
	return err
}
