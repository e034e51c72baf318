package assessment

import (
	"context"
	"slices"
	"strconv"
	"strings"

	"github.com/spf13/cobra"
	"sigs.k8s.io/controller-runtime/pkg/client"

	api "github.com/govtech-kz/ikp/api/migration/v1alpha1"
	tenancy "github.com/govtech-kz/ikp/api/tenancy/v1alpha1"
	"github.com/govtech-kz/ikp/cli/cmdutil"
	"github.com/govtech-kz/ikp/cli/cmdutil/verb"
	"github.com/govtech-kz/ikp/internal/domain/duplicate"
	"github.com/govtech-kz/ikp/internal/facts"
	"github.com/govtech-kz/ikp/internal/text"
)

// DuplicatesOptions say which pairs are asked for.
type DuplicatesOptions struct {
	Factory *cmdutil.Factory
	// Threshold is the likeness from which a pair is shown, in thousandths.
	Threshold int
	// Agency that one of the two belongs to; empty: any.
	Agency string
	Output cmdutil.Output
}

// Pair is two systems that seem to carry one function.
type Pair struct {
	A        string `json:"a"`
	B        string `json:"b"`
	Permille int    `json:"permille"`
	// Likely says that several distinct words are alike; else it is possible.
	Likely  bool     `json:"likely"`
	Because []string `json:"because"`
}

// NewDuplicates is the command that compares all systems.
func NewDuplicates(f *cmdutil.Factory, runF func(*DuplicatesOptions) error) *cobra.Command {
	o := &DuplicatesOptions{Factory: f}
	cmd := &cobra.Command{
		Use: "duplicates", Short: "Find systems of different owners that seem to carry the same function",
		Long: duplicatesLong,
		Example: `  ikpctl assessment duplicates
  ikpctl assessment duplicates -a minfin -o json`,
		Args: cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			if runF != nil {
				return runF(o)
			}
			return o.run(cmd.Context())
		},
	}
	cmd.Flags().IntVar(&o.Threshold, "threshold", duplicate.Threshold, "Likeness from which a pair is shown, in thousandths")
	cmd.Flags().StringVarP(&o.Agency, "agency", "a", "", "Agency that one of the two systems belongs to")
	verb.CompleteFlag(f, cmd, "agency", func() client.ObjectList { return &tenancy.AgencyList{} }, func() string { return "" })
	cmdutil.OutputFlag(cmd, &o.Output, cmdutil.OutputTable, cmdutil.OutputJSON, cmdutil.OutputYAML)
	return cmd
}

func (o *DuplicatesOptions) run(ctx context.Context) error {
	systems, err := o.systems(ctx)
	if err != nil {
		return err
	}
	pairs := []Pair{}
	for _, p := range duplicate.Find(systems, o.Threshold) {
		if o.Agency == "" || strings.HasPrefix(p.A, o.Agency+"/") || strings.HasPrefix(p.B, o.Agency+"/") {
			pairs = append(pairs, Pair{A: p.A, B: p.B, Permille: p.Permille, Likely: p.Likely, Because: slices.Clone(p.Shared)})
		}
	}
	return o.print(pairs)
}

func (o *DuplicatesOptions) systems(ctx context.Context) ([]duplicate.System, error) {
	c, err := o.Factory.Client()
	if err != nil {
		return nil, err
	}
	var systems tenancy.InformationSystemList
	if err := c.List(ctx, &systems); err != nil {
		return nil, &cmdutil.ActionError{Action: cmdutil.ActionList, Object: "system", Err: err}
	}
	var assessments api.SystemAssessmentList
	if err := c.List(ctx, &assessments); err != nil {
		return nil, &cmdutil.ActionError{Action: cmdutil.ActionList, Object: "assessment", Err: err}
	}
	return facts.Comparables(systems.Items, assessments.Items), nil
}

func (o *DuplicatesOptions) print(pairs []Pair) error {
	out, say := o.Factory.IO.Out, o.Factory.Texts().Say
	if o.Output != cmdutil.OutputTable {
		return cmdutil.Encode(out, o.Output, pairs)
	}
	if len(pairs) == 0 {
		o.Factory.IO.Tell("%s", say("none-found"))
		return nil
	}
	t := &cmdutil.Table{Heads: []string{say("head-alike"), say("head-grade"), say("head-system"), say("head-other-system"), say("head-shared-words")}, Right: map[int]bool{0: true}}
	for _, p := range pairs {
		t.Add(strconv.Itoa(p.Permille)+" ‰", grade(o.Factory.Texts(), p.Likely), p.A, p.B, strings.Join(p.Because, ", "))
	}
	if err := t.Write(out); err != nil {
		return err
	}
	o.Factory.IO.Tell("%s", say("duplicates-are-candidates"))
	return nil
}

const duplicatesLong = `Find systems of different owners that seem to carry the same function, by the
words of their names, purposes and functions. What few systems say counts, what all
say does not; a name alone is never enough. A system whose owner nobody knows is
compared with all.

These are candidates for people to judge, no verdicts. On a labelled set of 64 real
systems, each described by one sentence, 8 of 9 likely pairs were right and 15 of 30
of all that is shown, which is 15 of 28 pairs that are there. The more functions the
assessments name, the more there is to compare.`

func grade(texts *text.Catalogue, likely bool) string {
	if likely {
		return texts.Say("grade-likely")
	}
	return texts.Say("grade-possible")
}
