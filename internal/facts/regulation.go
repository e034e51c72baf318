package facts

import (
	"context"
	"time"

	"sigs.k8s.io/controller-runtime/pkg/client"

	governance "github.com/govtech-kz/ikp/api/governance/v1alpha1"
	tenancy "github.com/govtech-kz/ikp/api/tenancy/v1alpha1"
	"github.com/govtech-kz/ikp/internal/domain/regulation"
)

// Book reads the rules in force on a day (Asia/Almaty, 2026-11-22): the edition
// with what administrators changed of it. Without an edition every rule is
// enforced.
func Book(ctx context.Context, r client.Reader, day string) (regulation.Book, error) {
	return NewLibrary(r).Book(ctx, day)
}

// Profiles are editions of the rules.
func Profiles(list []governance.RegulationProfile) []regulation.Profile {
	all := make([]regulation.Profile, 0, len(list))
	for i := range list {
		all = append(all, Profile(&list[i]))
	}
	return all
}

// Profile is one edition of the rules.
func Profile(p *governance.RegulationProfile) regulation.Profile {
	edition := regulation.Profile{Edition: p.Name, ValidFrom: string(p.Spec.ValidFrom), ValidTo: string(p.Spec.ValidTo)}
	for i := range p.Spec.Rules {
		edition.Rules = append(edition.Rules, rule(&p.Spec.Rules[i]))
	}
	return edition
}

func rule(r *governance.Rule) regulation.Rule {
	out := regulation.Rule{
		ID:           r.ID,
		Titles:       map[string]string{"en": r.Titles.EN, "ru": r.Titles.RU, "kk": r.Titles.KK},
		Check:        r.Check,
		Source:       r.Source,
		Verification: string(r.Verification),
		Severity:     string(r.Severity),
		Enforcement:  regulation.Enforcement(r.Enforcement),
		Parameters:   r.Parameters,
	}
	for _, m := range r.Moments {
		out.Moments = append(out.Moments, regulation.Moment(m))
	}
	return out
}

// Overrides are what administrators changed.
func Overrides(list []governance.RuleOverride) []regulation.Override {
	all := make([]regulation.Override, 0, len(list))
	for i := range list {
		o := &list[i]
		all = append(all, regulation.Override{
			Name: o.Name, Rule: o.Spec.Rule,
			Enforcement: regulation.Enforcement(o.Spec.Enforcement), Parameters: o.Spec.Parameters,
			By: o.Annotations[tenancy.AnnotationRequestedBy], Document: o.Spec.Document, Reason: o.Spec.Reason,
			At: o.CreationTimestamp.UTC().Format(time.RFC3339),
		})
	}
	return all
}
