// Package evidence holds the commands that verify signed reports.
package evidence

import (
	"context"
	"fmt"

	"github.com/spf13/cobra"

	"github.com/govtech-kz/ikp/cli/cmd/residency"
	"github.com/govtech-kz/ikp/cli/cmdutil"
)

// New is the command that holds the verbs of evidence.
func New(f *cmdutil.Factory) *cobra.Command {
	return cmdutil.Group("evidence", "Verify signed reports, without any connection", NewVerify(f, nil), NewKey(f, nil))
}

// KeyOptions ask for the public key.
type KeyOptions struct{ Factory *cmdutil.Factory }

// NewKey is the command that prints the public key by which reports are verified.
func NewKey(f *cmdutil.Factory, runF func(*KeyOptions) error) *cobra.Command {
	o := &KeyOptions{Factory: f}
	return &cobra.Command{
		Use: "key", Short: "Print the public key by which reports are verified",
		Long: `Print the public key by which reports are verified. Keep it where you keep what you
trust: who asks for the key each time believes whoever answers.`,
		Example: `  ikpctl evidence key > ikp-evidence.pem`,
		Args:    cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			if runF != nil {
				return runF(o)
			}
			return o.run(cmd.Context())
		},
	}
}

func (o *KeyOptions) run(ctx context.Context) error {
	c, err := o.Factory.Client()
	if err != nil {
		return err
	}
	key, err := residency.FetchKey(ctx, c)
	if err != nil {
		return err
	}
	o.Factory.IO.Tell("%s", key.KeyID)
	_, err = fmt.Fprint(o.Factory.IO.Out, key.PublicKey)
	return err
}
