package assessment

import (
	"encoding/csv"
	"strconv"

	"github.com/spf13/cobra"

	"github.com/govtech-kz/ikp/cli/cmdutil"
	"github.com/govtech-kz/ikp/internal/domain/assessment"
)

// outputCSV is an empty sheet to fill in.
const outputCSV cmdutil.Output = "csv"

// QuestionnaireOptions say how to print it.
type QuestionnaireOptions struct {
	Factory *cmdutil.Factory
	Output  cmdutil.Output
}

// Question as the questionnaire prints it.
type Question struct {
	ID      string   `json:"id"`
	Topic   string   `json:"topic"`
	Weight  int      `json:"weight"`
	Title   string   `json:"title"`
	Answers []Answer `json:"answers"`
}

// Answer to choose.
type Answer struct {
	ID    string `json:"id"`
	Title string `json:"title"`
	// Score is how ready it speaks the system to be, 0 to 100.
	Score int `json:"score"`
	// Risk that lies in it, and the disposition it speaks for.
	Risk        string `json:"risk"`
	Disposition string `json:"disposition"`
}

// NewQuestionnaire is the command that prints what the audit asks.
func NewQuestionnaire(f *cmdutil.Factory, runF func(*QuestionnaireOptions) error) *cobra.Command {
	o := &QuestionnaireOptions{Factory: f}
	cmd := &cobra.Command{
		Use: "questionnaire", Short: "Print the questions of the audit with the answers to choose from",
		Long: `Print the questions of the audit with the answers to choose from. Who does not
know answers "unknown": the question stays open, which is not the same as no.

-o csv prints the headings of an empty sheet with a row per system, which
"assessment answer -f" reads when it is filled.`,
		Example: `  ikpctl assessment questionnaire --lang ru
  ikpctl assessment questionnaire -o csv > answers.csv`,
		Args: cobra.NoArgs,
		RunE: func(*cobra.Command, []string) error {
			if runF != nil {
				return runF(o)
			}
			return o.run()
		},
	}
	cmdutil.OutputFlag(cmd, &o.Output, cmdutil.OutputTable, cmdutil.OutputJSON, cmdutil.OutputYAML, outputCSV)
	return cmd
}

func (o *QuestionnaireOptions) run() error {
	out := o.Factory.IO.Out
	switch o.Output {
	case outputCSV:
		w := csv.NewWriter(out)
		w.Write(assessment.Headings()) //nolint:errcheck // Error tells it below
		w.Flush()
		return w.Error()
	case cmdutil.OutputJSON, cmdutil.OutputYAML:
		return cmdutil.Encode(out, o.Output, o.questions())
	}
	return o.table().Write(out)
}

func (o *QuestionnaireOptions) questions() []Question {
	lang := string(o.Factory.Language())
	var all []Question
	for _, q := range assessment.Questions() {
		shown := Question{ID: q.ID, Topic: q.Topic, Weight: q.Weight, Title: q.Titles[lang]}
		for _, a := range q.Answers {
			shown.Answers = append(shown.Answers, Answer{
				ID: a.ID, Title: a.Titles[lang], Score: a.Score, Risk: string(a.Risk), Disposition: string(a.Disposition),
			})
		}
		all = append(all, shown)
	}
	return all
}

// table has a line per question, then a line per answer.
func (o *QuestionnaireOptions) table() *cmdutil.Table {
	say, paint := o.Factory.Texts().Say, o.Factory.IO.OutColours()
	t := &cmdutil.Table{
		Heads: []string{say("head-question"), say("head-answer"), say("head-meaning"), say("head-score"), say("head-risk"), say("head-speaks-for")},
		Right: map[int]bool{3: true},
	}
	for _, q := range o.questions() {
		t.Rows = append(t.Rows, []cmdutil.Cell{{Text: q.ID, Paint: paint.Bold}, {}, {Text: q.Title, Paint: paint.Bold}, {}, {}, {}})
		for _, a := range q.Answers {
			t.Add("", a.ID, a.Title, strconv.Itoa(a.Score), a.Risk, a.Disposition)
		}
	}
	return t
}
