package webhook

import (
	"context"

	corev1 "k8s.io/api/core/v1"
	"sigs.k8s.io/controller-runtime/pkg/client"

	tenancy "github.com/govtech-kz/ikp/api/tenancy/v1alpha1"
	"github.com/govtech-kz/ikp/internal/domain/regulation"
	"github.com/govtech-kz/ikp/internal/domain/rules"
	"github.com/govtech-kz/ikp/internal/facts"
)

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
	if is != nil {
		// A production environment demands a complete passport (C-4.1).
		f := rules.Facts{System: facts.Judged(agency, is), Environment: string(c.now.Spec.Type)}
		if err := k.judge(ctx, regulation.Admission, f, "spec.type", v); err != nil {
			return err
		}
	}
	return k.namespaceFree(ctx, agency, c.now.Name, v)
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
