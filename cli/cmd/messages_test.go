package cmd_test

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	finance "github.com/govtech-kz/ikp/api/finance/v1alpha1"
	"github.com/govtech-kz/ikp/internal/domain/rules"
	"github.com/govtech-kz/ikp/internal/domain/sourcesite"
	"github.com/govtech-kz/ikp/internal/domain/whereabouts"
	"github.com/govtech-kz/ikp/internal/text"
)

func TestEveryMessageOfTheCommandLineIsInTheCatalogue(t *testing.T) {
	t.Parallel()
	messages := text.For(text.English).Messages
	for _, id := range append(said(t), composed()...) {
		if messages[id] == "" {
			t.Errorf("the catalogue has no message %q", id)
		}
	}
}

// composed are ids that the source puts together from parts.
func composed() []string {
	ids := []string{"created", "changed", "deleted"}
	for _, m := range []finance.Meter{finance.MeterVCPUHour, finance.MeterMemoryGiBHour, finance.MeterDiskGiBHour} {
		ids = append(ids, "meter-"+string(m))
	}
	for _, action := range []string{"create", "change", "delete", "read", "list"} {
		ids = append(ids, "refused-"+action)
	}
	for _, code := range sourcesite.Codes() {
		ids = append(ids, "site-"+code)
	}
	for _, o := range []sourcesite.Outcome{sourcesite.Stays, sourcesite.Moves, sourcesite.Open} {
		ids = append(ids, "site-"+string(o))
	}
	for _, v := range []string{"Page", "PagePrior", "Seed", "PageTitle", "Secondary", "Recall"} {
		ids = append(ids, "rule-verified-"+v)
	}
	for _, e := range []string{"Deny", "Warn", "Off"} {
		ids = append(ids, "rule-enforced-"+e)
	}
	for _, e := range rules.All() {
		ids = append(ids, "rule-by-"+string(e.By))
		for _, at := range e.At {
			ids = append(ids, "rule-at-"+strings.ReplaceAll(string(at), " ", "-"))
		}
	}
	for _, kind := range append(whereabouts.Stored(), whereabouts.Flow, whereabouts.SupportAccess) {
		ids = append(ids, "residency-kind-"+string(kind))
	}
	for _, word := range []string{whereabouts.Kept, whereabouts.Warned, whereabouts.Excepted, whereabouts.Broken,
		string(whereabouts.Report), string(whereabouts.Quarantine)} {
		ids = append(ids, "residency-"+word)
	}
	for _, head := range []string{"agency", "lot", "resource", "source", "site", "country", "rule", "answer", "since", "until", "what",
		"system", "moved-by", "edition", "outcome", "exception", "act", "approved-by"} {
		ids = append(ids, "head-"+head)
	}
	for _, outcome := range []string{"created", "changed", "unchanged"} {
		ids = append(ids, "outcome-"+outcome)
	}
	return ids
}

// said are the ids that the source of the command line gives to Say.
func said(t *testing.T) []string {
	t.Helper()
	var ids []string
	err := filepath.WalkDir("..", func(path string, _ fs.DirEntry, err error) error {
		if err != nil || !strings.HasSuffix(path, ".go") || strings.HasSuffix(path, "_test.go") {
			return err
		}
		file, err := parser.ParseFile(token.NewFileSet(), path, nil, parser.SkipObjectResolution)
		if err != nil {
			return err
		}
		ast.Inspect(file, func(n ast.Node) bool {
			if call, ok := n.(*ast.CallExpr); ok {
				ids = append(ids, literal(call)...)
			}
			return true
		})
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	if len(ids) < 20 {
		t.Fatalf("found only %d messages in the source", len(ids))
	}
	return ids
}

func literal(call *ast.CallExpr) []string {
	selector, ok := call.Fun.(*ast.SelectorExpr)
	if !ok || selector.Sel.Name != "Say" || len(call.Args) == 0 {
		return nil
	}
	arg, ok := call.Args[0].(*ast.BasicLit)
	if !ok {
		return nil
	}
	id, err := strconv.Unquote(arg.Value)
	if err != nil {
		return nil
	}
	return []string{id}
}
