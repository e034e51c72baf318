package isolation

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"slices"
	"strings"

	corev1 "k8s.io/api/core/v1"
	networkingv1 "k8s.io/api/networking/v1"
	"k8s.io/utils/clock"
	ctrl "sigs.k8s.io/controller-runtime"
	"sigs.k8s.io/controller-runtime/pkg/builder"
	"sigs.k8s.io/controller-runtime/pkg/client"
	"sigs.k8s.io/controller-runtime/pkg/controller"
	"sigs.k8s.io/controller-runtime/pkg/event"
	"sigs.k8s.io/controller-runtime/pkg/handler"
	"sigs.k8s.io/controller-runtime/pkg/predicate"
	"sigs.k8s.io/controller-runtime/pkg/reconcile"

	tenancy "github.com/govtech-kz/ikp/api/tenancy/v1alpha1"
	"github.com/govtech-kz/ikp/internal/kit"
	"github.com/govtech-kz/ikp/operators/owned"
)

// fieldOwner is the field manager of everything that this package writes.
const fieldOwner client.FieldOwner = "ikp-isolation"

// indexOwner finds the pods of an environment's probe.
const indexOwner = "ikp.owner"

// workers is how many environments are looked at at a time.
const workers = 4

// Add registers the prober of environments.
func Add(mgr ctrl.Manager, clk clock.PassiveClock, o Options) error {
	if err := mgr.GetFieldIndexer().IndexField(context.Background(), &corev1.Pod{}, indexOwner, owned.OwnerOf); err != nil {
		return fmt.Errorf("indexing pods: %w", err)
	}
	r := &Reconciler{
		Client:  mgr.GetClient(),
		Status:  kit.StatusWriter{Client: mgr.GetClient(), Owner: fieldOwner, Clock: clk},
		Events:  mgr.GetEventRecorder(string(fieldOwner)),
		Clock:   clk,
		Options: o,
		agenda:  newAgenda(),
	}
	return ctrl.NewControllerManagedBy(mgr).Named("isolation").
		For(&tenancy.Environment{}, builder.WithPredicates(predicate.Or[client.Object](predicate.GenerationChangedPredicate{}, namespaceChanged()))).
		Watches(&corev1.Pod{}, owned.Enqueue("Environment")).
		Watches(&networkingv1.NetworkPolicy{}, environmentIn(mgr.GetClient())).
		Watches(&corev1.Node{}, everyEnvironment(mgr.GetClient()), builder.WithPredicates(nodeChanged())).
		WithOptions(controller.Options{MaxConcurrentReconciles: workers}).
		Complete(r)
}

// namespaceChanged lets pass a change of whether there is a namespace to probe.
func namespaceChanged() predicate.Predicate {
	ready := func(obj client.Object) bool {
		env, ok := obj.(*tenancy.Environment)
		if !ok {
			return false
		}
		_, found := scene{env: env, options: Options{Image: "any"}}.obstacle()
		return !found
	}
	return predicate.Funcs{UpdateFunc: func(e event.UpdateEvent) bool { return ready(e.ObjectOld) != ready(e.ObjectNew) }}
}

// nodeChanged lets pass a node that has begun or ceased to take pods.
func nodeChanged() predicate.Predicate {
	return predicate.Funcs{CreateFunc: func(e event.CreateEvent) bool {
		n, ok := e.Object.(*corev1.Node)
		return ok && takesPods(n)
	}, UpdateFunc: func(e event.UpdateEvent) bool {
		before, ok := e.ObjectOld.(*corev1.Node)
		after, alsoOK := e.ObjectNew.(*corev1.Node)
		return ok && alsoOK && takesPods(before) != takesPods(after)
	}}
}

// environmentIn brings back the environment of the namespace of an object, which
// the namespace's labels tell.
func environmentIn(c client.Reader) handler.EventHandler {
	return handler.EnqueueRequestsFromMapFunc(func(ctx context.Context, obj client.Object) []reconcile.Request {
		ns := &corev1.Namespace{}
		if err := c.Get(ctx, client.ObjectKey{Name: obj.GetNamespace()}, ns); err != nil {
			return nil // a namespace that is gone needs no probe
		}
		agency, env := ns.Labels[tenancy.LabelAgency], ns.Labels[tenancy.LabelEnvironment]
		if agency == "" || env == "" {
			return nil
		}
		return []reconcile.Request{{NamespacedName: client.ObjectKey{Namespace: tenancy.AgencyNamespace(agency), Name: env}}}
	})
}

// everyEnvironment brings back all, as many of them may wait for a node.
func everyEnvironment(c client.Reader) handler.EventHandler {
	return handler.EnqueueRequestsFromMapFunc(func(ctx context.Context, _ client.Object) []reconcile.Request {
		var list tenancy.EnvironmentList
		if err := c.List(ctx, &list); err != nil {
			ctrl.LoggerFrom(ctx).Error(err, "listing environments")
			return nil
		}
		all := make([]reconcile.Request, 0, len(list.Items))
		for i := range list.Items {
			all = append(all, reconcile.Request{NamespacedName: client.ObjectKeyFromObject(&list.Items[i])})
		}
		return all
	})
}

// fingerprint is what policies say in one word.
func fingerprint(policies []networkingv1.NetworkPolicy) string {
	var parts []string
	for _, p := range policies {
		parts = append(parts, fmt.Sprintf("%s %s %d", p.Name, p.UID, p.Generation))
	}
	slices.Sort(parts)
	sum := sha256.Sum256([]byte(strings.Join(parts, "\n")))
	return hex.EncodeToString(sum[:8])
}
