package integration

import (
	"context"
	"fmt"
	"slices"

	"github.com/spf13/cobra"

	governance "github.com/govtech-kz/ikp/api/governance/v1alpha1"
	"github.com/govtech-kz/ikp/cli/cmd/approval"
	"github.com/govtech-kz/ikp/cli/cmdutil"
	"github.com/govtech-kz/ikp/cli/cmdutil/verb"
	"github.com/govtech-kz/ikp/internal/domain/integration"
	"github.com/govtech-kz/ikp/internal/domain/party"
	"github.com/govtech-kz/ikp/internal/facts"
)

// DecideOptions are the word of the party that holds the open step.
type DecideOptions struct {
	approval.Word
	Name     string
	Decision governance.Decision
}

// NewApprove is the command by which the holder of the open step says that it is done.
func NewApprove(f *cmdutil.Factory, runF func(*DecideOptions) error) *cobra.Command {
	return decide(f, "approve", governance.DecisionApproved, verb.Words{
		Short:   "Say that the open step is done, for the party that holds it",
		Example: `  ikpctl integration approve minfin/esf-gbdfl --evidence 'Protocol of tests=5 of 2026-11-20'`,
	}, runF)
}

// NewReject is the command by which the holder of the open step refuses it.
func NewReject(f *cmdutil.Factory, runF func(*DecideOptions) error) *cobra.Command {
	cmd := decide(f, "reject", governance.DecisionRejected, verb.Words{
		Short:   "Refuse the open step for the party that holds it, and say why",
		Example: `  ikpctl integration reject minfin/esf-gbdfl --comment 'the contract names no purpose'`,
	}, runF)
	verb.Require(cmd, "comment")
	return cmd
}

func decide(f *cmdutil.Factory, name string, d governance.Decision, w verb.Words, runF func(*DecideOptions) error) *cobra.Command {
	o := &DecideOptions{Word: approval.Word{Factory: f}, Decision: d}
	cmd := &cobra.Command{
		Use: name + " AGENCY/NAME", Short: w.Short, Example: w.Example,
		Args:              cobra.ExactArgs(1),
		ValidArgsFunction: verb.CompleteArgs(f, Kind(), &o.Place),
		RunE: func(cmd *cobra.Command, args []string) error {
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
	r, err := verb.Get(ctx, o.Factory, Kind(), &o.Place, o.Name)
	if err != nil {
		return err
	}
	i := slices.IndexFunc(integration.Steps, func(s integration.Step) bool { return s.Name == string(r.Status.Step) })
	if i < 0 || integration.Steps[i].Matter == "" {
		return fmt.Errorf("integration/%s has no open step; see: %s integration show %s", o.Name, o.Factory.Name, o.Name)
	}
	hash, err := facts.IntegrationContent(r.Spec)
	if err != nil {
		return err
	}
	return o.Say(ctx, r, party.KindIntegration, integration.Steps[i].Matter, hash, o.Decision)
}
