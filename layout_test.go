package entente_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

const module = "entente"

// layers orders the parts: a part may import those of a lower layer. Frontend
// stands apart and is named in extraEdges.
var layers = map[string]int{
	"scheduler":  0,
	"partnering": 1,
	"store":      2,
	"api":        2,
	"internal":   2,
	"cmd":        3,
}

// extraEdges are the imports allowed besides those from layer to lower layer.
var extraEdges = []struct{ from, to string }{
	{"api", "internal"},
	{"api", "frontend"},
	{"cmd", "frontend"},
	{"internal/mail", "internal/export"},
}

// keepers says which part alone may import the modules under a path.
var keepers = []struct{ path, part string }{
	{"gorm.io", "store"},
	{"github.com/labstack", "api"},
	{"github.com/danielgtaylor/huma", "api"},
	{"github.com/robfig/cron", "cmd"},
}

// faultsOf judges what one package imports and returns a sentence for each
// import that the layout forbids. Paths are import paths.
func faultsOf(pkg string, imports []string) []string {
	from, ours := inModule(pkg)
	if !ours || !placed(from) {
		return []string{fmt.Sprintf("%s has no place in the layout of docs/ARCHITECTURE.md", pkg)}
	}
	var faults []string
	for _, imported := range imports {
		if reason := forbids(from, imported); reason != "" {
			faults = append(faults, fmt.Sprintf("%s imports %s: %s", pkg, imported, reason))
		}
	}
	return faults
}

func forbids(from, imported string) string {
	if to, ours := inModule(imported); ours {
		return forbidsOurs(from, to)
	}
	if part(from) == "scheduler" && strings.Contains(part(imported), ".") {
		return "scheduler needs the standard library only"
	}
	for _, k := range keepers {
		if under(imported, k.path) && part(from) != k.part {
			return "only " + k.part + " may import " + k.path
		}
	}
	return ""
}

func forbidsOurs(from, to string) string {
	if home(from) == home(to) {
		return ""
	}
	for _, e := range extraEdges {
		if under(from, e.from) && under(to, e.to) {
			return ""
		}
	}
	a, known := layers[part(from)]
	b, below := layers[part(to)]
	if known && below && b < a {
		return ""
	}
	return "imports point from cmd over store, api and internal to partnering and scheduler, and not this way"
}

// inModule returns the package's path below the module, and whether it is ours.
func inModule(path string) (string, bool) {
	if path == module {
		return "", true
	}
	return strings.CutPrefix(path, module+"/")
}

func placed(path string) bool {
	_, known := layers[part(path)]
	return known || part(path) == "frontend"
}

// part is the first element of a path: a top-level folder, or a host.
func part(path string) string {
	first, _, _ := strings.Cut(path, "/")
	return first
}

// home is the folder in which packages may import each other freely: the
// top-level one, or each one below internal.
func home(path string) string {
	if part(path) != "internal" {
		return part(path)
	}
	elements := strings.SplitN(path, "/", 3)
	return strings.Join(elements[:min(2, len(elements))], "/")
}

func under(path, folder string) bool {
	return path == folder || strings.HasPrefix(path, folder+"/")
}

