package cmd

import (
	"strings"

	"github.com/spf13/cobra"

	"github.com/govtech-kz/ikp/cli/cmd/agency"
	"github.com/govtech-kz/ikp/cli/cmd/approval"
	"github.com/govtech-kz/ikp/cli/cmd/assessment"
	"github.com/govtech-kz/ikp/cli/cmd/budget"
	"github.com/govtech-kz/ikp/cli/cmd/calendar"
	"github.com/govtech-kz/ikp/cli/cmd/clearance"
	"github.com/govtech-kz/ikp/cli/cmd/dc"
	"github.com/govtech-kz/ikp/cli/cmd/docs"
	"github.com/govtech-kz/ikp/cli/cmd/env"
	"github.com/govtech-kz/ikp/cli/cmd/evidence"
	"github.com/govtech-kz/ikp/cli/cmd/exception"
	"github.com/govtech-kz/ikp/cli/cmd/host"
	"github.com/govtech-kz/ikp/cli/cmd/image"
	"github.com/govtech-kz/ikp/cli/cmd/integration"
	"github.com/govtech-kz/ikp/cli/cmd/inventory"
	"github.com/govtech-kz/ikp/cli/cmd/local"
	"github.com/govtech-kz/ikp/cli/cmd/machinetype"
	"github.com/govtech-kz/ikp/cli/cmd/measure"
	"github.com/govtech-kz/ikp/cli/cmd/migration"
	"github.com/govtech-kz/ikp/cli/cmd/plan"
	"github.com/govtech-kz/ikp/cli/cmd/profile"
	"github.com/govtech-kz/ikp/cli/cmd/programme"
	"github.com/govtech-kz/ikp/cli/cmd/quota"
	"github.com/govtech-kz/ikp/cli/cmd/residency"
	"github.com/govtech-kz/ikp/cli/cmd/rule"
	"github.com/govtech-kz/ikp/cli/cmd/sourcesite"
	"github.com/govtech-kz/ikp/cli/cmd/statement"
	"github.com/govtech-kz/ikp/cli/cmd/system"
	"github.com/govtech-kz/ikp/cli/cmd/tariff"
	"github.com/govtech-kz/ikp/cli/cmd/version"
	"github.com/govtech-kz/ikp/cli/cmd/vm"
	"github.com/govtech-kz/ikp/cli/cmd/wave"
	"github.com/govtech-kz/ikp/cli/cmd/why"
	"github.com/govtech-kz/ikp/cli/cmdutil"
)

const long = `ikpctl is the command line of ikp, the control plane of Kazakhstan's
e-government cloud: agencies, their information systems, environments and
virtual machines, quotas, budgets and statements.

Everything is a Kubernetes object: kubectl shows and changes the same.

Exit codes:
  0  done, and ready if that was asked
  1  error
  2  the command line is wrong
  3  refused by a rule or for lack of rights
  4  the platform does not know the user
  8  accepted, but not ready yet`

// NewRoot is the whole command tree.
func NewRoot(f *cmdutil.Factory) *cobra.Command {
	root := cmdutil.Group("ikpctl", "Command line of ikp, the e-government cloud's control plane")
	root.Long = long
	root.Annotations = map[string]string{cobra.CommandDisplayNameAnnotation: f.Name}
	root.SilenceErrors, root.SilenceUsage = true, true
	root.PersistentPreRunE = func(*cobra.Command, []string) error { return f.CheckLanguage() }
	root.SetIn(f.IO.In)
	root.SetOut(f.IO.Out)
	root.SetErr(f.IO.Err)
	f.AddFlags(root.PersistentFlags())
	root.AddCommand(nouns(f)...)
	rename(root, f.Name)
	return root
}

// nouns are the commands below the root.
func nouns(f *cmdutil.Factory) []*cobra.Command {
	return []*cobra.Command{
		agency.New(f), system.New(f), env.New(f),
		dc.New(f), host.New(f), image.New(f), machinetype.New(f), vm.New(f),
		quota.New(f), budget.New(f), tariff.New(f), statement.New(f), clearance.New(f),
		assessment.New(f), sourcesite.New(f),
		profile.New(f), rule.New(f),
		migration.New(f), measure.New(f), approval.New(f), integration.New(f), exception.New(f),
		residency.New(f), evidence.New(f),
		programme.New(f), plan.New(f), wave.New(f), calendar.New(f),
		why.New(f), inventory.New(f), local.New(f), version.New(f), docs.New(f),
	}
}

// rename makes the examples speak of the program as the user called it.
func rename(c *cobra.Command, name string) {
	c.Example = strings.ReplaceAll(c.Example, "ikpctl ", name+" ")
	for _, sub := range c.Commands() {
		rename(sub, name)
	}
}
