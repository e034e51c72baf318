package assessment

import "slices"

// Level is how grave a risk is.
type Level string

// Levels of a risk.
const (
	Low    Level = "Low"
	Medium Level = "Medium"
	High   Level = "High"
)

// Disposition is what becomes of a system.
type Disposition string

// Dispositions, from the one that speaks least against a move to the one that
// forbids it.
const (
	Move     Disposition = "Move"
	Rewrite  Disposition = "Rewrite"
	Replace  Disposition = "Replace"
	WriteOff Disposition = "WriteOff"
	Stay     Disposition = "Stay"
)

// gravity orders the dispositions: the gravest answer counts.
var gravity = []Disposition{Move, Rewrite, Replace, WriteOff, Stay}

// Question of the questionnaire.
type Question struct {
	// ID is stable, Topic groups questions.
	ID, Topic string
	// Weight of the question, 1 to 3.
	Weight int
	// Titles by language tag: en, ru, kk.
	Titles map[string]string
	// Answers to choose from.
	Answers []Answer
}

// Answer to choose.
type Answer struct {
	// ID is stable within its question.
	ID string
	// Titles by language tag.
	Titles map[string]string
	// Score is how ready it speaks the system to be, 0 to 100.
	Score int
	// Risk that lies in it.
	Risk Level
	// Speaks for this disposition.
	Disposition Disposition
}

// Result is what the answers add up to.
type Result struct {
	// Readiness is the weighted mean of the answers, 0 to 100; questions that are
	// open count as 0.
	Readiness int
	// Unanswered are the open questions, in the order of the questionnaire.
	Unanswered []string
	// Unknown are answers that the questionnaire does not have, as question=answer.
	Unknown []string
	// Suggested is the gravest disposition that an answer speaks for; empty while
	// nothing is answered.
	Suggested Disposition
	// Because names the questions whose answers speak for it.
	Because []string
	// Risks are the questions whose answers hold a high risk.
	Risks []string
}

// Questions is the questionnaire.
func Questions() []Question { return slices.Clone(questionnaire) }

// Assess adds up answers, by question.
func Assess(answers map[string]string) Result {
	var r Result
	var sum, weights int
	for _, q := range questionnaire {
		weights += q.Weight
		chosen, given := answers[q.ID]
		a, known := q.answer(chosen)
		switch {
		case !given, chosen == NotKnown:
			r.Unanswered = append(r.Unanswered, q.ID)
		case !known:
			r.Unanswered, r.Unknown = append(r.Unanswered, q.ID), append(r.Unknown, q.ID+"="+chosen)
		default:
			sum += q.Weight * a.Score
			r.count(q, a)
		}
	}
	r.Readiness = sum / weights
	r.Unknown = append(r.Unknown, foreign(answers)...)
	return r
}

func (r *Result) count(q Question, a Answer) {
	if a.Risk == High {
		r.Risks = append(r.Risks, q.ID)
	}
	switch was, is := slices.Index(gravity, r.Suggested), slices.Index(gravity, a.Disposition); {
	case is > was:
		r.Suggested, r.Because = a.Disposition, []string{q.ID}
	case is == was:
		r.Because = append(r.Because, q.ID)
	}
}

func (q Question) answer(id string) (Answer, bool) {
	i := slices.IndexFunc(q.Answers, func(a Answer) bool { return a.ID == id })
	if i < 0 {
		return Answer{}, false
	}
	return q.Answers[i], true
}

// foreign are answers to questions that nobody asked.
func foreign(answers map[string]string) []string {
	var all []string
	for question, answer := range answers {
		if !slices.ContainsFunc(questionnaire, func(q Question) bool { return q.ID == question }) {
			all = append(all, question+"="+answer)
		}
	}
	slices.Sort(all)
	return all
}

func titles(en, ru, kk string) map[string]string {
	return map[string]string{"en": en, "ru": ru, "kk": kk}
}
