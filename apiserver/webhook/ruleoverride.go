package webhook

import (
	"cmp"
	"context"
	"maps"
	"slices"
	"strings"

	governance "github.com/govtech-kz/ikp/api/governance/v1alpha1"
	"github.com/govtech-kz/ikp/internal/domain/calendar"
	"github.com/govtech-kz/ikp/internal/facts"
)

// ruleOverride checks that the rule and its parameters exist: an override of
// nothing would change nothing, and nobody would notice.
func (k checks) ruleOverride(ctx context.Context, c change[governance.RuleOverride], v *verdict) error {
	book, err := facts.Book(ctx, k.reader, calendar.Day(k.clock.Now()))
	if err != nil {
		return err
	}
	rule, known := book.Rule(c.now.Spec.Rule)
	if !known {
		v.refuse(reasonRuleUnknown, "", "spec.rule", "edition %s has no rule %s; look it up: ikpctl rule list", book.Edition(), c.now.Spec.Rule)
		return nil
	}
	for _, name := range slices.Sorted(maps.Keys(c.now.Spec.Parameters)) {
		if _, known := rule.Parameters[name]; !known {
			v.refuse(reasonRuleUnknown, rule.ID, "spec.parameters", "rule %s has no parameter %s; its parameters are: %s", rule.ID, name,
				cmp.Or(strings.Join(slices.Sorted(maps.Keys(rule.Parameters)), ", "), "none"))
		}
	}
	return nil
}
