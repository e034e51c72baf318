package assessment

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	api "github.com/govtech-kz/ikp/api/migration/v1alpha1"
	"github.com/govtech-kz/ikp/cli/cmdutil"
	"github.com/govtech-kz/ikp/internal/domain/assessment"
)

// AnswerOptions say which answers are given.
type AnswerOptions struct {
	Edit
	// Set are answers as QUESTION=ANSWER.
	Set []string
	// Functions of the state that the system carries; they replace those known.
	Functions []string
	// File has answers of many systems.
	File string
	// entry is what the flags say.
	entry assessment.Entry
}

// NewAnswer is the command that answers questions of the audit.
func NewAnswer(f *cmdutil.Factory, runF func(*AnswerOptions) error) *cobra.Command {
	o := &AnswerOptions{Edit: Edit{Factory: f}}
	cmd := &cobra.Command{
		Use: "answer [SYSTEM]", Short: "Answer questions of the audit, for one system or for many from a file",
		Long: `Answer questions of the audit, for one system or for many from a file. What is
not mentioned stays as it is; "unknown" opens a question again.

A file is CSV, with the headings that "assessment questionnaire -o csv" prints, or
YAML, a list of system, answers, functions and disposition. It is checked as a
whole before anything is written, and can be read again: only what differs is
written.`,
		Example: `  ikpctl assessment answer minfin/esf --set sources=agency --set virtual=yes-kvm
  ikpctl assessment answer minfin/esf --function 'учёт электронных счетов-фактур'
  ikpctl assessment answer -f answers.csv --dry-run=server`,
		Args: cobra.MaximumNArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			if err := o.complete(args); err != nil {
				return cmdutil.UsageError{Err: err}
			}
			if runF != nil {
				return runF(o)
			}
			return o.run(cmd.Context())
		},
	}
	o.addFlags(cmd)
	fs := cmd.Flags()
	fs.StringArrayVar(&o.Set, "set", nil, "An answer, QUESTION=ANSWER; repeatable")
	fs.StringArrayVar(&o.Functions, "function", nil, "A function of the state that the system carries, in words; repeatable, replaces those known")
	fs.StringVarP(&o.File, "file", "f", "", "File with answers of many systems: .csv, .yaml or .yml")
	cobra.CheckErr(cmd.MarkFlagFilename("file", "csv", "yaml", "yml"))
	cobra.CheckErr(cmd.RegisterFlagCompletionFunc("set", completeAnswers))
	return cmd
}

// complete checks what the flags say before anything is asked.
func (o *AnswerOptions) complete(args []string) error {
	if o.File != "" {
		if len(args)+len(o.Set)+len(o.Functions) > 0 {
			return errors.New("a file names its systems: give no system, --set or --function beside it")
		}
		return nil
	}
	if len(args) == 0 {
		return errors.New("of which system? write AGENCY/NAME, or read a file with -f")
	}
	if len(o.Set)+len(o.Functions) == 0 {
		return errors.New("nothing is answered: give --set QUESTION=ANSWER or --function")
	}
	o.System = args[0]
	o.entry = assessment.Entry{Answers: map[string]string{}, Functions: o.Functions}
	for _, pair := range o.Set {
		question, answer, ok := strings.Cut(pair, "=")
		if !ok {
			return fmt.Errorf("--set %q: write QUESTION=ANSWER", pair)
		}
		if what, wayOut := assessment.Fault(question, answer); what != "" {
			return fmt.Errorf("--set %q: %q %s; %s", pair, faulty(question, answer, what), what, wayOut)
		}
		o.entry.Answers[question] = answer
	}
	return nil
}

// faulty is the half of a pair that a fault speaks of.
func faulty(question, answer, what string) string {
	if strings.Contains(what, "question") {
		return question
	}
	return answer
}

func (o *AnswerOptions) run(ctx context.Context) error {
	if o.File != "" {
		return o.read(ctx)
	}
	return o.apply(ctx, func(s *api.SystemAssessmentSpec) { merge(s, o.entry) })
}

// merge puts down what an entry says and leaves the rest as it is.
func merge(s *api.SystemAssessmentSpec, e assessment.Entry) {
	for _, q := range assessment.Questions() {
		answer, given := e.Answers[q.ID]
		if !given {
			continue
		}
		i := slices.IndexFunc(s.Answers, func(a api.QuestionAnswer) bool { return a.Question == q.ID })
		switch {
		case i < 0:
			s.Answers = append(s.Answers, api.QuestionAnswer{Question: q.ID, Answer: answer})
		case s.Answers[i].Answer != answer:
			// A note explains the answer that it was written for.
			s.Answers[i] = api.QuestionAnswer{Question: q.ID, Answer: answer}
		}
	}
	if len(e.Functions) > 0 {
		s.Functions = e.Functions
	}
	if e.Disposition != "" {
		s.Disposition = api.Disposition(e.Disposition)
	}
}

// completeAnswers offers questions, then the answers of the one that is written.
func completeAnswers(_ *cobra.Command, _ []string, typed string) ([]string, cobra.ShellCompDirective) {
	question, _, chosen := strings.Cut(typed, "=")
	var words []string
	for _, q := range assessment.Questions() {
		switch {
		case !chosen:
			words = append(words, q.ID+"=")
		case q.ID == question:
			for _, a := range q.Answers {
				words = append(words, q.ID+"="+a.ID)
			}
			words = append(words, q.ID+"="+assessment.NotKnown)
		}
	}
	if !chosen {
		return words, cobra.ShellCompDirectiveNoFileComp | cobra.ShellCompDirectiveNoSpace
	}
	return words, cobra.ShellCompDirectiveNoFileComp
}
