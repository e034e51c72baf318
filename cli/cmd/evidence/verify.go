package evidence

import (
	"context"
	"crypto/ed25519"
	"fmt"
	"os"

	"github.com/spf13/cobra"

	"github.com/govtech-kz/ikp/cli/cmd/residency"
	"github.com/govtech-kz/ikp/cli/cmdutil"
	"github.com/govtech-kz/ikp/cli/cmdutil/verb"
	"github.com/govtech-kz/ikp/internal/domain/evidence"
)

// VerifyOptions say which file to verify with which keys.
type VerifyOptions struct {
	Factory *cmdutil.Factory
	File    string
	// Keys are files with public keys; one of them must have signed.
	Keys []string
	// PDF is where to write the verified report for people.
	PDF string
}

// NewVerify is the command that verifies a report without any connection.
func NewVerify(f *cmdutil.Factory, runF func(*VerifyOptions) error) *cobra.Command {
	o := &VerifyOptions{Factory: f}
	cmd := &cobra.Command{
		Use: "verify FILE", Short: "Verify a signed report, without any connection",
		Long: `Verify a signed report, without any connection. It fails, and shows nothing of the
report, when none of the keys has signed it or a single byte of it was changed.`,
		Example: `  ikpctl evidence verify esf.dsse.json --key ikp-evidence.pem
  ikpctl evidence verify esf.dsse.json --key ikp-evidence.pem --pdf esf.pdf --lang ru`,
		Args: cobra.ExactArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			o.File = args[0]
			if runF != nil {
				return runF(o)
			}
			return o.run(cmd.Context())
		},
	}
	cmd.Flags().StringSliceVar(&o.Keys, "key", nil, "File with a public key, PEM; repeat it while keys change")
	cmd.Flags().StringVar(&o.PDF, "pdf", "", "File for the verified report as PDF, in the language of --lang")
	verb.Require(cmd, "key")
	return cmd
}

func (o *VerifyOptions) run(ctx context.Context) error {
	keys, err := readKeys(o.Keys)
	if err != nil {
		return err
	}
	raw, err := os.ReadFile(o.File)
	if err != nil {
		return fmt.Errorf("reading the report: %w", err)
	}
	report, id, err := evidence.Verify(ctx, raw, keys...)
	if err != nil {
		return fmt.Errorf("verifying %q: %w", o.File, err)
	}
	if err := o.say(report, id); err != nil || o.PDF == "" {
		return err
	}
	return residency.WritePDF(o.Factory, o.PDF, residency.Paper(report, id, o.Factory.Texts(), o.Factory.Language()))
}

func readKeys(files []string) ([]ed25519.PublicKey, error) {
	keys := make([]ed25519.PublicKey, 0, len(files))
	for _, file := range files {
		raw, err := os.ReadFile(file)
		if err != nil {
			return nil, fmt.Errorf("reading the key: %w", err)
		}
		key, err := evidence.ParsePublic(raw)
		if err != nil {
			return nil, fmt.Errorf("reading the key %q: %w", file, err)
		}
		keys = append(keys, key)
	}
	return keys, nil
}

func (o *VerifyOptions) say(r evidence.Report, id string) error {
	texts, paint := o.Factory.Texts(), o.Factory.IO.OutColours()
	mark := paint.Good(texts.Say("evidence-verified", "file", o.File, "key", id))
	about := texts.Say("evidence-about", "system", r.System, "agency", r.Agency, "month", r.Month,
		"stays", fmt.Sprint(len(r.Stays)), "drifts", fmt.Sprint(len(r.Drifts)), "exceptions", fmt.Sprint(len(r.Exceptions)))
	_, err := fmt.Fprintf(o.Factory.IO.Out, "%s\n%s\n", mark, about)
	return err
}
