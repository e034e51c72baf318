package assessment

import (
	"context"
	"strconv"

	"github.com/spf13/cobra"

	api "github.com/govtech-kz/ikp/api/migration/v1alpha1"
	"github.com/govtech-kz/ikp/cli/cmd/system"
	"github.com/govtech-kz/ikp/cli/cmdutil"
	"github.com/govtech-kz/ikp/cli/cmdutil/verb"
)

// Edit is what every command can do that changes the assessment of one system.
type Edit struct {
	Factory *cmdutil.Factory
	Place   verb.Place
	// System as the person wrote it.
	System string
	DryRun bool
	Output cmdutil.Output
}

// addFlags registers what these commands share, and completes the system.
func (e *Edit) addFlags(cmd *cobra.Command) {
	e.Place.AddFlags(e.Factory, cmd, verb.OfAgency)
	verb.DryRunFlag(cmd.Flags(), &e.DryRun)
	cmdutil.OutputFlag(cmd, &e.Output, cmdutil.OutputTable, cmdutil.OutputJSON, cmdutil.OutputYAML)
	cmd.ValidArgsFunction = verb.CompleteArgs(e.Factory, system.Kind(), &e.Place)
}

// apply changes the assessment and prints what became of it.
func (e *Edit) apply(ctx context.Context, change func(*api.SystemAssessmentSpec)) error {
	// The system must exist: an assessment of a misspelt one helps nobody.
	found, err := verb.Get(ctx, e.Factory, system.Kind(), &e.Place, e.System)
	if err != nil {
		return err
	}
	c, err := e.Factory.Client()
	if err != nil {
		return err
	}
	key, err := e.Place.Key(verb.OfAgency, e.System)
	if err != nil {
		return err
	}
	key.Name = found.Name
	r, err := editor{api: c, dryRun: e.DryRun}.edit(ctx, key, change)
	if err != nil {
		return err
	}
	return e.print([]Result{r})
}

// print shows results as a table, or as a list.
func (e *Edit) print(results []Result) error {
	out, say := e.Factory.IO.Out, e.Factory.Texts().Say
	if e.Output != cmdutil.OutputTable {
		return cmdutil.Encode(out, e.Output, results)
	}
	t := &cmdutil.Table{
		Heads: []string{say("head-system"), say("head-outcome"), say("head-readiness"), say("head-open"), say("head-speaks-for")},
		Right: map[int]bool{2: true, 3: true},
	}
	for _, r := range results {
		t.Add(r.System, say("outcome-"+r.Outcome), strconv.Itoa(r.Readiness), strconv.Itoa(r.Open), r.Suggested)
	}
	return t.Write(out)
}
