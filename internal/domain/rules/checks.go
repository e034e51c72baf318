package rules

import (
	"cmp"
	"strconv"
	"strings"
	"time"

	"github.com/govtech-kz/ikp/internal/domain/clearance"
	"github.com/govtech-kz/ikp/internal/domain/integration"
	"github.com/govtech-kz/ikp/internal/domain/migration"
	"github.com/govtech-kz/ikp/internal/domain/passport"
	"github.com/govtech-kz/ikp/internal/domain/regulation"
	"github.com/govtech-kz/ikp/internal/domain/residency"
	"github.com/govtech-kz/ikp/internal/domain/whereabouts"
)

// silent is what a rule finds in facts that it does not speak of.
var silent = regulation.Finding{Outcome: regulation.NotApplicable}

// placed checks a rule on where bytes of a system lie.
func placed(rule string) Check {
	return func(f Facts, _ regulation.Parameters, now time.Time) regulation.Finding {
		if f.System == nil {
			return silent
		}
		return residency.Find(rule, f.System.residency(), f.Site, f.day(now))
	}
}

// cleared checks that production was tested.
func cleared(f Facts, _ regulation.Parameters, now time.Time) regulation.Finding {
	if f.Environment == "" {
		return silent
	}
	return clearance.Find(f.Environment, f.Clearances, f.day(now))
}

// complete checks the passport.
func complete(f Facts, _ regulation.Parameters, _ time.Time) regulation.Finding {
	if f.System == nil || f.Environment == "" {
		return silent
	}
	return passport.Find(f.System.Facts, f.Environment)
}

// moved checks what a rule demands of the next step of a migration.
func moved(rule string) Check {
	return func(f Facts, _ regulation.Parameters, _ time.Time) regulation.Finding {
		if f.Move == nil {
			return silent
		}
		against := migration.Against(rule, f.Move.To, f.Move.Facts)
		if len(against) == 0 {
			return silent
		}
		said := make([]string, 0, len(against))
		for _, o := range against {
			said = append(said, o.Message)
		}
		return regulation.Finding{Outcome: regulation.Broken, Reason: against[0].Code, Message: strings.Join(said, "; "),
			Evidence: []regulation.Evidence{{Fact: "migration.to", Value: string(f.Move.To)}}}
	}
}

// kept checks that a migration keeps the deadline that a rule sets.
func kept(rule string) Check {
	return func(f Facts, p regulation.Parameters, now time.Time) regulation.Finding {
		if f.Deadline == nil || f.Deadline.Rule != rule {
			return silent
		}
		d := *f.Deadline
		d.LastDay = cmp.Or(p[ParameterOn], d.LastDay)
		seen := []regulation.Evidence{{Fact: "deadline", Value: d.LastDay}, {Fact: "migration.state", Value: string(d.At)}}
		if !migration.Behind(d.At, d.Due, d.LastDay, f.day(now)) {
			return regulation.Finding{Outcome: regulation.Kept, Evidence: seen}
		}
		return regulation.Finding{Outcome: regulation.Broken, Reason: ReasonLate, Evidence: seen, Message: "the migration is " + string(d.At) +
			" and was to be " + string(d.Due) + " by " + d.LastDay + "; see what shuts its next gate: ikpctl migration show AGENCY/SYSTEM"}
	}
}

// answered repeats what the ledger said by a rule.
func answered(rule string) Check {
	return func(f Facts, _ regulation.Parameters, _ time.Time) regulation.Finding {
		if f.Answer == nil || f.Answer.Rule != rule {
			return silent
		}
		return regulation.Finding{Outcome: regulation.Broken, Reason: f.Answer.Reason,
			Message:  strings.TrimSuffix(f.Answer.Message, " ("+rule+")"),
			Evidence: []regulation.Evidence{{Fact: "ledger.reason", Value: f.Answer.Reason}}}
	}
}

// grounded checks that bytes which leave the country have a ground.
func grounded(f Facts, _ regulation.Parameters, now time.Time) regulation.Finding {
	if f.System == nil || f.Passage == nil {
		return silent
	}
	name := whereabouts.Name{Agency: f.System.Owner, System: f.System.Name}
	world := whereabouts.World{Systems: map[whereabouts.Name]residency.System{name: f.System.residency()}, Now: now, Today: f.day(now)}
	seen := []regulation.Evidence{{Fact: "passage.country", Value: f.Passage.Country}, {Fact: "passage.ground", Value: f.Passage.Ground}}
	r := world.JudgePassage(name, *f.Passage)
	if !r.Drifted() {
		return regulation.Finding{Outcome: regulation.Kept, Evidence: seen}
	}
	return regulation.Finding{Outcome: regulation.Broken, Reason: residency.ReasonViolated, Evidence: seen,
		Message: strings.TrimSuffix(r.Message, " ("+r.Rule+")")}
}

// inTime checks the days from request to access of an integration.
func inTime(f Facts, p regulation.Parameters, now time.Time) regulation.Finding {
	if f.Integration == nil {
		return silent
	}
	term := *f.Integration
	days, err := p.Int("days", integration.DefaultDays)
	if err != nil {
		return regulation.Finding{Outcome: regulation.Unknown, Reason: ReasonLate, Message: err.Error()}
	}
	term.Days = days
	late, err := term.Late(f.day(now))
	seen := []regulation.Evidence{{Fact: "integration.requestedOn", Value: term.RequestedOn}, {Fact: "integration.givenOn", Value: term.GivenOn}}
	switch {
	case err != nil:
		return regulation.Finding{Outcome: regulation.Unknown, Reason: ReasonLate, Message: err.Error(), Evidence: seen}
	case late == 0:
		return regulation.Finding{Outcome: regulation.Kept, Evidence: seen}
	}
	return regulation.Finding{Outcome: regulation.Broken, Reason: ReasonLate, Evidence: seen,
		Message: "access is " + strconv.Itoa(late) + " days later than the " + strconv.Itoa(days) +
			" days from the request of " + term.RequestedOn + "; the party that holds the open step finishes it"}
}
