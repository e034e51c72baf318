package inventory

import (
	"context"
	"errors"
	"fmt"

	"github.com/spf13/cobra"

	"github.com/govtech-kz/ikp/cli/cmdutil"
	"github.com/govtech-kz/ikp/internal/domain/calendar"
	"github.com/govtech-kz/ikp/internal/domain/inventory"
	"github.com/govtech-kz/ikp/internal/domain/reconciliation"
)

// outputCSV is a row for every finding.
const outputCSV cmdutil.Output = "csv"

// platformList is how the platform is called among the lists.
const platformList = "platform"

const reconcileLong = `Compare lists of information systems with each other and with what the platform
holds. Records are taken for one system by the register's id, by slug, or by name
with a stated confidence; a name that fits two records, or two owners, is left to
people as a doubt. What a list leaves open differs from nothing.

Lists have the columns of the list of systems, and register_id, source and date if
they know them; only name_ru must be there. --source says name, document and date
of the first list, the second, and so on, for records that name none of their own.

--accept NAME takes over into the passports on the platform what that list says,
of every system or those of --only, with its source; a system that the platform
does not have is left to "inventory import".

The exit code is 8 while something disagrees.`

// ReconcileOptions say what to compare and whose word to take.
type ReconcileOptions struct {
	Factory *cmdutil.Factory
	// Files are paths of CSV lists, Sources what is said of them, by place.
	Files, Sources []string
	// Offline leaves the platform out.
	Offline bool
	// Accept is the name of the list whose word is taken, Only the systems.
	Accept string
	Only   []string
	DryRun bool
	Output cmdutil.Output
}

// NewReconcile is the command that compares lists.
func NewReconcile(f *cmdutil.Factory, runF func(*ReconcileOptions) error) *cobra.Command {
	o := &ReconcileOptions{Factory: f}
	cmd := &cobra.Command{
		Use: "reconcile LIST.csv…", Short: "Compare lists that disagree, with source and date of each record",
		Long: reconcileLong,
		Example: `  ikpctl inventory reconcile systems.csv register.csv --source name=ministry,date=2026-03-01 --source name=register,date=2026-06-15
  ikpctl inventory reconcile systems.csv register.csv --offline -o csv > differences.csv
  ikpctl inventory reconcile register.csv --accept register.csv --only minfin/esf`,
		Args: cobra.MinimumNArgs(1),
		ValidArgsFunction: func(*cobra.Command, []string, string) ([]string, cobra.ShellCompDirective) {
			return []string{"csv"}, cobra.ShellCompDirectiveFilterFileExt
		},
		RunE: func(cmd *cobra.Command, args []string) error {
			o.Files = args
			if err := o.check(); err != nil {
				return cmdutil.UsageError{Err: err}
			}
			if runF != nil {
				return runF(o)
			}
			return o.run(cmd.Context())
		},
	}
	fs := cmd.Flags()
	fs.StringArrayVar(&o.Sources, "source", nil, "What is known of a list, in the order of the lists: name=…,title=…,date=YYYY-MM-DD; repeatable")
	fs.BoolVar(&o.Offline, "offline", false, "Compare the lists alone, without the platform")
	fs.StringVar(&o.Accept, "accept", "", "Take over what the list of this name says")
	fs.StringArrayVar(&o.Only, "only", nil, "Take over the fields of this system alone, AGENCY/NAME; repeatable")
	fs.BoolVar(&o.DryRun, "dry-run", false, "Say what would be taken over and let the platform check it, and write nothing")
	cmdutil.OutputFlag(cmd, &o.Output, cmdutil.OutputTable, cmdutil.OutputJSON, cmdutil.OutputYAML, outputCSV)
	return cmd
}

// check refuses what cannot be meant.
func (o *ReconcileOptions) check() error {
	switch {
	case len(o.Sources) > len(o.Files):
		return fmt.Errorf("--source is given %d times for %d lists", len(o.Sources), len(o.Files))
	case o.Offline && len(o.Files) < 2:
		return errors.New("one list and no platform: there is nothing to compare")
	case o.Offline && o.Accept != "":
		return errors.New("--accept writes to the platform: leave --offline out")
	case o.Accept == "" && (len(o.Only) > 0 || o.DryRun):
		return errors.New("--only and --dry-run go with --accept")
	}
	labels, err := labelsOf(o.Files, o.Sources)
	if err != nil || o.Accept == "" {
		return err
	}
	for _, l := range labels {
		if l.name == o.Accept {
			return nil
		}
	}
	return fmt.Errorf("--accept %q names none of the lists", o.Accept)
}

func (o *ReconcileOptions) run(ctx context.Context) error {
	lists, problems, err := o.lists()
	if err != nil {
		return err
	}
	if len(problems) > 0 {
		broken := &Report{Refused: true, Problems: problems}
		if err := broken.write(o.Factory.IO, o.problemOutput()); err != nil {
			return err
		}
		return fmt.Errorf("nothing was compared; errors in the lists: %d", len(problems))
	}
	if !o.Offline {
		held, err := o.platform(ctx)
		if err != nil {
			return err
		}
		lists = append(lists, held)
	}
	report := reconciliation.Reconcile(lists)
	if o.Accept != "" {
		return o.accept(ctx, lists, report)
	}
	if err := o.print(report); err != nil {
		return err
	}
	if !report.Agree() {
		return cmdutil.PendingError{Object: "inventory", Message: o.Factory.Texts().Say("lists-disagree"), Told: true}
	}
	return nil
}

// problemOutput: problems have no form in CSV or YAML of their own.
func (o *ReconcileOptions) problemOutput() cmdutil.Output {
	if o.Output == cmdutil.OutputTable {
		return cmdutil.OutputTable
	}
	return cmdutil.OutputJSON
}

func (o *ReconcileOptions) lists() ([]reconciliation.List, []inventory.Problem, error) {
	labels, err := labelsOf(o.Files, o.Sources)
	if err != nil {
		return nil, nil, err
	}
	var lists []reconciliation.List
	var problems []inventory.Problem
	for i, path := range o.Files {
		file, err := readFile(path)
		if err != nil {
			return nil, nil, err
		}
		l, wrong := reconciliation.ParseList(file, labels[i].name, labels[i].title, labels[i].date)
		lists, problems = append(lists, l), append(problems, wrong...)
	}
	return lists, problems, nil
}

// today is the day in Kazakhstan.
func (o *ReconcileOptions) today() string { return calendar.Day(o.Factory.Clock.Now()) }
