package inventories

import (
	"context"
	"fmt"

	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/runtime"
	genericapirequest "k8s.io/apiserver/pkg/endpoints/request"
	"k8s.io/apiserver/pkg/registry/rest"
	"k8s.io/klog/v2"
	"sigs.k8s.io/controller-runtime/pkg/client"

	compute "github.com/govtech-kz/ikp/api/compute/v1alpha1"
	subresources "github.com/govtech-kz/ikp/api/subresources/v1alpha1"
	"github.com/govtech-kz/ikp/controllers/ledger"
	"github.com/govtech-kz/ikp/internal/domain/whereabouts"
)

// Book is the part of the ledger that keeps where bytes lie.
type Book interface {
	// TakeInventory compares an inventory with the one before it.
	TakeInventory(ctx context.Context, i ledger.Inventory) (ledger.Taken, error)
}

// REST is the storage of residencyinventories. An inventory is taken in, answered
// and forgotten: the resource can only be created.
type REST struct {
	// Book keeps what came and went.
	Book Book
	// Reader finds the data centre of a host.
	Reader client.Reader
}

var (
	_ rest.Creater              = (*REST)(nil) //nolint:misspell // Kubernetes calls it so
	_ rest.Scoper               = (*REST)(nil)
	_ rest.SingularNameProvider = (*REST)(nil)
)

// New is an empty inventory.
func (r *REST) New() runtime.Object { return &subresources.ResidencyInventory{} }

// Destroy has nothing to free.
func (r *REST) Destroy() {}

// NamespaceScoped says that inventories are of the whole platform.
func (r *REST) NamespaceScoped() bool { return false }

// GetSingularName is the singular in discovery.
func (r *REST) GetSingularName() string { return "residencyinventory" }

// Create takes an inventory in and answers with what has changed. It is forbidden
// to everyone but the host or store itself, invalid when it contradicts itself,
// and unavailable without a ledger: then the next one says the same.
func (r *REST) Create(ctx context.Context, obj runtime.Object, _ rest.ValidateObjectFunc, options *metav1.CreateOptions) (runtime.Object, error) {
	inventory, ok := obj.(*subresources.ResidencyInventory)
	if !ok {
		return nil, fmt.Errorf("taking in an inventory: unexpected %T", obj)
	}
	if err := authorize(ctx, inventory); err != nil {
		return nil, err
	}
	if errs := validate(inventory); len(errs) > 0 {
		return nil, invalid(inventory, errs)
	}
	answer := &subresources.ResidencyInventory{Host: inventory.Host, Store: inventory.Store, DataCentre: inventory.DataCentre}
	if len(options.DryRun) > 0 {
		return answer, nil
	}
	taken, err := r.take(ctx, inventory)
	if err != nil {
		klog.FromContext(ctx).Error(err, "an inventory was not taken in", "host", inventory.Host, "store", inventory.Store)
		return nil, unanswered(inventory)
	}
	answer.Came, answer.Went = int64(taken.Came), int64(taken.Went)
	return answer, nil
}

// authorize lets a host or a store report for itself alone. That it may report at
// all is decided before, by its roles.
func authorize(ctx context.Context, i *subresources.ResidencyInventory) error {
	want := compute.HostUser(i.Host)
	if i.Host == "" {
		want = subresources.StoreUser(i.Store)
	}
	user, ok := genericapirequest.UserFrom(ctx)
	if !ok || user.GetName() != want {
		return notTheSource(i, want)
	}
	return nil
}

func (r *REST) take(ctx context.Context, i *subresources.ResidencyInventory) (ledger.Taken, error) {
	site, err := r.site(ctx, i)
	if err != nil {
		return ledger.Taken{}, err
	}
	out := ledger.Inventory{Source: source(i), Host: i.Host, Site: site}
	for _, l := range i.Lots {
		out.Lots = append(out.Lots, ledger.Lot{
			Kind: whereabouts.Kind(l.Kind), Resource: l.Resource, Machine: string(l.Machine),
			System: whereabouts.Name{Agency: l.Agency, System: l.System}, Bytes: l.Bytes, MovedBy: l.MovedBy,
		})
	}
	return r.Book.TakeInventory(ctx, out)
}

func source(i *subresources.ResidencyInventory) string {
	if i.Host != "" {
		return "host/" + i.Host
	}
	return "store/" + i.Store
}

// site is where everything of an inventory lies: a host's data centre is read from
// the register. A host that is registered no more lies nowhere that is known.
func (r *REST) site(ctx context.Context, i *subresources.ResidencyInventory) (string, error) {
	if i.Host == "" {
		return i.DataCentre, nil
	}
	host := &compute.Host{}
	err := r.Reader.Get(ctx, client.ObjectKey{Name: i.Host}, host)
	if client.IgnoreNotFound(err) != nil {
		return "", fmt.Errorf("looking up the data centre of host %q: %w", i.Host, err)
	}
	return host.Spec.DataCentre, nil
}
