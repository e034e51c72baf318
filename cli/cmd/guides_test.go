package cmd_test

import (
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// redirection is what a shell takes off the end of a line before the command sees it.
var redirection = regexp.MustCompile(`\s+(#|>|\||<).*$`)

// commandLines are the lines of a guide's code blocks that call ikpctl.
func commandLines(page string) []string {
	var lines []string
	for i, block := range strings.Split(strings.ReplaceAll(page, "\\\n", " "), "```") {
		if i%2 == 0 {
			continue // Between two blocks.
		}
		for _, line := range strings.Split(block, "\n") {
			line = strings.TrimPrefix(strings.TrimPrefix(strings.TrimSpace(line), "sudo "), "bin/")
			if strings.HasPrefix(line, "ikpctl ") {
				lines = append(lines, redirection.ReplaceAllString(line, ""))
			}
		}
	}
	return lines
}

func TestEveryCommandOfTheGuidesIsValid(t *testing.T) {
	t.Parallel()
	pages, err := filepath.Glob("../../docs/guides/*.md")
	if err != nil || len(pages) == 0 {
		t.Fatalf("no guides: %v", err)
	}
	for _, page := range pages {
		content, err := os.ReadFile(page)
		if err != nil {
			t.Fatal(err)
		}
		for _, line := range commandLines(string(content)) {
			t.Run(filepath.Base(page)+" "+line, func(t *testing.T) {
				t.Parallel()
				if err := check(line); err != nil {
					t.Error(err)
				}
			})
		}
	}
}
