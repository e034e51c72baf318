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

// Where reasons are declared: with the API, and those that admission alone gives.
const (
	apiSource       = "../../api/*/v1alpha1/*.go"
	admissionSource = "../../apiserver/webhook/reasons.go"
)

// reasons are all codes that the platform gives as a reason.
func reasons(t *testing.T) []constant {
	t.Helper()
	return append(constants(t, apiSource, "Reason"), constants(t, admissionSource, "reason")...)
}

// constants reads from source files the string constants whose names begin with
// a prefix. Those of the API belong to the group whose folder they lie in.
func constants(t *testing.T, source, prefix string) []constant {
	t.Helper()
	files, err := filepath.Glob(source)
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
		t.Fatalf("no constant %s… found in %s", prefix, source)
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
