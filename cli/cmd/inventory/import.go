package inventory

import (
	"context"
	"fmt"
	"time"

	"github.com/spf13/cobra"

	"github.com/govtech-kz/ikp/cli/cmdutil"
	"github.com/govtech-kz/ikp/internal/domain/inventory"
)

// defaultPatience is how long the platform may take to make the agencies' namespaces.
const defaultPatience = 2 * time.Minute

const importLong = `Import agencies and information systems from two CSV files.

Both files, and what the platform says to each record, are checked before
anything is written: a broken file is refused as a whole, with every reason by
row and column. What a file leaves open stays unknown and is listed as a gap.

An import can be repeated: it writes only what has changed in the files. A field
that somebody else has filled since is kept and listed.

  agencies  slug, name_ru, name_kk, name_en, user_group, kind, source
            and, if known, parent, participation
  systems   slug, name_ru, agency_slug, purpose, class, personal_data, source_url
            and, if known, name_kk, name_en, category, segment, dependencies`

// ImportOptions say what to import and how.
type ImportOptions struct {
	Factory *cmdutil.Factory
	// Agencies and Systems are paths of CSV files.
	Agencies, Systems string
	// DryRun stops after the checks.
	DryRun bool
	// Patience bounds the wait for namespaces.
	Patience time.Duration
	Output   cmdutil.Output
}

// NewImport is the command that imports an inventory.
func NewImport(f *cmdutil.Factory, runF func(*ImportOptions) error) *cobra.Command {
	o := &ImportOptions{Factory: f}
	cmd := &cobra.Command{
		Use:   "import --agencies FILE --systems FILE",
		Short: "Import agencies and information systems from CSV",
		Long:  importLong,
		Example: `  ikpctl inventory import --agencies agencies.csv --systems systems.csv --dry-run
  ikpctl inventory import --agencies agencies.csv --systems systems.csv`,
		Args: cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			if runF != nil {
				return runF(o)
			}
			return o.run(cmd.Context())
		},
	}
	fs := cmd.Flags()
	fs.StringVar(&o.Agencies, "agencies", "", "CSV file of the agencies")
	fs.StringVar(&o.Systems, "systems", "", "CSV file of the information systems")
	fs.BoolVar(&o.DryRun, "dry-run", false, "Check everything and write nothing")
	fs.DurationVar(&o.Patience, "timeout", defaultPatience, "How long to wait for the agencies' namespaces")
	cmdutil.OutputFlag(cmd, &o.Output, cmdutil.OutputTable, cmdutil.OutputJSON)
	for _, name := range []string{"agencies", "systems"} {
		cobra.CheckErr(cmd.MarkFlagRequired(name))
		cobra.CheckErr(cmd.MarkFlagFilename(name, "csv"))
	}
	return cmd
}

// run parses, rehearses and, unless it is a dry run, writes. Whatever happens,
// the report says how far it came.
func (o *ImportOptions) run(ctx context.Context) error {
	report := &Report{DryRun: o.DryRun}
	importErr := o.importInto(ctx, report)
	if err := report.write(o.Factory.IO, o.Output); err != nil {
		return err
	}
	return importErr
}

func (o *ImportOptions) importInto(ctx context.Context, report *Report) error {
	report.Refused = true // Until every check is passed.
	plan, err := o.parse(report)
	if err != nil {
		return err
	}
	api, err := o.Factory.QuietClient()
	if err != nil {
		return err
	}
	present, err := look(ctx, api)
	if err != nil {
		return err
	}
	records := o.records(plan, present, report)
	i := importer{api: api, present: present, progress: progress{o.Factory.IO}, patience: o.Patience}
	if err := i.rehearse(ctx, records, report); err != nil {
		return err
	}
	report.Refused = false
	if o.DryRun {
		return nil
	}
	return i.write(ctx, records, report)
}

// parse refuses broken files before anything else is asked.
func (o *ImportOptions) parse(report *Report) (inventory.Plan, error) {
	agencies, err := readFile(o.Agencies)
	if err != nil {
		return inventory.Plan{}, err
	}
	systems, err := readFile(o.Systems)
	if err != nil {
		return inventory.Plan{}, err
	}
	plan, problems := inventory.Parse(agencies, systems)
	report.Problems = problems
	if n := report.errors(); n > 0 {
		return plan, fmt.Errorf("nothing was imported; errors in the files: %d", n)
	}
	return plan, nil
}
