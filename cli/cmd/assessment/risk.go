package assessment

import (
	"errors"
	"fmt"
	"slices"

	"github.com/spf13/cobra"

	api "github.com/govtech-kz/ikp/api/migration/v1alpha1"
	"github.com/govtech-kz/ikp/cli/cmdutil"
	"github.com/govtech-kz/ikp/cli/cmdutil/verb"
	"github.com/govtech-kz/ikp/internal/domain/assessment"
)

// RiskOptions describe a risk.
type RiskOptions struct {
	Edit
	Risk api.Risk
}

// NewRisk is the command that writes down a risk and what is done about it.
func NewRisk(f *cmdutil.Factory, runF func(*RiskOptions) error) *cobra.Command {
	o := &RiskOptions{Edit: Edit{Factory: f}, Risk: api.Risk{Level: api.RiskHigh}}
	cmd := &cobra.Command{
		Use: "risk SYSTEM", Short: "Write down a risk of the move and what is done about it",
		Long: `Write down a risk of the move and what is done about it: one that the answer to a
question holds, named by --question, or one that no question asks about, named by
--text. The same question or text again replaces it.

A high risk without a remedy keeps the gate of measure 2 shut.`,
		Example: `  ikpctl assessment risk minfin/esf --question sources --mitigation 'the supplier hands the sources over by 2027-03-01'
  ikpctl assessment risk minfin/esf --text 'the only database clerk retires' --level Medium`,
		Args: cobra.ExactArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			o.System = args[0]
			if err := o.complete(); err != nil {
				return cmdutil.UsageError{Err: err}
			}
			if runF != nil {
				return runF(o)
			}
			return o.apply(cmd.Context(), func(s *api.SystemAssessmentSpec) { write(s, o.Risk) })
		},
	}
	o.addFlags(cmd)
	fs := cmd.Flags()
	fs.StringVar(&o.Risk.Question, "question", "", "Question whose answer holds the risk")
	fs.StringVar(&o.Risk.Text, "text", "", "The risk, in a sentence (default: the question)")
	verb.StringVar(fs, &o.Risk.Level, "level", "How grave it is: Low, Medium, High")
	fs.StringVar(&o.Risk.Mitigation, "mitigation", "", "What is done about it")
	verb.CompleteFixed(cmd, "level", api.RiskLow, api.RiskMedium, api.RiskHigh)
	verb.CompleteFixed(cmd, "question", questions()...)
	return cmd
}

func questions() []string {
	var ids []string
	for _, q := range assessment.Questions() {
		ids = append(ids, q.ID)
	}
	return ids
}

func (o *RiskOptions) complete() error {
	if o.Risk.Question == "" && o.Risk.Text == "" {
		return errors.New("which risk? name it by --question or --text")
	}
	if o.Risk.Question != "" && !slices.Contains(questions(), o.Risk.Question) {
		return fmt.Errorf("--question %q is a question nobody asks; see: %s assessment questionnaire", o.Risk.Question, o.Factory.Name)
	}
	if o.Risk.Text == "" {
		o.Risk.Text = o.Risk.Question
	}
	return nil
}

// write replaces the risk of the same question, or else of the same text.
func write(s *api.SystemAssessmentSpec, r api.Risk) {
	i := slices.IndexFunc(s.Risks, func(x api.Risk) bool {
		return r.Question != "" && x.Question == r.Question || r.Question == "" && x.Text == r.Text
	})
	if i < 0 {
		s.Risks = append(s.Risks, r)
		return
	}
	s.Risks[i] = r
}