func TestLayoutJudgesImports(t *testing.T) {
	for _, edge := range []struct {
		from, to string
		allowed  bool
	}{
		{"entente/partnering", "entente/scheduler", true},
		{"entente/partnering", "entente/scheduler/matchmaking", true},
		{"entente/store", "entente/partnering", true},
		{"entente/api", "entente/internal/export", true},
		{"entente/api", "entente/frontend", true},
		{"entente/internal/mail", "entente/internal/export", true},
		{"entente/internal/tables", "entente/partnering", true},
		{"entente/store", "entente/store/migrations", true},
		{"entente/cmd/entente", "entente/store", true},
		{"entente/cmd/entente", "entente/frontend", true},
		{"entente/scheduler", "math/rand/v2", true},
		{"entente/store", "gorm.io/gorm", true},
		{"entente/api", "github.com/labstack/echo/v4", true},
		{"entente/api", "github.com/danielgtaylor/huma/v2", true},
		{"entente/cmd/entente", "github.com/robfig/cron/v3", true},

		{"entente/scheduler", "entente/partnering", false},
		{"entente/scheduler/matchmaking", "entente/partnering", false},
		{"entente/scheduler", "golang.org/x/sync/errgroup", false},
		{"entente/partnering", "entente/store", false},
		{"entente/partnering", "entente/api", false},
		{"entente/partnering", "entente/internal/export", false},
		{"entente/partnering", "entente/frontend", false},
		{"entente/store", "entente/api", false},
		{"entente/store", "entente/internal/tables", false},
		{"entente/api", "entente/store", false},
		{"entente/api", "entente/cmd/entente", false},
		{"entente/internal/export", "entente/internal/mail", false},
		{"entente/internal/tables", "entente/internal/export", false},
		{"entente/internal/tables", "entente/store", false},
		{"entente/internal/mail", "entente/frontend", false},
		{"entente/internal/mailbox", "entente/internal/export", false},
		{"entente/frontend", "entente/scheduler", false},
		{"entente/partnering", "gorm.io/gorm", false},
		{"entente/cmd/entente", "gorm.io/driver/sqlite", false},
		{"entente/partnering", "github.com/danielgtaylor/huma/v2", false},
		{"entente/cmd/entente", "github.com/labstack/echo/v4", false},
		{"entente/cmd/entente", "github.com/labstack/echo-contrib/echoprometheus", false},
		{"entente/partnering", "github.com/robfig/cron/v3", false},
		{"entente/util", "fmt", false},
		{"entente", "fmt", false},
	} {
		t.Run(edge.from+" to "+edge.to, func(t *testing.T) {
			faults := faultsOf(edge.from, []string{edge.to})
			if edge.allowed != (len(faults) == 0) {
				t.Errorf("allowed is %t, want %t: %q", !edge.allowed, edge.allowed, faults)
			}
		})
	}
}

type goPackage struct {
	Dir, ImportPath  string
	GoFiles, Imports []string
}

func TestPackagesKeepTheLayout(t *testing.T) {
	packages := ourPackages(t)
	if len(packages) < 2 {
		t.Fatalf("go list found %d packages; the layout has more", len(packages))
	}
	for _, p := range packages {
		for _, fault := range faultsOf(p.ImportPath, p.Imports) {
			t.Error(fault)
		}
	}
}

func TestPartneringHasNoStructTags(t *testing.T) {
	files := token.NewFileSet()
	for _, p := range ourPackages(t) {
		if !under(p.ImportPath, module+"/partnering") {
			continue
		}
		for _, name := range p.GoFiles {
			file, err := parser.ParseFile(files, filepath.Join(p.Dir, name), nil, parser.SkipObjectResolution)
			if err != nil {
				t.Fatal(err)
			}
			for _, tag := range structTags(file) {
				t.Errorf("%s: struct tag %s belongs at a border, not in partnering", files.Position(tag.Pos()), tag.Value)
			}
		}
	}
}

func TestStructTagsAreFound(t *testing.T) {
	source := "package p\ntype T struct {\n\tA int\n\tB struct {\n\t\tC int `json:\"c\"`\n\t}\n}\n"
	file, err := parser.ParseFile(token.NewFileSet(), "p.go", source, 0)
	if err != nil {
		t.Fatal(err)
	}
	if tags := structTags(file); len(tags) != 1 || tags[0].Value != "`json:\"c\"`" {
		t.Errorf("found %v, want the one json tag", tags)
	}
}

func structTags(file *ast.File) []*ast.BasicLit {
	var tags []*ast.BasicLit
	ast.Inspect(file, func(n ast.Node) bool {
		if field, ok := n.(*ast.Field); ok && field.Tag != nil {
			tags = append(tags, field.Tag)
		}
		return true
	})
	return tags
}

// ourPackages lists the module's packages; those with test files alone are free.
func ourPackages(t *testing.T) []goPackage {
	t.Helper()
	visitFolders(t)
	var out, complaint bytes.Buffer
	list := exec.CommandContext(t.Context(), "go", "list", "-json=Dir,ImportPath,GoFiles,Imports", "./...")
	list.Stdout, list.Stderr = &out, &complaint
	if err := list.Run(); err != nil {
		t.Fatalf("go list: %v\n%s", err, &complaint)
	}
	var all []goPackage
	for dec := json.NewDecoder(&out); dec.More(); {
		var p goPackage
		if err := dec.Decode(&p); err != nil {
			t.Fatal(err)
		}
		if len(p.GoFiles) > 0 {
			all = append(all, p)
		}
	}
	return all
}

// visitFolders reads every folder of the module: the test cache sees what a
// test itself opens, not what go list reads for it, and would keep an old "ok".
func visitFolders(t *testing.T) {
	t.Helper()
	err := filepath.WalkDir(".", func(path string, entry fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if entry.IsDir() && (entry.Name() == "node_modules" || len(path) > 1 && entry.Name()[0] == '.') {
			return fs.SkipDir
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}
