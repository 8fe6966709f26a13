package entente_test

import (
	"os"
	"path/filepath"
	"regexp"
	"testing"
)

// relativeLink finds the targets of Markdown links and pictures that are files of the repository.
var relativeLink = regexp.MustCompile(`\]\(([^)#:\s]+)(?:#[^)]*)?\)`)

// deadLinks returns the relative links of a document in dir that lead to no file.
func deadLinks(dir string, document []byte) []string {
	var dead []string
	for _, match := range relativeLink.FindAllSubmatch(document, -1) {
		target := string(match[1])
		if _, err := os.Stat(filepath.Join(dir, target)); err != nil {
			dead = append(dead, target)
		}
	}
	return dead
}

func TestDocumentsLinkToFilesThatExist(t *testing.T) {
	var documents []string
	for _, pattern := range []string{"*.md", "docs/*.md", "docs/adr/*.md"} {
		found, err := filepath.Glob(pattern)
		if err != nil || len(found) == 0 {
			t.Fatalf("%s matches %d documents: %v", pattern, len(found), err)
		}
		documents = append(documents, found...)
	}
	for _, path := range documents {
		text, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		for _, link := range deadLinks(filepath.Dir(path), text) {
			t.Errorf("%s links to %s, which is no file", path, link)
		}
	}
}

func TestDeadLinksAreFound(t *testing.T) {
	text := []byte("[a](README.md) [b](docs/nowhere.md#part) ![c](docs/none.png) [d](https://example.org/x)")
	dead := deadLinks(".", text)
	if len(dead) != 2 || dead[0] != "docs/nowhere.md" || dead[1] != "docs/none.png" {
		t.Errorf("dead links are %q, want docs/nowhere.md and docs/none.png", dead)
	}
}
