package text

import (
	"go/ast"
	"go/parser"
	"go/token"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
)

// constant is a string constant of an API group.
type constant struct{ group, value string }

// constants reads from the API's source the string constants whose names begin
// with a prefix.
func constants(t *testing.T, prefix string) []constant {
	t.Helper()
	files, err := filepath.Glob("../../api/*/v1alpha1/*.go")
	if err != nil {
		t.Fatal(err)
	}
	var out []constant
	for _, path := range files {
		file, err := parser.ParseFile(token.NewFileSet(), path, nil, parser.SkipObjectResolution)
		if err != nil {
			t.Fatal(err)
		}
		group := filepath.Base(filepath.Dir(filepath.Dir(path)))
		for _, value := range declared(file, prefix) {
			out = append(out, constant{group, value})
		}
	}
	if len(out) == 0 {
		t.Fatalf("no constant %s… found in the API", prefix)
	}
	return out
}

func declared(file *ast.File, prefix string) []string {
	var out []string
	ast.Inspect(file, func(n ast.Node) bool {
		spec, ok := n.(*ast.ValueSpec)
		if !ok || len(spec.Values) != 1 || !strings.HasPrefix(spec.Names[0].Name, prefix) {
			return true
		}
		if literal, ok := spec.Values[0].(*ast.BasicLit); ok && literal.Kind == token.STRING {
			if value, err := strconv.Unquote(literal.Value); err == nil {
				out = append(out, value)
			}
		}
		return true
	})
	return out
}
