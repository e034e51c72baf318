package webhook

import (
	"cmp"
	"context"
	"maps"
	"slices"
	"strings"

	governance "github.com/govtech-kz/ikp/api/governance/v1alpha1"
	"github.com/govtech-kz/ikp/internal/domain/regulation"
	"github.com/govtech-kz/ikp/internal/domain/rules"
)

// ruleOverride checks that the rule and its parameters exist and that something
// follows from the override: one of nothing would change nothing, and nobody would
// notice.
func (k checks) ruleOverride(ctx context.Context, c change[governance.RuleOverride], v *verdict) error {
	book, err := k.book(ctx)
	if err != nil {
		return err
	}
	rule, known := book.Rule(c.now.Spec.Rule)
	if !known {
		v.refuse(reasonRuleUnknown, "", "spec.rule", "edition %s has no rule %s; look it up: ikpctl rule list", book.Edition(), c.now.Spec.Rule)
		return nil
	}
	entry, _ := rules.Of(rule.ID)
	effect(entry, v)
	parameters(rule, entry, c.now.Spec.Parameters, v)
	return nil
}

// effect tells what follows from an override of a rule.
func effect(e rules.Entry, v *verdict) {
	switch e.By {
	case rules.ByPlatform:
	case rules.ByConstruction:
		v.refuse(reasonRuleAlways, e.Rule, "spec.rule", "rule %s is always enforced: %s; an override of it would change nothing", e.Rule, e.Note)
	case rules.ByOther:
		v.warn("rule %s is covered by the check of %s, and refuses nothing by itself: %s", e.Rule, e.Through, e.Note)
	default:
		v.warn("the platform does not check rule %s, so the override is kept on record and refuses nothing: %s", e.Rule, e.Note)
	}
}

// parameters are those that the edition gives the rule, or that its check knows,
// and are of the same kind.
func parameters(rule regulation.Rule, e rules.Entry, asked map[string]string, v *verdict) {
	known := slices.Sorted(maps.Keys(rule.Parameters))
	for _, name := range e.Parameters {
		if !slices.Contains(known, name) {
			known = append(known, name)
		}
	}
	for _, name := range slices.Sorted(maps.Keys(asked)) {
		if !slices.Contains(known, name) {
			v.refuse(reasonRuleUnknown, rule.ID, "spec.parameters", "rule %s has no parameter %s; its parameters are: %s", rule.ID, name,
				cmp.Or(strings.Join(known, ", "), "none"))
			continue
		}
		if like := rule.Parameters[name]; !regulation.Alike(like, asked[name]) {
			v.refuse(reasonRuleUnknown, rule.ID, "spec.parameters", "parameter %s of rule %s is %q, and the edition says %s: write a value of that form",
				name, rule.ID, asked[name], like)
		}
	}
}
