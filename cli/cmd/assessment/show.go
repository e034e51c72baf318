package assessment

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"github.com/spf13/cobra"
	apierrors "k8s.io/apimachinery/pkg/api/errors"

	api "github.com/govtech-kz/ikp/api/migration/v1alpha1"
	"github.com/govtech-kz/ikp/cli/cmd/system"
	"github.com/govtech-kz/ikp/cli/cmdutil"
	"github.com/govtech-kz/ikp/cli/cmdutil/verb"
	"github.com/govtech-kz/ikp/internal/domain/assessment"
)

// ShowOptions name the system.
type ShowOptions struct {
	Factory *cmdutil.Factory
	Place   verb.Place
	System  string
	Output  cmdutil.Output
}

// NewShow is the command that shows the assessment of a system.
func NewShow(f *cmdutil.Factory, runF func(*ShowOptions) error) *cobra.Command {
	o := &ShowOptions{Factory: f}
	cmd := &cobra.Command{
		Use: "show SYSTEM", Short: "Show what the audit of a system has found: answers, risks, systems that are alike",
		Example: `  ikpctl assessment show minfin/esf --lang kk
  ikpctl assessment show esf -a minfin -o yaml`,
		Args: cobra.ExactArgs(1), ValidArgsFunction: verb.CompleteArgs(f, system.Kind(), &o.Place),
		RunE: func(cmd *cobra.Command, args []string) error {
			o.System = args[0]
			if runF != nil {
				return runF(o)
			}
			return o.run(cmd.Context())
		},
	}
	o.Place.AddFlags(f, cmd, verb.OfAgency)
	cmdutil.OutputFlag(cmd, &o.Output, cmdutil.OutputTable, cmdutil.OutputJSON, cmdutil.OutputYAML)
	return cmd
}

func (o *ShowOptions) run(ctx context.Context) error {
	key, err := o.Place.Key(verb.OfAgency, o.System)
	if err != nil {
		return err
	}
	c, err := o.Factory.Client()
	if err != nil {
		return err
	}
	a, err := find(ctx, c, key)
	if err != nil {
		return err
	}
	if a == nil {
		missing := apierrors.NewNotFound(api.GroupVersion.WithResource("systemassessments").GroupResource(), key.Name)
		return &cmdutil.ActionError{Action: cmdutil.ActionRead, Object: "assessment/" + o.System, Err: missing}
	}
	if o.Output != cmdutil.OutputTable {
		return verb.Encode(o.Factory.IO.Out, o.Output, a)
	}
	return o.describe(a)
}

// describe prints the sum, the answers, the risks and what is alike.
func (o *ShowOptions) describe(a *api.SystemAssessment) error {
	sections := []*cmdutil.Table{o.sum(a), o.answers(a), o.risks(a), o.alike(a), verb.Conditions(a.Status.Conditions, o.Factory.IO.OutColours())}
	sections = slices.DeleteFunc(sections, func(t *cmdutil.Table) bool { return len(t.Rows) == 0 })
	return verb.Sections(o.Factory.IO.Out, sections...)
}

func (o *ShowOptions) sum(a *api.SystemAssessment) *cmdutil.Table {
	say := o.Factory.Texts().Say
	t := &cmdutil.Table{Heads: []string{"", ""}, Bare: true}
	t.Add(say("head-system"), verb.AgencyOf(a.Namespace)+"/"+a.Spec.System)
	t.Add(say("head-readiness"), readiness(a))
	t.Add(say("head-speaks-for"), reasons(string(a.Status.Suggested), a.Status.Because))
	t.Add(say("head-decided"), string(a.Spec.Disposition))
	t.Add(say("head-functions"), strings.Join(a.Spec.Functions, "; "))
	t.Add(say("head-content-hash"), a.Status.ContentHash)
	return t
}

func reasons(what string, because []string) string {
	if len(because) == 0 {
		return what
	}
	return fmt.Sprintf("%s (%s)", what, strings.Join(because, ", "))
}

// answers has a line for every question: an open one is as much of a finding.
func (o *ShowOptions) answers(a *api.SystemAssessment) *cmdutil.Table {
	say, lang, paint := o.Factory.Texts().Say, string(o.Factory.Language()), o.Factory.IO.OutColours()
	given, notes := map[string]string{}, map[string]string{}
	for _, x := range a.Spec.Answers {
		given[x.Question], notes[x.Question] = x.Answer, x.Note
	}
	t := &cmdutil.Table{Heads: []string{say("head-question"), say("head-answer"), say("head-meaning"), say("head-note")}}
	for _, q := range assessment.Questions() {
		title, known := titleOf(q, given[q.ID], lang)
		if !known {
			t.Rows = append(t.Rows, []cmdutil.Cell{{Text: q.ID}, {Text: given[q.ID], Paint: paint.Doubtful},
				{Text: say("question-open", "question", q.Titles[lang]), Paint: paint.Doubtful}, {Text: notes[q.ID]}})
			continue
		}
		t.Add(q.ID, given[q.ID], title, notes[q.ID])
	}
	return t
}

func titleOf(q assessment.Question, answer, lang string) (string, bool) {
	for _, a := range q.Answers {
		if a.ID == answer {
			return a.Titles[lang], true
		}
	}
	return "", false
}

// risks are those of answers, then those that people have written down.
func (o *ShowOptions) risks(a *api.SystemAssessment) *cmdutil.Table {
	say := o.Factory.Texts().Say
	t := &cmdutil.Table{Heads: []string{say("head-risk"), say("head-level"), say("head-mitigation")}}
	for _, r := range a.Status.Risks {
		t.Add(r.Question+"="+r.Answer, string(r.Level), r.Mitigation)
	}
	for _, r := range a.Spec.Risks {
		told := slices.ContainsFunc(a.Status.Risks, func(s api.AnswerRisk) bool { return s.Question == r.Question })
		if !told || r.Text != r.Question {
			t.Add(r.Text, string(r.Level), r.Mitigation)
		}
	}
	return t
}

func (o *ShowOptions) alike(a *api.SystemAssessment) *cmdutil.Table {
	say := o.Factory.Texts().Say
	t := &cmdutil.Table{Heads: []string{say("head-other-system"), say("head-alike"), say("head-grade"), say("head-shared-words")}, Right: map[int]bool{1: true}}
	for _, d := range a.Status.Duplicates {
		t.Add(d.System.Agency+"/"+d.System.Name, fmt.Sprintf("%d ‰", d.Permille), grade(o.Factory.Texts(), d.Likely), d.Because)
	}
	return t
}
