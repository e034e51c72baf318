package tenant

import (
	rbacv1 "k8s.io/api/rbac/v1"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"

	compute "github.com/govtech-kz/ikp/api/compute/v1alpha1"
	tenancy "github.com/govtech-kz/ikp/api/tenancy/v1alpha1"
	"github.com/govtech-kz/ikp/operators/owned"
)

// roles are what the people of an agency may be.
var roles = []string{"admin", "developer", "auditor"}

// seedRole lets operators read the user data of an environment's machines.
const seedRole = "ikp-workload-seeds"

// group is the group of an agency's people in a role.
func group(agency, role string) string { return "ikp:agency:" + agency + ":" + role }

// grants bind an agency's groups to the cluster roles whose names begin with
// prefix. Nobody is of the agency that stands for unknown owners.
func grants(owner owned.Owner, namespace, agency, prefix string) []*rbacv1.RoleBinding {
	if agency == tenancy.UnassignedAgency {
		return nil
	}
	bindings := make([]*rbacv1.RoleBinding, 0, len(roles))
	for _, role := range roles {
		b := &rbacv1.RoleBinding{
			ObjectMeta: metav1.ObjectMeta{Name: "ikp-" + role, Namespace: namespace},
			RoleRef:    rbacv1.RoleRef{APIGroup: rbacv1.GroupName, Kind: "ClusterRole", Name: prefix + role},
			Subjects:   []rbacv1.Subject{{APIGroup: rbacv1.GroupName, Kind: rbacv1.GroupKind, Name: group(agency, role)}},
		}
		owner.Mark(b)
		bindings = append(bindings, b)
	}
	return bindings
}

// seeds lets operators read Secrets where they read user data, and nowhere else.
func seeds(owner owned.Owner, namespace string) *rbacv1.RoleBinding {
	b := &rbacv1.RoleBinding{
		ObjectMeta: metav1.ObjectMeta{Name: seedRole, Namespace: namespace},
		RoleRef:    rbacv1.RoleRef{APIGroup: rbacv1.GroupName, Kind: "ClusterRole", Name: seedRole},
		Subjects:   []rbacv1.Subject{{APIGroup: rbacv1.GroupName, Kind: rbacv1.UserKind, Name: compute.UserOperators}},
	}
	owner.Mark(b)
	return b
}
