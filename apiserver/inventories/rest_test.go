package inventories

import (
	"context"
	"errors"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	apierrors "k8s.io/apimachinery/pkg/api/errors"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apiserver/pkg/authentication/user"
	genericapirequest "k8s.io/apiserver/pkg/endpoints/request"
	"sigs.k8s.io/controller-runtime/pkg/client"

	compute "github.com/govtech-kz/ikp/api/compute/v1alpha1"
	subresources "github.com/govtech-kz/ikp/api/subresources/v1alpha1"
	"github.com/govtech-kz/ikp/controllers/ledger"
	"github.com/govtech-kz/ikp/internal/domain/whereabouts"
)

// book remembers what it was given.
type book struct {
	err error
	got *ledger.Inventory
}

func (b *book) TakeInventory(_ context.Context, i ledger.Inventory) (ledger.Taken, error) {
	b.got = &i
	return ledger.Taken{Came: len(i.Lots)}, b.err
}

// register knows host h1 in astana-1.
type register struct{ client.Reader }

func (register) Get(_ context.Context, key client.ObjectKey, into client.Object, _ ...client.GetOption) error {
	if key.Name != "h1" {
		return apierrors.NewNotFound(compute.GroupVersion.WithResource("hosts").GroupResource(), key.Name)
	}
	into.(*compute.Host).Spec.DataCentre = "astana-1"
	return nil
}

func lots(l ...subresources.HeldLot) []subresources.HeldLot { return l }

func TestCreate(t *testing.T) {
	disk := subresources.HeldLot{Kind: "Disk", Resource: "disks/u-1/root.qcow2", Machine: "u-1", Bytes: 7}
	backup := subresources.HeldLot{Kind: "Backup", Resource: "esf-2026-11-22", Agency: "minfin", System: "esf", MovedBy: "aigul", Bytes: 9}
	for name, tc := range map[string]struct {
		user      string
		inventory subresources.ResidencyInventory
		dryRun    bool
		err       error
		want      *ledger.Inventory
		refusal   string
	}{
		"takes a host's disks, in the data centre it is registered in": {
			user: "ikp:host:h1", inventory: subresources.ResidencyInventory{Host: "h1", Lots: lots(disk)},
			want: &ledger.Inventory{Source: "host/h1", Host: "h1", Site: "astana-1",
				Lots: []ledger.Lot{{Kind: whereabouts.Disk, Resource: "disks/u-1/root.qcow2", Machine: "u-1", Bytes: 7}}},
		},
		"takes what a host holds that is registered no more": {
			user: "ikp:host:h9", inventory: subresources.ResidencyInventory{Host: "h9"}, want: &ledger.Inventory{Source: "host/h9", Host: "h9"},
		},
		"takes a store's backups, as it says whose they are": {
			user: "ikp:store:vault", inventory: subresources.ResidencyInventory{Store: "vault", DataCentre: "astana-1", Lots: lots(backup)},
			want: &ledger.Inventory{Source: "store/vault", Site: "astana-1", Lots: []ledger.Lot{{Kind: whereabouts.Backup,
				Resource: "esf-2026-11-22", System: whereabouts.Name{Agency: "minfin", System: "esf"}, MovedBy: "aigul", Bytes: 9}}},
		},
		"takes nothing on a dry run": {user: "ikp:host:h1", inventory: subresources.ResidencyInventory{Host: "h1"}, dryRun: true},
		"forbids another host": {
			user: "ikp:host:h2", inventory: subresources.ResidencyInventory{Host: "h1"},
			refusal: `residencyinventories.subresources.ikp.gov.kz is forbidden: this inventory is reported by user "ikp:host:h1" alone`,
		},
		"forbids a host to speak for a store of its name": {
			user: "ikp:host:h1", inventory: subresources.ResidencyInventory{Store: "h1", DataCentre: "astana-1"},
			refusal: `this inventory is reported by user "ikp:store:h1" alone`,
		},
		"refuses a host that says whose bytes it holds": {
			user: "ikp:host:h1", inventory: subresources.ResidencyInventory{Host: "h1", Lots: lots(backup)},
			refusal: "lots[0].system: Forbidden: a host cannot say whose bytes it holds: the ledger knows",
		},
		"refuses a host that says where it stands": {
			user: "ikp:host:h1", inventory: subresources.ResidencyInventory{Host: "h1", DataCentre: "astana-1"},
			refusal: "dataCentre: Forbidden: a host's data centre is the one it is registered in",
		},
		"refuses a kind that nobody can hold": {
			user: "ikp:host:h1", inventory: subresources.ResidencyInventory{Host: "h1", Lots: lots(subresources.HeldLot{Kind: "Flow", Resource: "x"})},
			refusal: `lots[0].kind: Unsupported value: "Flow"`,
		},
		"refuses one lot said twice": {
			user: "ikp:host:h1", inventory: subresources.ResidencyInventory{Host: "h1", Lots: lots(disk, disk)}, refusal: "lots[1].resource: Duplicate value",
		},
		"is unavailable without a ledger": {
			user: "ikp:host:h1", inventory: subresources.ResidencyInventory{Host: "h1"}, err: errors.New("refused"),
			want: &ledger.Inventory{Source: "host/h1", Host: "h1", Site: "astana-1"}, refusal: "the inventory of host/h1 could not be kept: send the next one",
		},
	} {
		t.Run(name, func(t *testing.T) {
			b := &book{err: tc.err}
			options := &metav1.CreateOptions{}
			if tc.dryRun {
				options.DryRun = []string{"All"}
			}
			ctx := genericapirequest.WithUser(t.Context(), &user.DefaultInfo{Name: tc.user})
			_, err := (&REST{Book: b, Reader: register{}}).Create(ctx, &tc.inventory, nil, options)
			if (err == nil) != (tc.refusal == "") || err != nil && !strings.Contains(err.Error(), tc.refusal) {
				t.Errorf("Create says %v, want %q", err, tc.refusal)
			}
			if diff := cmp.Diff(tc.want, b.got); diff != "" {
				t.Errorf("taken (-want +got):\n%s", diff)
			}
		})
	}
}
