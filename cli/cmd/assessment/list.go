package assessment

import (
	"github.com/spf13/cobra"

	api "github.com/govtech-kz/ikp/api/migration/v1alpha1"
	"github.com/govtech-kz/ikp/cli/cmdutil"
	"github.com/govtech-kz/ikp/cli/cmdutil/verb"
)

// NewList is the command that lists assessments.
func NewList(f *cmdutil.Factory, runF func(*verb.ListOptions[*api.SystemAssessment]) error) *cobra.Command {
	return verb.NewList(f, Kind(), verb.Words{
		Short: "List assessments with readiness, open questions and what the answers speak for",
		Example: `  ikpctl assessment list
  ikpctl assessment list -a minfin -o json`,
	}, runF)
}
