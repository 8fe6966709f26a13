package main

import (
	"bytes"
	"encoding/json"

	"entente/api"
)

type openapiCommand struct{}

// Help shows an example.
func (openapiCommand) Help() string { return "Example: entente openapi > openapi.json" }

// Run prints the OpenAPI document, the same bytes each time.
func (openapiCommand) Run(c console) error {
	document, err := api.OpenAPI()
	if err != nil {
		return err
	}
	var out bytes.Buffer
	if err := json.Indent(&out, document, "", "  "); err != nil {
		return err
	}
	out.WriteByte('\n')
	_, err = out.WriteTo(c.out)
	return err
}
