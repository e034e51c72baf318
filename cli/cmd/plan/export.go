package plan

import (
	"bytes"
	"context"
	"fmt"
	"os"

	"github.com/spf13/cobra"

	"github.com/govtech-kz/ikp/cli/cmdutil"
	"github.com/govtech-kz/ikp/cli/cmdutil/planned"
	"github.com/govtech-kz/ikp/cli/cmdutil/verb"
	"github.com/govtech-kz/ikp/internal/domain/calendar"
)

// Format of an exported plan.
type Format string

// Formats of an exported plan.
const (
	PDF  Format = "pdf"
	XLSX Format = "xlsx"
)

// ExportOptions say what to export, and where to.
type ExportOptions struct {
	Factory *cmdutil.Factory
	Agency  string
	Format  string
	File    string
}

// NewExport is the command that writes a plan as a document.
func NewExport(f *cmdutil.Factory, runF func(*ExportOptions) error) *cobra.Command {
	o := &ExportOptions{Factory: f}
	cmd := &cobra.Command{
		Use: "export AGENCY", Short: "Write an agency's plan as a document for its agreement",
		Long: `Write an agency's plan as PDF or XLSX in the language of --lang: the days of each
system, what binds it, and the hash that an approval of the plan binds to.
The same plan on the same day is the same file, byte for byte.`,
		Example: `  ikpctl plan export minfin --format pdf --lang ru -o minfin.pdf
  ikpctl plan export minfin --format xlsx --lang kk -o minfin.xlsx`,
		Args: cobra.ExactArgs(1), ValidArgsFunction: completeAgency(f),
		RunE: func(cmd *cobra.Command, args []string) error {
			o.Agency = args[0]
			if o.Format != string(PDF) && o.Format != string(XLSX) {
				return cmdutil.UsageError{Err: fmt.Errorf("--format %q: use pdf or xlsx", o.Format)}
			}
			if runF != nil {
				return runF(o)
			}
			return o.run(cmd.Context())
		},
	}
	cmd.Flags().StringVar(&o.Format, "format", string(PDF), "Format of the document: pdf or xlsx")
	cmd.Flags().StringVarP(&o.File, "output", "o", "", "File to write (default: AGENCY.FORMAT)")
	verb.CompleteFixed(cmd, "format", PDF, XLSX)
	return cmd
}

func (o *ExportOptions) run(ctx context.Context) error {
	p, err := read(ctx, o.Factory, o.Agency)
	if err != nil {
		return err
	}
	now := o.Factory.Clock.Now()
	v := view{words: planned.Words{Catalogue: o.Factory.Texts()}, today: calendar.Day(now)}
	d, err := v.document(p, now)
	if err != nil {
		return err
	}
	var b bytes.Buffer
	if o.Format == string(PDF) {
		err = d.PDF(&b)
	} else {
		err = d.XLSX(&b)
	}
	if err != nil {
		return err
	}
	if o.File == "" {
		o.File = o.Agency + "." + o.Format
	}
	if err := os.WriteFile(o.File, b.Bytes(), 0o644); err != nil { //nolint:gosec // a document for everybody whom the plan concerns
		return err
	}
	o.Factory.IO.Tell("%s", o.Factory.Texts().Say("file-written", "file", o.File))
	return nil
}
