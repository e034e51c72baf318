package local

import (
	"errors"
	"strconv"

	"github.com/spf13/cobra"

	"github.com/govtech-kz/ikp/cli/cmdutil"
	"github.com/govtech-kz/ikp/internal/local"
)

var errUnwell = errors.New("not everything is ready; repair it with ikpctl local up")

func newStatus(f *cmdutil.Factory) *cobra.Command {
	var p place
	var o cmdutil.Output
	c := &cobra.Command{
		Use:   "status",
		Short: "Show the programs of a control plane; exit code 1 unless all are ready",
		Args:  cobra.NoArgs,
		RunE: func(c *cobra.Command, _ []string) error {
			cluster, err := p.open(f)
			if err != nil {
				return err
			}
			parts, err := cluster.Status(c.Context())
			if err != nil {
				return err
			}
			if err := printStatus(f, o, parts); err != nil {
				return err
			}
			return verdict(parts)
		},
	}
	p.addFlags(c)
	cmdutil.OutputFlag(c, &o, cmdutil.OutputTable, cmdutil.OutputJSON, cmdutil.OutputYAML)
	return c
}

func verdict(parts []local.PartStatus) error {
	for _, s := range parts {
		if s.Health != local.HealthReady {
			return errUnwell
		}
	}
	return nil
}

func printStatus(f *cmdutil.Factory, o cmdutil.Output, parts []local.PartStatus) error {
	if o != cmdutil.OutputTable {
		return cmdutil.Encode(f.IO.Out, o, parts)
	}
	t := cmdutil.Table{Heads: []string{"PART", "PID", "PORT", "HEALTH", "DETAIL"}, Right: map[int]bool{1: true, 2: true}}
	colours := f.IO.OutColours()
	for _, s := range parts {
		paint := colours.Bad
		if s.Health == local.HealthReady {
			paint = colours.Good
		}
		t.Rows = append(t.Rows, []cmdutil.Cell{
			{Text: s.Name}, {Text: number(s.PID)}, {Text: number(s.Port)}, {Text: s.Health, Paint: paint}, {Text: s.Detail},
		})
	}
	return t.Write(f.IO.Out)
}

// number leaves out what is not there.
func number(n int) string {
	if n == 0 {
		return ""
	}
	return strconv.Itoa(n)
}
