package assessment

import (
	"fmt"
	"slices"
)

// NotKnown is the answer of somebody who does not know. Its question stays open:
// unknown is not no.
const NotKnown = "unknown"

// Risk that somebody has written down, with what is done about it.
type Risk struct {
	// Text for people.
	Text string
	// Question whose answer holds it; empty: one that no question asks about.
	Question string
	Level    Level
	// Mitigation is what is done about it; empty: nothing.
	Mitigation string
}

// Audit is all that people have put down about a system (measure 2).
type Audit struct {
	// Answers by question.
	Answers map[string]string
	Risks   []Risk
	// Decided is what becomes of the system; empty while nobody has decided.
	Decided Disposition
}

// AnswerRisk is a risk that an answer holds.
type AnswerRisk struct {
	Question, Answer string
	Level            Level
	// Mitigation is what is done about it; empty: nothing.
	Mitigation string
}

// Complete reports whether no question is open.
func (r Result) Complete() bool { return len(r.Unanswered) == 0 }

// Grave are the high risks that the answers hold, in the order of the
// questionnaire, each with what is done about it.
func (a Audit) Grave() []AnswerRisk {
	var all []AnswerRisk
	for _, id := range Assess(a.Answers).Risks {
		all = append(all, AnswerRisk{Question: id, Answer: a.Answers[id], Level: High, Mitigation: a.mitigation(id)})
	}
	return all
}

func (a Audit) mitigation(question string) string {
	i := slices.IndexFunc(a.Risks, func(r Risk) bool { return r.Question == question && r.Mitigation != "" })
	if i < 0 {
		return ""
	}
	return a.Risks[i].Mitigation
}

// Unmitigated are the grave risks about which nothing is done: those that
// somebody has written down, then those that answers hold and nobody has.
func (a Audit) Unmitigated() []string {
	var open []string
	for _, r := range a.Risks {
		if r.Level == High && r.Mitigation == "" {
			open = append(open, r.Text)
		}
	}
	for _, r := range a.Grave() {
		if r.Mitigation == "" && !a.named(r.Question) {
			open = append(open, fmt.Sprintf("%s is %q", r.Question, r.Answer))
		}
	}
	return open
}

// named reports whether an open risk of people speaks of a question already.
func (a Audit) named(question string) bool {
	return slices.ContainsFunc(a.Risks, func(r Risk) bool {
		return r.Question == question && r.Level == High && r.Mitigation == ""
	})
}

// Done reports whether the audit is finished: every question is answered,
// something is done about each grave risk, and a disposition is decided.
func (a Audit) Done() bool {
	return Assess(a.Answers).Complete() && len(a.Unmitigated()) == 0 && a.Decided != ""
}
