package residency

import (
	"context"
	"fmt"
	"time"

	"sigs.k8s.io/controller-runtime/pkg/client"

	compute "github.com/govtech-kz/ikp/api/compute/v1alpha1"
	"github.com/govtech-kz/ikp/controllers/ledger"
	"github.com/govtech-kz/ikp/hack/bench/report"
	"github.com/govtech-kz/ikp/internal/domain/whereabouts"
)

// measureAudit fills a data centre, withdraws its registration, so that everything
// in it drifts at one moment, and gives it back.
func (b *bench) measureAudit(ctx context.Context) error {
	b.report.Progress("laying %d lots", lots)
	if err := b.fill(ctx); err != nil {
		return err
	}
	for _, f := range []struct {
		name       string
		registered bool
		findings   int
	}{{"audit.100000", false, lots}, {"audit.100000.gone", true, 0}} {
		b.report.Progress("waiting for %d findings", f.findings)
		began := time.Now()
		if err := b.register(ctx, f.registered); err != nil {
			return err
		}
		if err := b.await(ctx, f.findings); err != nil {
			return err
		}
		b.report.Add(report.Figure{
			Name: f.name, Value: time.Since(began).Seconds(), Unit: "s", Goal: report.AtMost(mostAudit),
			Against: "nothing: until the last of 100,000 findings is kept in SQLite, or ended",
		})
	}
	b.report.Note("%d lots of one system in one data centre all drift when its registration is withdrawn; measured from the "+
		"write of the data centre, through kube-apiserver, ikp-controllers and the ledger's database.", lots)
	return nil
}

func (b *bench) fill(ctx context.Context) error {
	for s := range stores {
		i := ledger.Inventory{Source: fmt.Sprintf("store/bench-%d", s), Site: home}
		for n := range lots / stores {
			i.Lots = append(i.Lots, ledger.Lot{
				Kind: whereabouts.Backup, Resource: fmt.Sprintf("backup-%d", n), Bytes: 1,
				System: whereabouts.Name{Agency: "minfin", System: "esf"},
			})
		}
		if _, err := b.book.TakeInventory(ctx, i); err != nil {
			return err
		}
	}
	return nil
}

func (b *bench) register(ctx context.Context, registered bool) error {
	dc := &compute.DataCentre{}
	if err := b.Client.Get(ctx, client.ObjectKey{Name: home}, dc); err != nil {
		return err
	}
	before := dc.DeepCopy()
	dc.Spec.Registered = registered
	return b.Client.Patch(ctx, dc, client.MergeFrom(before))
}
