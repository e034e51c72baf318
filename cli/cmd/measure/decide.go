package measure

import (
	"context"

	"github.com/spf13/cobra"

	governance "github.com/govtech-kz/ikp/api/governance/v1alpha1"
	"github.com/govtech-kz/ikp/cli/cmd/approval"
	migrationcmd "github.com/govtech-kz/ikp/cli/cmd/migration"
	"github.com/govtech-kz/ikp/cli/cmdutil"
	"github.com/govtech-kz/ikp/cli/cmdutil/verb"
	"github.com/govtech-kz/ikp/internal/domain/migration"
	"github.com/govtech-kz/ikp/internal/domain/party"
)

// DecideOptions are the word of a party on a measure.
type DecideOptions struct {
	approval.Word
	Name     string
	Number   int
	Decision governance.Decision
}

// NewSubmit is the command by which a party says that a measure is done, with the
// evidence of it.
func NewSubmit(f *cmdutil.Factory, runF func(*DecideOptions) error) *cobra.Command {
	cmd := decide(f, "submit", governance.DecisionApproved, verb.Words{
		Short: "Say for a party that a measure is done, with the evidence of it",
		Long: `Say for a party that a measure is done, with the evidence of it: documents by their
title and number, files by their SHA-256. The word binds to what is there now.`,
		Example: `  ikpctl measure submit minfin/esf 1 --evidence 'Data on the objects=12-3/45 of 2026-11-20'
  ikpctl measure submit minfin/esf 2 --file audit.pdf --party SI`,
	}, runF)
	cmd.MarkFlagsOneRequired("evidence", "file")
	return cmd
}

// NewApprove is the command by which a party approves a measure.
func NewApprove(f *cmdutil.Factory, runF func(*DecideOptions) error) *cobra.Command {
	return decide(f, "approve", governance.DecisionApproved, verb.Words{
		Short: "Approve a measure for a party that answers for it",
		Long: `Approve a measure for a party that answers for it. Without --party it is the one of
them for which you act. The word binds to what is there now: when that changes, the
measure is open again. Nobody approves what he has written himself.`,
		Example: `  ikpctl measure approve minfin/esf 3
  ikpctl measure approve minfin/esf 7 --party MINAI --evidence 'Letter=7-2/81 of 2026-11-21'`,
	}, runF)
}

// NewReject is the command by which a party refuses a measure.
func NewReject(f *cmdutil.Factory, runF func(*DecideOptions) error) *cobra.Command {
	cmd := decide(f, "reject", governance.DecisionRejected, verb.Words{
		Short: "Reject a measure for a party that answers for it, and say why",
		Long: `Reject a measure for a party that answers for it, and say why. The gate stays shut
until the party approves.`,
		Example: `  ikpctl measure reject minfin/esf 7 --comment 'the third year has no funding'`,
	}, runF)
	verb.Require(cmd, "comment")
	return cmd
}

func decide(f *cmdutil.Factory, name string, d governance.Decision, w verb.Words, runF func(*DecideOptions) error) *cobra.Command {
	o := &DecideOptions{Word: approval.Word{Factory: f}, Decision: d}
	cmd := &cobra.Command{
		Use: name + " AGENCY/SYSTEM NUMBER", Short: w.Short, Long: w.Long, Example: w.Example,
		Args:              cobra.ExactArgs(2),
		ValidArgsFunction: completeMigrationAndNumber(f, &o.Place),
		RunE: func(cmd *cobra.Command, args []string) error {
			var err error
			if o.Number, err = numberOf(args[1]); err != nil {
				return err
			}
			o.Name = args[0]
			if runF != nil {
				return runF(o)
			}
			return o.run(cmd.Context())
		},
	}
	o.AddFlags(cmd)
	return cmd
}

func (o *DecideOptions) run(ctx context.Context) error {
	m, err := verb.Get(ctx, o.Factory, migrationcmd.Kind(), &o.Place, o.Name)
	if err != nil {
		return err
	}
	matter := migration.MeasureMatter(o.Number)
	c, err := o.Factory.Client()
	if err != nil {
		return err
	}
	hash, err := approval.MigrationContent(ctx, c, m, matter)
	if err != nil {
		return err
	}
	return o.Say(ctx, m, party.KindMigration, matter, hash, o.Decision)
}
