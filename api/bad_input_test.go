package api_test

import (
	"crypto/sha256"
	"database/sql"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"entente/api"
)

// operation is one route as the API's document has it.
type operation struct {
	method, path string
	id           string
	anybody      bool              // needs no signing in
	fields       map[string]string // JSON body: property → its type
	bodied       bool
}

// operations reads every route from the document that the server serves.
func (s *site) operations() []operation {
	s.Helper()
	var document struct {
		Paths map[string]map[string]struct {
			OperationID, Description string
			RequestBody              *struct {
				Content map[string]struct {
					Schema struct {
						Ref string `json:"$ref"`
					}
				}
			}
		}
		Components struct {
			Schemas map[string]struct{ Properties map[string]struct{ Type any } }
		}
	}
	s.call("GET", "/openapi.json", "", nil).into(s.T, &document)
	var all []operation
	for path, methods := range document.Paths {
		for method, op := range methods {
			o := operation{method: strings.ToUpper(method), path: path, id: op.OperationID, anybody: strings.HasPrefix(op.Description, "For anybody.")}
			if op.RequestBody != nil {
				o.fields = map[string]string{}
				content, isJSON := op.RequestBody.Content["application/json"]
				o.bodied = isJSON && content.Schema.Ref != ""
				schema := document.Components.Schemas[content.Schema.Ref[strings.LastIndex(content.Schema.Ref, "/")+1:]]
				for name, property := range schema.Properties {
					if kind, ok := property.Type.(string); ok && name != "$schema" {
						o.fields[name] = kind
					}
				}
			}
			all = append(all, o)
		}
	}
	slices.SortFunc(all, func(a, b operation) int { return strings.Compare(a.id, b.id) })
	if len(all) < 80 {
		s.Fatalf("the document has %d operations", len(all))
	}
	return all
}

// at fills the path's parameters: the event given, and nothing for the rest.
func (o operation) at(event string) string {
	path := strings.ReplaceAll(o.path, "{event}", event)
	path = strings.ReplaceAll(strings.ReplaceAll(path, "{format}", "json"), "{name}", "problem.json")
	for strings.Contains(path, "{") {
		from, to := strings.Index(path, "{"), strings.Index(path, "}")
		value := "none"
		if strings.Contains(path[from:to], "number") || path[from:to] == "{n" {
			value = "99"
		}
		path = path[:from] + value + path[to+1:]
	}
	return path
}

// wrong is a value of another type than the one named.
func wrong(kind string) any {
	if kind == "object" || kind == "array" {
		return "text"
	}
	return map[string]any{"of": "another type"}
}

// contents is a digest of every row of the database, save what a call may touch
// in passing: sessions, and when a token was last used.
func (s *site) contents() string {
	s.Helper()
	db, err := sql.Open("sqlite", filepath.Join(s.dir, "test.db"))
	s.fine(err)
	defer db.Close()
	names := s.column(db, "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT IN ('sessions', 'tokens', 'idempotency_keys') ORDER BY name")
	digest := sha256.New()
	for _, name := range names {
		columns := strings.Join(s.column(db, "SELECT 'quote(\"' || name || '\")' FROM pragma_table_info('"+name+"')"), " || ',' || ")
		for _, row := range s.column(db, fmt.Sprintf("SELECT %s FROM %q ORDER BY 1", columns, name)) {
			fmt.Fprintln(digest, name, row)
		}
	}
	return hex.EncodeToString(digest.Sum(nil))
}

func (s *site) column(db *sql.DB, query string) []string {
	s.Helper()
	rows, err := db.Query(query)
	s.fine(err)
	defer rows.Close()
	var all []string
	for rows.Next() {
		var text string
		s.fine(rows.Scan(&text))
		all = append(all, text)
	}
	s.fine(rows.Err())
	return all
}

// refused fails the test unless the answer is a problem of one of the statuses that says something.
func (o operation) refused(t *testing.T, what string, got answer, statuses ...int) {
	t.Helper()
	if !slices.Contains(statuses, got.status) {
		t.Errorf("%s %s with %s: status %d, want one of %v: %s", o.method, o.path, what, got.status, statuses, got.body)
		return
	}
	if p := got.problem(t); p.Status != got.status || p.Detail == "" {
		t.Errorf("%s %s with %s says nothing: %s", o.method, o.path, what, got.body)
	}
}

// Every route refuses whoever is not signed in, events that are not there,
// bodies that are no JSON, of another type or with a field that nobody knows,
// names the field at fault, and changes nothing.
func TestEveryRouteRefusesBadInput(t *testing.T) {
	s := newSite(t, func(c *api.Config) { c.Limits = api.Limits{AccountPerSecond: 1e6, AccountBurst: 1e6} })
	before := s.contents()
	match := []string{`If-Match: "v1"`}
	for _, o := range s.operations() {
		if strings.HasPrefix(o.path, "/api/v1/auth/") || o.path == "/api/v1/me/erase" {
			continue // what they change by design is theirs to test
		}
		if !o.anybody {
			o.refused(t, "nobody signed in", s.call(o.method, o.at(s.event.ID), "", o.empty(), match...), 401)
		}
		if strings.Contains(o.path, "{event}") {
			o.refused(t, "an unknown event", s.call(o.method, o.at("none"), s.organiser, o.empty(), match...), 400, 403, 404, 422)
		}
		if !o.bodied {
			continue
		}
		o.refused(t, "half an object", s.call(o.method, o.at(s.event.ID), s.organiser, `{"`, match...), 400)
		o.refused(t, "an array", s.call(o.method, o.at(s.event.ID), s.organiser, `[7]`, match...), 422)
		o.names(t, "nobodyKnows", s.call(o.method, o.at(s.event.ID), s.organiser, map[string]any{"nobodyKnows": 1}, match...))
		for field, kind := range o.fields {
			o.names(t, field, s.call(o.method, o.at(s.event.ID), s.organiser, map[string]any{field: wrong(kind)}, match...))
		}
	}
	if after := s.contents(); after != before {
		t.Error("something in the database changed")
	}
}

// empty is a body that says nothing, where one is wanted.
func (o operation) empty() any {
	if o.bodied {
		return "{}"
	}
	return nil
}

// names fails the test unless the answer names the field at fault.
func (o operation) names(t *testing.T, field string, got answer) {
	t.Helper()
	o.refused(t, "a wrong "+field, got, 422)
	if got.status != 422 {
		return
	}
	text, _ := json.Marshal(got.problem(t).Errors)
	if !strings.Contains(string(text), field) {
		t.Errorf("%s %s: the faults %s do not name %s", o.method, o.path, text, field)
	}
}
