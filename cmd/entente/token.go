package main

import (
	"context"
	"fmt"

	"entente/partnering"
)

type tokenCommand struct {
	dataSettings
	Email string `help:"Whose token it is; the account is made when it is missing." required:"" placeholder:"ADDRESS"`
	Event string `help:"Make the account an organiser of this event; without it, an operator, who may create events." placeholder:"ID"`
	Name  string `help:"What the token is for." default:"command line"`
}

// Help shows an example.
func (tokenCommand) Help() string {
	return "Example: entente token --data ./entente-data --email ada@example.org\n\n" +
		"Prints the token, which is shown only here; send it as Authorization: Bearer TOKEN."
}

// Run makes the token and prints it.
func (t *tokenCommand) Run(ctx context.Context, c console) error {
	app, err := t.openService(ctx)
	if err != nil {
		return err
	}
	defer app.close()
	account, err := app.service.EnsureAccount(ctx, partnering.SystemActor(), t.Email, "", t.Event)
	if err != nil {
		return err
	}
	by, err := app.service.ActorOf(ctx, account.ID)
	if err != nil {
		return err
	}
	_, plain, err := app.service.CreateToken(ctx, by, t.Name)
	if err != nil {
		return err
	}
	_, err = fmt.Fprintln(c.out, plain)
	return err
}
