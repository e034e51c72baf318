package agency

import (
	"context"

	corev1 "k8s.io/api/core/v1"
	"sigs.k8s.io/controller-runtime/pkg/client"
	"sigs.k8s.io/controller-runtime/pkg/handler"
	"sigs.k8s.io/controller-runtime/pkg/predicate"
	"sigs.k8s.io/controller-runtime/pkg/reconcile"

	tenancy "github.com/govtech-kz/ikp/api/tenancy/v1alpha1"
)

// IsHome reports whether a namespace holds the objects of an agency, and not the
// machines of one of its environments.
func IsHome(ns client.Object) bool {
	slug := ns.GetLabels()[tenancy.LabelAgency]
	return slug != "" && ns.GetName() == tenancy.AgencyNamespace(slug)
}

// Homes lets pass the namespaces of agencies.
func Homes() predicate.Predicate { return predicate.NewPredicateFuncs(IsHome) }

// OfNamespaced asks for the namespace in which an object lies.
func OfNamespaced() handler.EventHandler {
	return handler.EnqueueRequestsFromMapFunc(func(_ context.Context, o client.Object) []reconcile.Request {
		return request(o.GetNamespace())
	})
}

// OfWorkload asks for the namespace of the agency that owns the namespace in
// which an object lies.
func OfWorkload(c client.Reader) handler.EventHandler {
	return handler.EnqueueRequestsFromMapFunc(func(ctx context.Context, o client.Object) []reconcile.Request {
		var ns corev1.Namespace
		if err := c.Get(ctx, client.ObjectKey{Name: o.GetNamespace()}, &ns); err != nil {
			// The agency is looked at anyway within a refresh.
			return nil
		}
		slug := ns.Labels[tenancy.LabelAgency]
		if slug == "" {
			return nil
		}
		return request(tenancy.AgencyNamespace(slug))
	})
}

func request(namespace string) []reconcile.Request {
	return []reconcile.Request{{NamespacedName: client.ObjectKey{Name: namespace}}}
}
