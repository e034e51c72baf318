package controlplane

import (
	"fmt"
	"os"
	"testing"
)

// Option changes what a control plane consists of.
type Option func(*options)

type options struct{ controllerManager, aggregation bool }

// WithControllerManager also runs the namespace and garbage-collector loops of
// kube-controller-manager. Without it a deleted namespace stays Terminating.
func WithControllerManager() Option { return func(o *options) { o.controllerManager = true } }

// shared is the control plane of the running test package, set by Start.
var shared *ControlPlane

// Start runs the tests of a package around one control plane and returns their
// exit code.
func Start(m interface{ Run() int }, opts ...Option) int {
	var err error
	if shared, err = start(apply(opts)); err != nil {
		fmt.Fprintln(os.Stderr, err)
		return 1
	}
	code := m.Run()
	if err := shared.Stop(); err != nil {
		fmt.Fprintln(os.Stderr, err)
		return 1
	}
	return code
}

// Shared is the control plane that Start brought up.
func Shared() *ControlPlane { return shared }

// New is the control plane that Start brought up, or, given options or without
// Start, one of the test's own that ends with it.
func New(t testing.TB, opts ...Option) *ControlPlane {
	t.Helper()
	if shared != nil && len(opts) == 0 {
		return shared
	}
	c, err := start(apply(opts))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := c.Stop(); err != nil {
			t.Error(err)
		}
	})
	return c
}

func apply(opts []Option) options {
	var o options
	for _, opt := range opts {
		opt(&o)
	}
	return o
}
