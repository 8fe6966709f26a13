package main

import (
	"context"
	"fmt"
	"os"
)

type backupCommand struct {
	dataSettings
	Out string `arg:"" help:"File to write; must not exist."`
}

// Help shows an example.
func (backupCommand) Help() string {
	return "Example: entente backup --data ./entente-data event.db\n\n" +
		"Copies the SQLite database in one piece, also while it is served. Prints the file's path."
}

// Run copies the database.
func (b *backupCommand) Run(ctx context.Context, c console) error {
	if _, err := os.Stat(b.Out); err == nil {
		return fmt.Errorf("%s exists already; name a file that does not", b.Out)
	}
	app, err := b.openService(ctx)
	if err != nil {
		return err
	}
	defer app.close()
	if err := app.db.Backup(ctx, b.Out); err != nil {
		return err
	}
	_, err = fmt.Fprintln(c.out, b.Out)
	return err
}
