package main

import (
	"context"
	"fmt"
	"io"
	"os"
)

type demoCommand struct {
	serverSettings
}

// Help shows an example.
func (demoCommand) Help() string {
	return "Example: entente demo --addr 127.0.0.1:8080\n\n" +
		"Serves the demo event \"ICT for Health Paris\", in a temporary folder unless --data names one,\n" +
		"and prints a sign-in link for each role. The links work as long as the demo runs."
}

// Run makes the demo event and serves it until it is told to stop.
func (d *demoCommand) Run(ctx context.Context, c console) error {
	remove, err := d.chooseFolder()
	if err != nil {
		return err
	}
	defer remove()
	if d.Log == "info" {
		d.Log = "warn" // the links should not scroll away
	}
	app, err := d.open(ctx, c.err)
	if err != nil {
		return err
	}
	defer app.close()
	links, err := seedDemo(ctx, app, d.serverSettings)
	if err != nil {
		return fmt.Errorf("make the demo event: %w", err)
	}
	return app.serve(ctx, d.serverSettings, func(string) { printLinks(c.out, app.baseURL, links) })
}

// chooseFolder takes a temporary folder when none is named and returns how to remove it.
func (d *demoCommand) chooseFolder() (remove func(), err error) {
	if d.Database != "" || d.Data != defaultData {
		return func() {}, nil
	}
	d.Data, err = os.MkdirTemp("", "entente-demo-")
	if err != nil {
		return nil, fmt.Errorf("make a temporary data folder: %w; name one with --data", err)
	}
	return func() { _ = os.RemoveAll(d.Data) }, nil
}

// demoLink signs a role of the demo in.
type demoLink struct {
	Who, URL string
}

func printLinks(w io.Writer, baseURL string, links []demoLink) {
	fmt.Fprintf(w, "\nEntente's demo is served at %s\n\nSign in as\n", baseURL)
	for _, link := range links {
		fmt.Fprintf(w, "  %-58s %s\n", link.Who, link.URL)
	}
	fmt.Fprint(w, "\nThe links work until the demo stops. Mail lands in the organiser's mailbox page. Stop it with Ctrl-C.\n")
}
