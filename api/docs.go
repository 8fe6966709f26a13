package api

import (
	"bytes"
	_ "embed"
	"encoding/json"
	"html/template"
	"maps"
	"slices"
	"strings"

	"github.com/danielgtaylor/huma/v2"
)

//go:embed docs.html
var docsPage string

// docGroup is the operations under one heading of the page.
type docGroup struct {
	Name       string
	Operations []docOperation
}

type docOperation struct {
	Method, Path, ID, Summary, Who string
	Parameters                     []*huma.Param
	Body, Answer                   string // schema names
	Status                         string
}

type docSchema struct {
	Name string
	Text string // the JSON schema, indented
}

// renderDocs makes the browsable page of the document: plain HTML that needs
// no script and nothing from elsewhere.
func renderDocs(document *huma.OpenAPI) ([]byte, error) {
	page, err := template.New("docs").Funcs(template.FuncMap{"lower": strings.ToLower}).Parse(docsPage)
	if err != nil {
		return nil, err
	}
	schemas, err := docSchemas(document)
	if err != nil {
		return nil, err
	}
	var out bytes.Buffer
	err = page.Execute(&out, map[string]any{"Title": document.Info.Title, "Description": document.Info.Description,
		"Groups": docGroups(document), "Schemas": schemas})
	return out.Bytes(), err
}

func docGroups(document *huma.OpenAPI) []docGroup {
	byTag := map[string][]docOperation{}
	for _, path := range slices.Sorted(maps.Keys(document.Paths)) {
		item := document.Paths[path]
		for _, op := range []*huma.Operation{item.Get, item.Post, item.Put, item.Patch, item.Delete} {
			if op != nil {
				byTag[op.Tags[0]] = append(byTag[op.Tags[0]], docOperationOf(op, path))
			}
		}
	}
	var groups []docGroup
	for _, tag := range slices.Sorted(maps.Keys(byTag)) {
		groups = append(groups, docGroup{Name: tag, Operations: byTag[tag]})
	}
	return groups
}

func docOperationOf(op *huma.Operation, path string) docOperation {
	out := docOperation{Method: op.Method, Path: path, ID: op.OperationID, Summary: op.Summary,
		Who: strings.TrimSuffix(strings.TrimPrefix(op.Description, "For "), "."), Parameters: op.Parameters}
	if op.RequestBody != nil {
		out.Body = schemaOf(op.RequestBody.Content)
	}
	for _, status := range slices.Sorted(maps.Keys(op.Responses)) {
		if status != "default" {
			out.Status, out.Answer = status, schemaOf(op.Responses[status].Content)
			break
		}
	}
	return out
}

func schemaOf(content map[string]*huma.MediaType) string {
	for _, media := range content {
		if media.Schema != nil && media.Schema.Ref != "" {
			return media.Schema.Ref[strings.LastIndex(media.Schema.Ref, "/")+1:]
		}
	}
	return ""
}

func docSchemas(document *huma.OpenAPI) ([]docSchema, error) {
	all := document.Components.Schemas.Map()
	var out []docSchema
	for _, name := range slices.Sorted(maps.Keys(all)) {
		text, err := json.MarshalIndent(all[name], "", "  ")
		if err != nil {
			return nil, err
		}
		out = append(out, docSchema{Name: name, Text: string(text)})
	}
	return out, nil
}
