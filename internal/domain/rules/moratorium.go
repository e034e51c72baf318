package rules

import (
	"fmt"
	"time"

	"github.com/govtech-kz/ikp/internal/domain/regulation"
)

// RuleMoratorium allows no new systems off the platform (Presidential Decree of December
// 2025 on some issues of digitalisation).
const RuleMoratorium = "KZ-PLT-MOR"

// RuleDeadline is the announced end of the migration (Government meeting of
// 4 January 2026).
const RuleDeadline = "KZ-PLT-0930"

// ParameterOn is the last day of a deadline, which takes the place of that of the
// edition.
const ParameterOn = "on"

// Reasons of verdicts that no other package gives.
const (
	// ReasonMoratorium refuses a new system off the platform.
	ReasonMoratorium = "Moratorium"
	// ReasonLate says that a term has passed.
	ReasonLate = "TermPassed"
)

// TargetOther is where a system runs that is not planned on the platform.
const TargetOther = "Other"

// parameterSince is the first day on which the moratorium holds. A system that ran
// before that day is not new.
const parameterSince = "since"

// moratorium refuses a new system that is planned off the platform and names no
// decision of the Commission under the President.
func moratorium(f Facts, p regulation.Parameters, now time.Time) regulation.Finding {
	since, today := p[parameterSince], f.day(now)
	if f.System == nil || f.System.Target != TargetOther || today < since {
		return silent
	}
	s := f.System
	seen := []regulation.Evidence{
		{Fact: "system.target", Value: s.Target}, {Fact: "system.operatingSince", Value: s.OperatingSince},
		{Fact: "system.commissionDecision", Value: s.Decision},
	}
	if s.Decision != "" || s.ranBefore(since, today) {
		return regulation.Finding{Outcome: regulation.Kept, Evidence: seen}
	}
	return regulation.Finding{Outcome: regulation.Broken, Reason: ReasonMoratorium, Evidence: seen, Message: fmt.Sprintf(
		"system %s is new and planned off the platform, which nobody may create%s without a decision of the Commission under the President; "+
			"plan it on the platform (--target Platform) or name the decision (--commission-decision)", s.Name, from(since))}
}

// ranBefore: a system that is registered now and has run before is not new.
func (s System) ranBefore(since, today string) bool {
	if s.OperatingSince == "" || today < s.OperatingSince {
		return false
	}
	return since == "" || s.OperatingSince < since
}

func from(since string) string {
	if since == "" {
		return ""
	}
	return " since " + since
}
