package access

import (
	"cmp"
	"fmt"
	"io/fs"
	"slices"

	rbacv1 "k8s.io/api/rbac/v1"
	"k8s.io/apimachinery/pkg/apis/meta/v1/unstructured"
	"k8s.io/apimachinery/pkg/runtime"

	"github.com/govtech-kz/ikp/internal/install"
)

// Load reads every grant from the folder rbac. A role that is bound to nobody, or
// a binding of no role, is an error.
func Load(files fs.FS) ([]Grant, error) {
	objects, err := install.Read(files, "rbac")
	if err != nil {
		return nil, err
	}
	roles, bindings := map[string][]rbacv1.PolicyRule{}, slices.Clone(handed)
	for _, o := range objects {
		switch o.GetKind() {
		case "ClusterRole", "Role":
			var role rbacv1.ClusterRole
			if err := decode(o, &role); err != nil {
				return nil, err
			}
			roles[role.Name] = role.Rules
		case "ClusterRoleBinding", "RoleBinding":
			var b rbacv1.RoleBinding
			if err := decode(o, &b); err != nil {
				return nil, err
			}
			for _, s := range b.Subjects {
				bindings = append(bindings, binding{role: b.RoleRef.Name, who: s.Name, where: b.Namespace})
			}
		}
	}
	return join(roles, bindings)
}

func join(roles map[string][]rbacv1.PolicyRule, bindings []binding) ([]Grant, error) {
	var grants []Grant
	bound := map[string]bool{}
	for _, b := range bindings {
		rules, ok := roles[b.role]
		if !ok {
			rules, ok = known[b.role]
		}
		if !ok {
			return nil, fmt.Errorf("role %q, which %s has, does not exist", b.role, b.who)
		}
		bound[b.role] = true
		for _, rule := range rules {
			grants = append(grants, Grant{Who: b.who, Where: b.where, Role: b.role, Rule: rule})
		}
	}
	for role := range roles {
		if !bound[role] {
			return nil, fmt.Errorf("role %q is bound to nobody", role)
		}
	}
	slices.SortStableFunc(grants, func(a, b Grant) int {
		return cmp.Or(cmp.Compare(a.Who, b.Who), cmp.Compare(a.Where, b.Where), cmp.Compare(a.Role, b.Role))
	})
	return grants, nil
}

func decode(o *unstructured.Unstructured, into any) error {
	if err := runtime.DefaultUnstructuredConverter.FromUnstructured(o.Object, into); err != nil {
		return fmt.Errorf("reading %s %q: %w", o.GetKind(), o.GetName(), err)
	}
	return nil
}
