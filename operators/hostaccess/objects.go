package hostaccess

import (
	corev1 "k8s.io/api/core/v1"
	rbacv1 "k8s.io/api/rbac/v1"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"

	compute "github.com/govtech-kz/ikp/api/compute/v1alpha1"
	"github.com/govtech-kz/ikp/operators/owned"
)

// role is the cluster role of agents within their host's namespace.
const role = "ikp-host"

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

func access(owner owned.Owner, host string) *rbacv1.RoleBinding {
	b := &rbacv1.RoleBinding{
		ObjectMeta: metav1.ObjectMeta{Name: role, Namespace: compute.HostNamespace(host)},
		RoleRef:    rbacv1.RoleRef{APIGroup: rbacv1.GroupName, Kind: "ClusterRole", Name: role},
		Subjects:   []rbacv1.Subject{{APIGroup: rbacv1.GroupName, Kind: rbacv1.UserKind, Name: compute.HostUser(host)}},
	}
	owner.Mark(b)
	return b
}
