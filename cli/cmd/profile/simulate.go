package profile

import (
	"context"
	"fmt"
	"os"
	"strconv"

	"github.com/spf13/cobra"
	"sigs.k8s.io/yaml"

	governance "github.com/govtech-kz/ikp/api/governance/v1alpha1"
	"github.com/govtech-kz/ikp/cli/cmdutil"
	"github.com/govtech-kz/ikp/cli/cmdutil/lawbook"
	"github.com/govtech-kz/ikp/internal/domain/regulation"
	"github.com/govtech-kz/ikp/internal/domain/rules"
	"github.com/govtech-kz/ikp/internal/facts"
)

// SimulateOptions say which edition would be in force.
type SimulateOptions struct {
	Factory *cmdutil.Factory
	// Name of the edition, or File that holds it.
	Name, File string
	Output     cmdutil.Output
}

// Change is a verdict that would change, as -o json and -o yaml print it.
type Change struct {
	Agency  string `json:"agency"`
	Object  string `json:"object"`
	Rule    string `json:"rule"`
	Before  string `json:"before"`
	After   string `json:"after"`
	Message string `json:"message"`
}

// NewSimulate is the command that says what an edition would change for whom.
func NewSimulate(f *cmdutil.Factory, runF func(*SimulateOptions) error) *cobra.Command {
	o := &SimulateOptions{Factory: f}
	cmd := &cobra.Command{
		Use: "simulate [NEW]", Short: "Say what an edition would change for whom, before it is in force",
		Long: `Judge everything that lives on the platform under the edition in force and under
another one, with the administrators' overrides, and show the verdicts that would
change. Nothing is written.`,
		Example: `  ikpctl profile simulate concept-2022
  ikpctl profile simulate -f draft-2027.yaml -o json`,
		Args:              cobra.MaximumNArgs(1),
		ValidArgsFunction: completeEditions(f, 1),
		RunE: func(cmd *cobra.Command, args []string) error {
			if (len(args) == 1) == (o.File != "") {
				return cmdutil.UsageError{Err: fmt.Errorf("name an edition or give a file with -f, one of them")}
			}
			if len(args) == 1 {
				o.Name = args[0]
			}
			if runF != nil {
				return runF(o)
			}
			return o.run(cmd.Context())
		},
	}
	cmd.Flags().StringVarP(&o.File, "filename", "f", "", "File with a RegulationProfile")
	cmdutil.OutputFlag(cmd, &o.Output, cmdutil.OutputTable, cmdutil.OutputJSON, cmdutil.OutputYAML)
	return cmd
}

func (o *SimulateOptions) run(ctx context.Context) error {
	shelf, err := lawbook.Read(ctx, o.Factory)
	if err != nil {
		return err
	}
	before := regulation.BookOf(shelf.Editions, shelf.Overrides, shelf.Today)
	edition, err := o.edition(shelf)
	if err != nil {
		return err
	}
	after := regulation.NewBook(edition, shelf.Overrides)
	c, err := o.Factory.Client()
	if err != nil {
		return err
	}
	cases, err := living{client: c}.cases(ctx)
	if err != nil {
		return err
	}
	return o.write(cases, rules.Compare(cases, before, after, o.Factory.Clock.Now()), before, after)
}

// edition is the one named or the one of the file.
func (o *SimulateOptions) edition(shelf lawbook.Shelf) (regulation.Profile, error) {
	if o.File == "" {
		return shelf.Edition(o.Name)
	}
	raw, err := os.ReadFile(o.File)
	if err != nil {
		return regulation.Profile{}, err
	}
	p := &governance.RegulationProfile{}
	if err := yaml.UnmarshalStrict(raw, p); err != nil {
		return regulation.Profile{}, fmt.Errorf("reading the edition in %q: %w", o.File, err)
	}
	if p.Kind != "RegulationProfile" || p.Name == "" {
		return regulation.Profile{}, fmt.Errorf("%q holds no RegulationProfile with a name", o.File)
	}
	return facts.Profile(p), nil
}

func (o *SimulateOptions) write(cases []rules.Case, changes []rules.Change, before, after regulation.Book) error {
	out := o.Factory.IO.Out
	if o.Output != cmdutil.OutputTable {
		printed := make([]Change, 0, len(changes))
		for _, c := range changes {
			printed = append(printed, Change{c.Agency, c.Object, c.Rule, string(c.Before), string(c.After), c.Message})
		}
		return cmdutil.Encode(out, o.Output, printed)
	}
	texts := o.Factory.Texts()
	if len(changes) > 0 {
		t := &cmdutil.Table{Heads: []string{"AGENCY", "OBJECT", "RULE", "BEFORE", "AFTER", "MESSAGE"}}
		for _, c := range changes {
			t.Add(c.Agency, c.Object, c.Rule, string(c.Before), string(c.After), c.Message)
		}
		if err := t.Write(out); err != nil {
			return err
		}
	} else if _, err := fmt.Fprintln(out, texts.Say("profile-nothing-changes")); err != nil {
		return err
	}
	o.Factory.IO.Tell("%s", texts.Say("profile-looked-at", "cases", strconv.Itoa(len(cases)), "objects", strconv.Itoa(objects(cases)),
		"before", before.Edition(), "after", after.Edition(), "changes", strconv.Itoa(len(changes))))
	o.Factory.IO.Tell("%s", texts.Say("profile-migrations-note"))
	return nil
}

// objects is how many there are: one may be asked about at several moments.
func objects(cases []rules.Case) int {
	seen := map[string]bool{}
	for _, c := range cases {
		seen[c.Agency+"/"+c.Object] = true
	}
	return len(seen)
}
