package hostaccess

import (
	corev1 "k8s.io/api/core/v1"
	rbacv1 "k8s.io/api/rbac/v1"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"

	compute "github.com/govtech-kz/ikp/api/compute/v1alpha1"
	"github.com/govtech-kz/ikp/operators/owned"
)

const (
	// role is the cluster role of agents within their host's namespace.
	role = "ikp-host"
	// seedRole is that of operators: they put the user data of guests there, and
	// sweep it.
	seedRole = "ikp-host-seeds"
)

// namespace goes with its host: nothing runs in it.
func namespace(owner owned.Owner, host *compute.Host) *corev1.Namespace {
	ns := &corev1.Namespace{ObjectMeta: metav1.ObjectMeta{
		Name: compute.HostNamespace(host.Name),
		OwnerReferences: []metav1.OwnerReference{{
			APIVersion: compute.GroupVersion.String(), Kind: "Host", Name: host.Name, UID: host.UID,
		}},
	}}
	owner.Mark(ns)
	return ns
}

// access lets the agent and the operators into a host's namespace.
func access(owner owned.Owner, host string) []*rbacv1.RoleBinding {
	return []*rbacv1.RoleBinding{
		binding(owner, host, role, compute.HostUser(host)),
		binding(owner, host, seedRole, compute.UserOperators),
	}
}

func binding(owner owned.Owner, host, role, user string) *rbacv1.RoleBinding {
	b := &rbacv1.RoleBinding{
		ObjectMeta: metav1.ObjectMeta{Name: role, Namespace: compute.HostNamespace(host)},
		RoleRef:    rbacv1.RoleRef{APIGroup: rbacv1.GroupName, Kind: "ClusterRole", Name: role},
		Subjects:   []rbacv1.Subject{{APIGroup: rbacv1.GroupName, Kind: rbacv1.UserKind, Name: user}},
	}
	owner.Mark(b)
	return b
}
