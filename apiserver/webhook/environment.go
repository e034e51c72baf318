package webhook

import (
	"context"
	"strings"

	corev1 "k8s.io/api/core/v1"
	"sigs.k8s.io/controller-runtime/pkg/client"

	tenancy "github.com/govtech-kz/ikp/api/tenancy/v1alpha1"
	"github.com/govtech-kz/ikp/internal/domain/passport"
	"github.com/govtech-kz/ikp/internal/facts"
)

// answers tells how each gap of a passport is closed.
var answers = map[string]string{
	passport.FieldOwner:        "owner (register the system in the namespace of the agency that owns it)",
	passport.FieldCategory:     "category (TypicalService, HighPriority, Priority, NonPriority or NotMoved)",
	passport.FieldClass:        "class (First, Second or Third)",
	passport.FieldSegment:      "segment (G2G or G2CB)",
	passport.FieldPersonalData: "personalData (Yes or No)",
}

// environment checks that the system exists, that its passport allows this type
// and that the workload namespace is free.
func (k checks) environment(ctx context.Context, c change[tenancy.Environment], v *verdict) error {
	agency, err := k.agencyOf(ctx, c.now.Namespace, v)
	if err != nil || agency == "" {
		return err
	}
	is, err := k.systemOf(ctx, agency, c.now.Spec.System, "spec.system", v)
	if err != nil {
		return err
	}
	if is != nil && c.now.Spec.Type == tenancy.EnvironmentProduction {
		completePassport(agency, is, v)
	}
	return k.namespaceFree(ctx, agency, c.now.Name, v)
}

// completePassport refuses production of a system whose passport has gaps (C-4.1).
func completePassport(agency string, is *tenancy.InformationSystem, v *verdict) {
	gaps := passport.Gaps(facts.Passport(agency, is))
	if len(gaps) == 0 {
		return
	}
	missing := make([]string, 0, len(gaps))
	for _, gap := range gaps {
		missing = append(missing, answers[gap])
	}
	v.refuse(tenancy.ReasonPassportGaps, passport.Rule, "spec.type",
		"production needs a complete passport, and that of system %s lacks %s; fill in: kubectl edit informationsystem %s -n %s",
		is.Name, strings.Join(missing, ", "), is.Name, is.Namespace)
}

// namespaceFree refuses an environment whose workload namespace somebody has made
// who was not asked to: no other environment can have it.
func (k checks) namespaceFree(ctx context.Context, agency, name string, v *verdict) error {
	wanted := tenancy.WorkloadNamespace(agency, name)
	var ns corev1.Namespace
	found, err := k.find(ctx, client.ObjectKey{Name: wanted}, &ns)
	if err != nil {
		return err
	}
	if found && (ns.Labels[tenancy.LabelAgency] != agency || ns.Labels[tenancy.LabelEnvironment] != name) {
		v.refuse(tenancy.ReasonNamespaceTaken, "", "metadata.name",
			"namespace %s is already somebody else's; choose another name for the environment", wanted)
	}
	return nil
}
