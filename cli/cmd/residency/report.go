package residency

import (
	"bytes"
	"context"
	"fmt"
	"os"

	"github.com/spf13/cobra"

	"github.com/govtech-kz/ikp/cli/cmdutil"
	"github.com/govtech-kz/ikp/cli/cmdutil/verb"
	"github.com/govtech-kz/ikp/internal/document"
)

// ReportOptions say which report to write where.
type ReportOptions struct {
	Factory *cmdutil.Factory
	Subject Subject
	// File gets the signed envelope, PDF the same for people.
	File, PDF string
}

// NewReport is the command that writes a signed report.
func NewReport(f *cmdutil.Factory, runF func(*ReportOptions) error) *cobra.Command {
	o := &ReportOptions{Factory: f}
	cmd := &cobra.Command{
		Use: "report AGENCY/SYSTEM", Short: "Write the signed report of where the bytes of a system were in a month",
		Long: `Write the signed report of where the bytes of a system were in a month, by whom they
were moved there, by which rules in which edition that was judged, and which
exceptions were used. It is a DSSE envelope, which ikpctl evidence verify opens
without any connection. The PDF says the same to people; the envelope is the proof.`,
		Example: `  ikpctl residency report minfin/esf --month 2026-11 -f esf.dsse.json
  ikpctl residency report minfin/esf --month 2026-11 -f esf.dsse.json --pdf esf.pdf --lang kk`,
		Args: cobra.ExactArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			if err := o.Subject.settle(args[0], f); err != nil {
				return err
			}
			if runF != nil {
				return runF(o)
			}
			return o.run(cmd.Context())
		},
	}
	cmd.Flags().StringVar(&o.Subject.Month, "month", "", "Month in Almaty, YYYY-MM (default: the running one)")
	cmd.Flags().StringVarP(&o.File, "file", "f", "", "File for the signed envelope")
	cmd.Flags().StringVar(&o.PDF, "pdf", "", "File for a PDF, in the language of --lang")
	verb.Require(cmd, "file")
	return cmd
}

func (o *ReportOptions) run(ctx context.Context) error {
	c, err := o.Factory.Client()
	if err != nil {
		return err
	}
	signed, report, err := fetch(ctx, c, o.Subject)
	if err != nil {
		return err
	}
	if err := write(o.Factory, o.File, signed.Envelope); err != nil || o.PDF == "" {
		return err
	}
	return WritePDF(o.Factory, o.PDF, Paper(report, signed.KeyID, o.Factory.Texts(), o.Factory.Language()))
}

// WritePDF writes a paper as PDF and says so.
func WritePDF(f *cmdutil.Factory, file string, d document.Document) error {
	var out bytes.Buffer
	if err := d.PDF(&out); err != nil {
		return fmt.Errorf("making %q: %w", file, err)
	}
	return write(f, file, out.Bytes())
}

func write(f *cmdutil.Factory, file string, raw []byte) error {
	const mode = 0o644 // reports are handed on
	if err := os.WriteFile(file, raw, mode); err != nil {
		return fmt.Errorf("writing %q: %w", file, err)
	}
	_, err := fmt.Fprintln(f.IO.Out, f.Texts().Say("residency-written", "file", file))
	return err
}
