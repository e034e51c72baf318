package approval

import (
	"context"
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	governance "github.com/govtech-kz/ikp/api/governance/v1alpha1"
	"github.com/govtech-kz/ikp/cli/cmdutil"
)

// GiveOptions say what is decided on what.
type GiveOptions struct {
	Word
	// Noun, Name and Matter of what is decided: plan, minfin and plan.
	Noun, Name, Matter string
	// Reject says no instead of yes.
	Reject bool
}

// NewGive is the command by which a party decides a matter of any object.
func NewGive(f *cmdutil.Factory, runF func(*GiveOptions) error) *cobra.Command {
	o := &GiveOptions{Word: Word{Factory: f}}
	cmd := &cobra.Command{
		Use:   "give KIND/AGENCY/NAME MATTER",
		Short: "Decide a matter for a party: approve it, or reject it",
		Long: `Decide a matter for a party, binding to what is there now: when it changes the word
counts no more. Only whoever acts for the party that decides the matter may, and
nobody on what he has written himself. A decision never changes: give another.

Kinds and their matters:
  migration     consent, acceptance, source-disabled, decommission-planned,
                decommissioned, data-destroyed, measure-01 to measure-14
  plan          plan
  exception     exception
  integration   contract-signed, approved, tested, access-given
  system        personal-data-no`,
		Example: `  ikpctl approval give migration/minfin/esf acceptance --evidence 'Act of acceptance=31 of 2026-11-20'
  ikpctl approval give plan/minfin/minfin plan
  ikpctl approval give exception/minfin/esf-fra exception --party OPERATOR --reject --comment 'no ground'`,
		Args:              cobra.ExactArgs(2),
		ValidArgsFunction: completeGive(f, &o.Place),
		RunE: func(cmd *cobra.Command, args []string) error {
			if err := o.parse(args); err != nil {
				return err
			}
			if runF != nil {
				return runF(o)
			}
			return o.run(cmd.Context())
		},
	}
	o.AddFlags(cmd)
	cmd.Flags().BoolVar(&o.Reject, "reject", false, "Say no instead of yes")
	return cmd
}

func (o *GiveOptions) parse(args []string) error {
	noun, name, ok := strings.Cut(args[0], "/")
	if _, known := subjects()[noun]; !ok || !known || name == "" {
		return cmdutil.UsageError{Err: fmt.Errorf("%q: write KIND/AGENCY/NAME, KIND being one of %s", args[0], strings.Join(nouns(), ", "))}
	}
	o.Noun, o.Name, o.Matter = noun, name, args[1]
	return nil
}

func (o *GiveOptions) run(ctx context.Context) error {
	s := subjects()[o.Noun]
	obj, hash, err := s.look(ctx, o.Factory, &o.Place, o.Name, o.Matter)
	if err != nil {
		return err
	}
	decision := governance.DecisionApproved
	if o.Reject {
		decision = governance.DecisionRejected
	}
	return o.Say(ctx, obj, s.kind, o.Matter, hash, decision)
}
