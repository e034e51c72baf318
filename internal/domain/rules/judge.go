package rules

import (
	"time"

	"github.com/govtech-kz/ikp/internal/domain/exception"
	"github.com/govtech-kz/ikp/internal/domain/regulation"
)

// Judge is the verdict of every rule that is checked at a moment and speaks of
// the facts, in the order in which they are checked. Rules that are Off, or that
// the edition does not have checked at that moment, give none; without an edition
// all are enforced.
func Judge(at regulation.Moment, f Facts, book regulation.Book, now time.Time) Judgement {
	f.today = f.day(now)
	j := make(Judgement, 0, len(asked[at]))
	for i := range asked[at] {
		e := &asked[at][i]
		if !e.isAsked(at, book) {
			continue
		}
		finding := e.Check(f, book.Parameters(e.Rule), now)
		if finding.Outcome == regulation.NotApplicable && finding.Message == "" {
			continue
		}
		j = append(j, f.lift(e.verdict(finding, book), now))
	}
	return j
}

// isAsked: what the platform is built on is asked for whatever the edition says.
func (e *Entry) isAsked(at regulation.Moment, book regulation.Book) bool {
	return e.By == ByConstruction || book.Enforcement(e.Rule) != regulation.Off && book.IsAsked(e.Rule, at)
}

func (e *Entry) verdict(f regulation.Finding, book regulation.Book) regulation.Verdict {
	v := book.Verdict(e.Rule, f)
	if e.By == ByConstruction {
		v.Enforcement = regulation.Deny
	}
	return v
}

// lift lets pass what an exception allows at the site in question.
func (f Facts) lift(v regulation.Verdict, now time.Time) regulation.Verdict {
	if f.Site == nil || f.System == nil {
		return v
	}
	return exception.Lift(v, f.Exceptions, f.System.Name, f.Site.Name, now)
}

// Judgement is the verdicts on one question.
type Judgement []regulation.Verdict

// Refusal is the first verdict that refuses.
func (j Judgement) Refusal() (regulation.Verdict, bool) {
	for _, v := range j {
		if v.Denies() {
			return v, true
		}
	}
	return regulation.Verdict{}, false
}

// Refusals are all verdicts that refuse.
func (j Judgement) Refusals() []regulation.Verdict {
	return j.those(regulation.Verdict.Denies)
}

// Warnings are the breaches that only warn.
func (j Judgement) Warnings() []regulation.Verdict {
	return j.those(regulation.Verdict.Warns)
}

func (j Judgement) those(which func(regulation.Verdict) bool) []regulation.Verdict {
	var found []regulation.Verdict
	for _, v := range j {
		if which(v) {
			found = append(found, v)
		}
	}
	return found
}

// Of is the verdict of one rule; false when it was not asked or does not apply.
func (j Judgement) Of(rule string) (regulation.Verdict, bool) {
	for _, v := range j {
		if v.Rule == rule {
			return v, true
		}
	}
	return regulation.Verdict{}, false
}
