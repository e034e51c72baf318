// Package setuptest runs operators in tests as they run in production: as the
// user ikp:operators, with the rights that config/rbac gives it.
package setuptest

import (
	"context"
	"testing"

	"k8s.io/utils/clock"

	compute "github.com/govtech-kz/ikp/api/compute/v1alpha1"
	"github.com/govtech-kz/ikp/internal/testkit/controlplane"
	"github.com/govtech-kz/ikp/operators/setup"
)

// Run runs the named operators until the test ends, or until the returned
// function is called.
func Run(t *testing.T, cp *controlplane.ControlPlane, clk clock.PassiveClock, operators ...string) (stop func()) {
	t.Helper()
	return RunWith(t, cp, clk, func(*setup.Options) {}, operators...)
}

// RunWith is Run with options of its own.
func RunWith(t *testing.T, cp *controlplane.ControlPlane, clk clock.PassiveClock, edit func(*setup.Options), operators ...string) (stop func()) {
	t.Helper()
	o := setup.NewOptions()
	o.Controllers = operators
	edit(o)
	mgr, err := setup.NewManager(cp.ConfigAs(compute.UserOperators), o, clk)
	if err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	done := make(chan error, 1)
	go func() { done <- mgr.Start(ctx) }()
	stopped := false
	stop = func() {
		if stopped {
			return
		}
		stopped = true
		cancel()
		if err := <-done; err != nil {
			t.Errorf("running operators %v: %v", operators, err)
		}
	}
	t.Cleanup(stop)
	return stop
}
