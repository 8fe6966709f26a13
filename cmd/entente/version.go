package main

import (
	"fmt"
	"runtime"
)

type versionCommand struct{}

// Help shows an example.
func (versionCommand) Help() string { return "Example: entente version" }

// Run prints the version.
func (versionCommand) Run(c console) error {
	_, err := fmt.Fprintf(c.out, "entente %s (%s, %s/%s)\n", version, runtime.Version(), runtime.GOOS, runtime.GOARCH)
	return err
}
