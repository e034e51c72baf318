package programme

import (
	"context"
	"fmt"
	"os"
	"strconv"

	"github.com/spf13/cobra"

	"github.com/govtech-kz/ikp/cli/cmdutil"
	"github.com/govtech-kz/ikp/internal/burndown"
	"github.com/govtech-kz/ikp/internal/planning"
)

// BurndownOptions say how to show what is left.
type BurndownOptions struct {
	Options
	// SVG is the file into which the chart is drawn.
	SVG     string
	Columns int
}

// NewBurndown is the command that shows how many systems are left, month by month.
func NewBurndown(f *cmdutil.Factory, runF func(*BurndownOptions) error) *cobra.Command {
	o := &BurndownOptions{Options: Options{Factory: f}}
	cmd := o.command(&cobra.Command{
		Use: "burndown", Short: "Show how many systems are left: as planned, as forecast, in fact",
		Long: `Show how many systems are left at the end of each month: by the plans on record
(baseline), by the planner as of today (forecast), and in fact.`,
		Example: `  ikpctl programme burndown
  ikpctl programme burndown --svg burndown.svg --lang kk`,
	}, func(ctx context.Context) error {
		if runF != nil {
			return runF(o)
		}
		return o.run(ctx)
	})
	cmd.Flags().StringVar(&o.SVG, "svg", "", "Draw the chart into this file as SVG")
	cmd.Flags().IntVar(&o.Columns, "columns", 100, "Width of the chart in the terminal")
	return cmd
}

func (o *BurndownOptions) run(ctx context.Context) error {
	w, day, err := o.Source.World(ctx, o.Factory)
	if err != nil {
		return err
	}
	p, err := planning.Propose(w, day)
	if err != nil {
		return err
	}
	b := planning.BurndownOf(w, p, day)
	if o.Output != cmdutil.OutputTable {
		return cmdutil.Encode(o.Factory.IO.Out, o.Output, b)
	}
	c := o.chart(w.Programme.Name, b)
	if o.SVG != "" {
		return o.draw(c)
	}
	text, err := burndown.Terminal(c, o.Columns)
	if err != nil {
		return fmt.Errorf("drawing the burndown: %w", err)
	}
	if _, err := fmt.Fprintln(o.Factory.IO.Out, text); err != nil {
		return err
	}
	return o.table(b).Write(o.Factory.IO.Out)
}

func (o *BurndownOptions) chart(programme string, b planning.Burndown) burndown.Chart {
	words := o.words()
	left := b.Systems
	plan := burndown.Series{Name: words.Say("head-baseline"), Letter: '·', Colour: "#999999"}
	forecast := burndown.Series{Name: words.Say("head-forecast"), Letter: 'o', Colour: "#56B4E9"}
	fact := burndown.Series{Name: words.Say("head-fact"), Letter: '#', Colour: "#D55E00"}
	c := burndown.Chart{}
	for _, p := range b.Points {
		c.Points = append(c.Points, string(p.Day[:len("2006-01")]))
		plan.Values, forecast.Values, fact.Values = append(plan.Values, p.Baseline), append(forecast.Values, p.Forecast), append(fact.Values, p.Fact)
		if p.Fact >= 0 {
			left = p.Fact
		}
	}
	c.Series = []burndown.Series{plan, forecast, fact}
	c.Title = words.Say("burndown-heading", "programme", programme, "left", strconv.Itoa(left), "systems", strconv.Itoa(b.Systems),
		"agreed", strconv.Itoa(b.Agreed), "plans", strconv.Itoa(b.Plans))
	return c
}

func (o *BurndownOptions) table(b planning.Burndown) *cmdutil.Table {
	t := o.heads([]int{1, 2, 3}, "head-day", "head-baseline", "head-forecast", "head-fact")
	for _, p := range b.Points {
		t.Add(string(p.Day), known(p.Baseline), known(p.Forecast), known(p.Fact))
	}
	return t
}

func known(n int) string {
	if n < 0 {
		return "-"
	}
	return strconv.Itoa(n)
}

func (o *BurndownOptions) draw(c burndown.Chart) error {
	drawing, err := burndown.SVG(c)
	if err != nil {
		return fmt.Errorf("drawing the burndown: %w", err)
	}
	if err := os.WriteFile(o.SVG, []byte(drawing), 0o644); err != nil { //nolint:gosec // a drawing to be looked at by anybody
		return err
	}
	o.Factory.IO.Tell("%s", o.words().Say("file-written", "file", o.SVG))
	return nil
}
