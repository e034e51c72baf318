package assessment

import (
	"context"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strconv"
	"strings"

	apierrors "k8s.io/apimachinery/pkg/api/errors"
	"sigs.k8s.io/controller-runtime/pkg/client"
	"sigs.k8s.io/yaml"

	api "github.com/govtech-kz/ikp/api/migration/v1alpha1"
	tenancy "github.com/govtech-kz/ikp/api/tenancy/v1alpha1"
	"github.com/govtech-kz/ikp/cli/cmdutil"
	"github.com/govtech-kz/ikp/internal/domain/assessment"
	"github.com/govtech-kz/ikp/internal/domain/inventory"
)

// read takes a file over: all of it, or nothing when anything in it is wrong.
func (o *AnswerOptions) read(ctx context.Context) error {
	entries, problems, err := parse(o.File)
	if err != nil {
		return err
	}
	c, err := o.Factory.Client()
	if err != nil {
		return err
	}
	if len(problems) == 0 {
		if problems, err = missing(ctx, c, filepath.Base(o.File), entries); err != nil {
			return err
		}
	}
	if len(problems) > 0 {
		return o.refuse(problems)
	}
	e := editor{api: c, dryRun: o.DryRun}
	results := make([]Result, 0, len(entries))
	for _, entry := range entries {
		r, err := e.edit(ctx, keyOf(entry), func(s *api.SystemAssessmentSpec) { merge(s, entry) })
		if err != nil {
			return fmt.Errorf("row %d, %s: %w; the rows before it are written: mend it and read the file again", entry.Row, entry.System, err)
		}
		results = append(results, r)
	}
	return o.print(results)
}

// parse reads a file by its ending.
func parse(path string) ([]assessment.Entry, []inventory.Problem, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, nil, fmt.Errorf("opening the answers: %w", err)
	}
	defer func() { _ = f.Close() }()
	content, err := io.ReadAll(io.LimitReader(f, inventory.MaxBytes+1))
	if err != nil {
		return nil, nil, fmt.Errorf("reading the answers: %w", err)
	}
	switch name := filepath.Base(path); strings.ToLower(filepath.Ext(name)) {
	case ".csv":
		entries, problems := assessment.ParseSheet(inventory.File{Name: name, Content: content})
		return entries, problems, nil
	case ".yaml", ".yml":
		return parseYAML(name, content)
	default:
		return nil, nil, cmdutil.UsageError{Err: fmt.Errorf("%s is neither .csv nor .yaml", name)}
	}
}

// parseYAML reads a list of entries. A field that nobody knows is refused.
func parseYAML(name string, content []byte) ([]assessment.Entry, []inventory.Problem, error) {
	if len(content) > inventory.MaxBytes {
		return nil, nil, fmt.Errorf("%s is larger than %d MiB", name, inventory.MaxBytes>>20)
	}
	var entries []assessment.Entry
	if err := yaml.UnmarshalStrict(content, &entries); err != nil {
		return nil, nil, fmt.Errorf("reading %s: %w", name, err)
	}
	for i := range entries {
		entries[i].Row = i + 1
	}
	if problems := assessment.Check(name, entries); len(problems) > 0 {
		return nil, problems, nil
	}
	return entries, nil, nil
}

// missing names systems that do not exist: they refuse the file.
func missing(ctx context.Context, c client.Client, file string, entries []assessment.Entry) ([]inventory.Problem, error) {
	var problems []inventory.Problem
	for _, e := range entries {
		switch err := c.Get(ctx, keyOf(e), &tenancy.InformationSystem{}); {
		case apierrors.IsNotFound(err):
			problems = append(problems, inventory.Problem{File: file, Row: e.Row, Column: "system", Value: e.System,
				What: "does not exist", WayOut: "correct it, or create the system", Severity: inventory.SeverityError})
		case err != nil:
			return nil, &cmdutil.ActionError{Action: cmdutil.ActionRead, Object: "system/" + e.System, Err: err}
		}
	}
	return problems, nil
}

func keyOf(e assessment.Entry) client.ObjectKey {
	agency, name, _ := strings.Cut(e.System, "/")
	return client.ObjectKey{Namespace: tenancy.AgencyNamespace(agency), Name: name}
}

// refuse shows what is wrong, by row and column.
func (o *AnswerOptions) refuse(problems []inventory.Problem) error {
	err := fmt.Errorf("nothing was written; errors in the file: %d", len(problems))
	if o.Output != cmdutil.OutputTable {
		return firstOf(cmdutil.Encode(o.Factory.IO.Out, o.Output, map[string]any{"problems": problems}), err)
	}
	t := &cmdutil.Table{Heads: []string{"FILE", "ROW", "COLUMN", "VALUE", "ERROR", "WAY OUT"}, Right: map[int]bool{1: true}}
	for _, p := range problems {
		t.Add(p.File, strconv.Itoa(p.Row), p.Column, p.Value, p.What, p.WayOut)
	}
	return firstOf(t.Write(o.Factory.IO.Out), err)
}

func firstOf(errs ...error) error {
	for _, err := range errs {
		if err != nil {
			return err
		}
	}
	return nil
}
