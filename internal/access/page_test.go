package access_test

import (
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/govtech-kz/ikp/config"
	"github.com/govtech-kz/ikp/internal/access"
)

const root = "../.."

func TestThePageIsCurrent(t *testing.T) {
	grants, err := access.Load(config.Files)
	if err != nil {
		t.Fatal(err)
	}
	limits, err := access.Limits(config.Files)
	if err != nil {
		t.Fatal(err)
	}
	var got strings.Builder
	if err := access.Page(&got, grants, limits); err != nil {
		t.Fatal(err)
	}
	want, err := os.ReadFile(filepath.Join(root, "docs/reference/access.md"))
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(want), got.String()); diff != "" {
		t.Errorf("docs/reference/access.md is not what config says; run make generate (-page +config):\n%s", diff)
	}
}

// named finds what the pages call a test: `folder/of/package.TestName`.
var named = regexp.MustCompile("`([a-z0-9/]+)\\.(Test[A-Za-z0-9]+)`")

func TestThePagesNameTestsThatExist(t *testing.T) {
	for _, page := range []string{"docs/security.md", "docs/security.ru.md", "docs/reference/access.md"} {
		text, err := os.ReadFile(filepath.Join(root, page))
		if err != nil {
			t.Fatal(err)
		}
		tests := named.FindAllStringSubmatch(string(text), -1)
		if len(tests) == 0 {
			t.Errorf("%s names no test", page)
		}
		for _, found := range tests {
			if !exists(t, found[1], found[2]) {
				t.Errorf("%s names %s.%s, which does not exist", page, found[1], found[2])
			}
		}
	}
}

// TestEveryThreatNamesItsTest: a line without a test is a hope.
func TestEveryThreatNamesItsTest(t *testing.T) {
	for page, heading := range map[string]string{"docs/security.md": "\n## Threats\n", "docs/security.ru.md": "\n## Угрозы\n"} {
		text, err := os.ReadFile(filepath.Join(root, page))
		if err != nil {
			t.Fatal(err)
		}
		_, section, found := strings.Cut(string(text), heading)
		section, _, _ = strings.Cut(section, "\n## ")
		lines := 0
		for line := range strings.Lines(section) {
			if strings.HasPrefix(line, "| ") && !strings.Contains(line, "| test |") && !strings.Contains(line, "| тест |") {
				lines++
				if !named.MatchString(line) {
					t.Errorf("%s: no test in the line %q", page, line)
				}
			}
		}
		if !found || lines < 20 {
			t.Errorf("%s has %d threats under %q, want the whole table", page, lines, heading)
		}
	}
}

func exists(t *testing.T, folder, test string) bool {
	t.Helper()
	files, err := filepath.Glob(filepath.Join(root, folder, "*_test.go"))
	if err != nil {
		t.Fatal(err)
	}
	for _, file := range files {
		source, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		if strings.Contains(string(source), "\nfunc "+test+"(") {
			return true
		}
	}
	return false
}
