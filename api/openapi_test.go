package api

import (
	"bytes"
	"encoding/json"
	"os"
	"testing"
)

// TestOpenAPICommitted says that the committed document is what the code makes;
// UPDATE=1 writes it anew.
func TestOpenAPICommitted(t *testing.T) {
	made, err := OpenAPI()
	if err != nil {
		t.Fatal(err)
	}
	var indented bytes.Buffer
	if err := json.Indent(&indented, made, "", "  "); err != nil {
		t.Fatal(err)
	}
	indented.WriteByte('\n')
	if os.Getenv("UPDATE") == "1" {
		if err := os.WriteFile("openapi.json", indented.Bytes(), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	kept, err := os.ReadFile("openapi.json")
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(kept, indented.Bytes()) {
		t.Fatal("openapi.json is out of date: run make generate")
	}
}
