package tenant

import (
	corev1 "k8s.io/api/core/v1"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"

	tenancy "github.com/govtech-kz/ikp/api/tenancy/v1alpha1"
	"github.com/govtech-kz/ikp/operators/owned"
)

// agencyNamespace holds the records of an agency.
func agencyNamespace(owner owned.Owner, agency string) *corev1.Namespace {
	return namespace(owner, tenancy.AgencyNamespace(agency), map[string]string{tenancy.LabelAgency: agency})
}

// workloadNamespace is where an environment of an agency runs. Everybody finds
// out by its labels whose machines are in it.
func workloadNamespace(owner owned.Owner, agency string, env *tenancy.Environment) *corev1.Namespace {
	return namespace(owner, tenancy.WorkloadNamespace(agency, env.Name), map[string]string{
		tenancy.LabelAgency:          agency,
		tenancy.LabelSystem:          env.Spec.System,
		tenancy.LabelEnvironment:     env.Name,
		tenancy.LabelEnvironmentType: string(env.Spec.Type),
	})
}

// namespace is one in which pods run restricted or not at all.
func namespace(owner owned.Owner, name string, labels map[string]string) *corev1.Namespace {
	for _, mode := range []string{"enforce", "audit", "warn"} {
		labels["pod-security.kubernetes.io/"+mode] = "restricted"
	}
	ns := &corev1.Namespace{ObjectMeta: metav1.ObjectMeta{Name: name, Labels: labels}}
	owner.Mark(ns)
	return ns
}
