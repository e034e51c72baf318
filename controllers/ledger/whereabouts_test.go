package ledger_test

import (
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	clocktesting "k8s.io/utils/clock/testing"

	"github.com/govtech-kz/ikp/controllers/ledger"
	"github.com/govtech-kz/ikp/controllers/ledger/ledgertest"
	"github.com/govtech-kz/ikp/internal/domain/evidence"
	"github.com/govtech-kz/ikp/internal/domain/whereabouts"
)

const root = "disks/m/root.qcow2"

// held is an inventory of host h1 with a machine's disk.
func held(lots ...ledger.Lot) ledger.Inventory {
	return ledger.Inventory{Source: "host/h1", Host: "h1", Site: "astana-1", Lots: lots}
}

func disk(machine string) ledger.Lot {
	return ledger.Lot{Kind: whereabouts.Disk, Resource: root, Machine: machine, Bytes: 1}
}

func drift(since, until time.Time) ledger.Drift {
	return ledger.Drift{
		Lot: whereabouts.Lot{Source: "host/h1", Kind: whereabouts.Disk, Resource: root, Machine: "m",
			System: whereabouts.Name{Agency: "minfin", System: "eshop"}, Host: "h1", Site: "astana-1"},
		Rule: "KZ-PD-36", Edition: "test", Message: "not registered", Answer: whereabouts.Report, Since: since, Until: until,
	}
}

func keepWhereabouts(t *testing.T, l *ledger.Ledger) {
	t.Helper()
	_, err := l.TakeInventory(t.Context(), held(disk("m")))
	must(t, err)
	must(t, l.KeepDrifts(t.Context(), nil, []ledger.Drift{drift(noon, time.Time{})}))
	must(t, l.KeepDrifts(t.Context(), []ledger.Drift{drift(noon, noon.Add(time.Minute))}, nil))
	must(t, l.KeepRulings(t.Context(), nil, []ledger.Ruling{{System: whereabouts.Name{Agency: "minfin", System: "eshop"}, Since: noon}}))
}

func TestAnInventoryIsComparedWithTheOneBefore(t *testing.T) {
	ledgertest.Each(t, func(t *testing.T, dsn string) {
		clock := clocktesting.NewFakeClock(noon)
		l := ledgertest.Open(t, dsn, ledger.WithClock(clock))
		furnish(t, l, plenty)
		r := request("m", small)
		r.By = "aigul"
		_, err := l.Reserve(t.Context(), r)
		must(t, err)
		cache := ledger.Lot{Kind: whereabouts.ImageCache, Resource: "images/debian.qcow2", Bytes: 5}
		grown := disk("m")
		grown.Bytes = 9
		stranger := disk("stranger")
		elsewhere := held(stranger)
		elsewhere.Site = "almaty-1"
		for i, step := range []struct {
			inventory ledger.Inventory
			want      ledger.Taken
		}{
			{held(disk("m"), cache), ledger.Taken{Came: 2}},
			{held(grown, cache), ledger.Taken{}}, // a disk that grows is the same
			{held(grown), ledger.Taken{Went: 1}},
			{held(stranger), ledger.Taken{Came: 1}},               // another machine's disk under the same name
			{elsewhere, ledger.Taken{Came: 1}},                    // the host has another data centre
			{ledger.Inventory{Source: "host/h2"}, ledger.Taken{}}, // another host says nothing about this one
		} {
			got, err := l.TakeInventory(t.Context(), step.inventory)
			must(t, err)
			if got != step.want {
				t.Errorf("inventory %d changed %+v, want %+v", i, got, step.want)
			}
			clock.Step(time.Minute)
		}
		checkHeld(t, l)
	})
}

// checkHeld: the first disk belongs to the system it was reserved for, the second
// to nobody.
func checkHeld(t *testing.T, l *ledger.Ledger) {
	t.Helper()
	now, err := l.Held(t.Context())
	must(t, err)
	lot := drift(noon, noon).Lot
	lot.Machine, lot.System, lot.Site = "stranger", whereabouts.Name{}, "almaty-1"
	want := []ledger.Held{{Lot: lot, Bytes: 1, Since: noon.Add(4 * time.Minute)}}
	if diff := cmp.Diff(want, now); diff != "" {
		t.Errorf("held now (-want +got):\n%s", diff)
	}
	h, err := l.History(t.Context(), whereabouts.Name{Agency: "minfin", System: "eshop"}, noon, noon.Add(time.Hour))
	must(t, err)
	past := []ledger.Held{{Lot: drift(noon, noon).Lot, Bytes: 1, MovedBy: "aigul", Since: noon, Until: noon.Add(3 * time.Minute)}}
	if diff := cmp.Diff(past, h.Held); diff != "" {
		t.Errorf("held in the past (-want +got):\n%s", diff)
	}
	sources, err := l.Sources(t.Context())
	must(t, err)
	heard := []ledger.Source{
		{Name: "host/h1", Site: "almaty-1", HeardAt: noon.Add(4 * time.Minute)}, {Name: "host/h2", HeardAt: noon.Add(5 * time.Minute)},
	}
	if diff := cmp.Diff(heard, sources); diff != "" {
		t.Errorf("sources (-want +got):\n%s", diff)
	}
}

func TestDriftsAndJudgementsEndAndStayOnRecord(t *testing.T) {
	ledgertest.Each(t, func(t *testing.T, dsn string) {
		l := ledgertest.Open(t, dsn)
		end := noon.Add(time.Minute)
		ruling := ledger.Ruling{System: drift(noon, end).System, Site: "astana-1", Edition: "test", Outcome: whereabouts.Excepted,
			Exceptions: []evidence.Exception{{Name: "e-1", Act: "Order 5", ApprovedBy: []string{"bolat", "dana"}}}, Since: noon}
		for range 2 { // a crash between keeping and telling repeats it
			must(t, l.KeepDrifts(t.Context(), nil, []ledger.Drift{drift(noon, time.Time{})}))
			must(t, l.KeepRulings(t.Context(), nil, []ledger.Ruling{ruling}))
		}
		open, err := l.OpenDrifts(t.Context())
		must(t, err)
		if diff := cmp.Diff([]ledger.Drift{drift(noon, time.Time{})}, open); diff != "" {
			t.Errorf("open (-want +got):\n%s", diff)
		}
		if n, err := l.CountDrifts(t.Context()); n != 1 || err != nil {
			t.Errorf("%d drifts stand (%v), want 1", n, err)
		}
		must(t, l.KeepDrifts(t.Context(), []ledger.Drift{drift(noon, end)}, []ledger.Drift{drift(end, time.Time{})}))
		h, err := l.History(t.Context(), ruling.System, noon, noon.Add(time.Hour))
		must(t, err)
		want := ledger.History{Rulings: []ledger.Ruling{ruling}, Drifts: []ledger.Drift{drift(noon, end), drift(end, time.Time{})}}
		if diff := cmp.Diff(want, h); diff != "" {
			t.Errorf("history (-want +got):\n%s", diff)
		}
		since, err := l.Drifts(t.Context(), end)
		must(t, err)
		if diff := cmp.Diff([]ledger.Drift{drift(end, time.Time{})}, since); diff != "" {
			t.Errorf("drifts since (-want +got):\n%s", diff)
		}
	})
}
