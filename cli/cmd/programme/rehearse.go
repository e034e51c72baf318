package programme

import (
	"context"
	"errors"
	"fmt"
	"strconv"

	"github.com/spf13/cobra"

	"github.com/govtech-kz/ikp/cli/cmdutil"
	"github.com/govtech-kz/ikp/cli/cmdutil/planned"
	"github.com/govtech-kz/ikp/internal/planning"
)

// RehearseOptions say how often to run the programme.
type RehearseOptions struct {
	Options
	Runs int
	Seed uint64
}

// NewRehearse is the command that runs the programme in simulation.
func NewRehearse(f *cmdutil.Factory, runF func(*RehearseOptions) error) *cobra.Command {
	o := &RehearseOptions{Options: Options{Factory: f}}
	cmd := o.command(&cobra.Command{
		Use: "rehearse", Short: "Run the programme in simulation with random slips, and tell the chance of each deadline",
		Long: `Plan what is left and run it again and again with phases that slip at random; tell
in how many runs each deadline was kept. The same runs and seed give the same
answer. The platform itself rehearses when something has changed: see programme
status.`,
		Example: `  ikpctl programme rehearse
  ikpctl programme rehearse --runs 1000 --seed 7 -o json`,
	}, func(ctx context.Context) error {
		if o.Runs < 1 || o.Runs > mostRuns {
			return cmdutil.UsageError{Err: errors.New("--runs: choose between 1 and " + strconv.Itoa(mostRuns))}
		}
		if runF != nil {
			return runF(o)
		}
		return o.run(ctx)
	})
	cmd.Flags().IntVar(&o.Runs, "runs", 200, "How many runs")
	cmd.Flags().Uint64Var(&o.Seed, "seed", 1, "Seed of the slips")
	return cmd
}

// mostRuns that one command makes.
const mostRuns = 100_000

func (o *RehearseOptions) run(ctx context.Context) error {
	w, day, err := o.Source.World(ctx, o.Factory)
	if err != nil {
		return err
	}
	if o.Factory.IO.ErrIsTerminal() {
		o.Factory.IO.Tell("%s", o.heading(w))
	}
	outlook, err := planning.OutlookOf(w, day, o.Runs, o.Seed)
	if err != nil {
		return err
	}
	if outlook == nil {
		o.Factory.IO.Tell("%s", o.words().Say("none-found"))
		return nil
	}
	outlook.At.Time = o.Factory.Clock.Now()
	w.Programme.Status.Outlook = outlook
	if o.Output != cmdutil.OutputTable {
		return cmdutil.Encode(o.Factory.IO.Out, o.Output, outlook)
	}
	defaults, err := planning.NewDefaults(defaultsOf(w))
	if err != nil {
		return err
	}
	words := o.words()
	if _, err := fmt.Fprintf(o.Factory.IO.Out, "%s\n%s\n%s\n", o.Factory.IO.OutColours().Bold(o.heading(w)),
		words.Say("rehearse-finish", "p50", string(outlook.Finish50), "p80", string(outlook.Finish80), "p95", string(outlook.Finish95)),
		words.Say("rehearse-slips", "chance", strconv.FormatInt(defaults[planning.SlipChance], 10), "most", strconv.FormatInt(defaults[planning.SlipMost], 10))); err != nil {
		return err
	}
	t := o.heads([]int{2, 3}, "head-deadline", "head-last-day", "head-chance", "head-share")
	for _, c := range outlook.Chances {
		t.Add(words.Deadline(c.ID), string(c.LastDay), planned.Permille(c.Permille), planned.Permille(c.SystemsPermille))
	}
	return o.section(o.Factory.IO.Out, "programme-deadlines", t)
}

func (o *RehearseOptions) heading(w planning.World) string {
	return o.words().Say("rehearse-heading", "programme", w.Programme.Name, "runs", strconv.Itoa(o.Runs), "seed", strconv.FormatUint(o.Seed, 10))
}

func defaultsOf(w planning.World) map[string]int64 {
	if w.Programme.Spec.Planning == nil {
		return nil
	}
	return w.Programme.Spec.Planning.Defaults
}
