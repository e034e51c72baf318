package driver_test

import (
	"context"
	"testing"

	"github.com/google/go-cmp/cmp"
	"k8s.io/apimachinery/pkg/types"

	"github.com/govtech-kz/ikp/operators/hypervisor/driver"
)

func TestDirtyHandsOutEachMarkOnce(t *testing.T) {
	t.Parallel()
	d := driver.NewDirty()
	d.Mark("a")
	d.Mark("a")
	d.MarkAll()
	uids, all, err := d.Take(t.Context())
	if err != nil || !all {
		t.Fatalf("Take: all = %v, err = %v; want true, nil", all, err)
	}
	if diff := cmp.Diff([]types.UID{"a"}, uids); diff != "" {
		t.Errorf("marked machines (-want +got):\n%s", diff)
	}
	done, cancel := context.WithCancel(t.Context())
	cancel()
	if _, _, err := d.Take(done); err == nil {
		t.Error("Take returned marks that were taken before")
	}
}
