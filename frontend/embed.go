// Package frontend holds the web app: its source stands in src/, its build in
// dist/, which is embedded so that the binary serves the app on its own.
//
// Files under assets/ carry a hash of their content in their name and may be
// cached for ever; every other file is small and should be revalidated. Paths
// that name no file are pages of the app and get index.html.
package frontend

import (
	"embed"
	"io/fs"
)

//go:embed all:dist
var built embed.FS

// Files returns the built web app: index.html at its root. The error says that
// the build is missing from the binary.
func Files() (fs.FS, error) { return fs.Sub(built, "dist") }
