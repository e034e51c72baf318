package residency

import (
	"time"

	"github.com/govtech-kz/ikp/internal/domain/exception"
	"github.com/govtech-kz/ikp/internal/domain/regulation"
)

// Question is whether bytes of a system may lie at a site now.
type Question struct {
	System System
	Site   Site
	// Name of the system within its agency, for exceptions.
	Name string
	// Book is the rules in force; the zero Book enforces all of them.
	Book regulation.Book
	// Exceptions of the system's agency.
	Exceptions []exception.Exception
	// Now is the moment, Today the day in Kazakhstan.
	Now   time.Time
	Today string
}

// Judgement is the answer.
type Judgement struct {
	Verdict
	// Edition of the rules by which it was judged.
	Edition string
	// Warnings are rules that are broken and only warn, as their messages.
	Warnings []string
	// Excepted are rules that are broken and lifted by an exception that counts now.
	Excepted []Excepted
}

// Excepted is a rule that an exception lifted.
type Excepted struct {
	// Rule that is broken, Exception that lifts it.
	Rule, Exception string
}

// Judge decides as the edition in force says. The refusal names the first broken
// rule that denies.
func Judge(q Question) Judgement {
	j := Judgement{Edition: q.Book.Edition()}
	for _, r := range rulesFor(q.System) {
		if q.Book.Enforcement(r.id) == regulation.Off {
			continue
		}
		v := exception.Lift(q.Book.Verdict(r.id, r.find(q.System, q.Site, q.Today)), q.Exceptions, q.Name, q.Site.Name, q.Now)
		switch {
		case v.Denies():
			j.Verdict = verdictOf(v)
			return j
		case v.Warns():
			j.Warnings = append(j.Warnings, v.Message)
		case v.Lifted != "":
			j.Excepted = append(j.Excepted, Excepted{Rule: r.id, Exception: v.Lifted})
		}
	}
	j.Verdict = Verdict{Allowed: true, Reason: ReasonCompliant, Message: compliant(q.System, q.Site)}
	return j
}
