// Command ikp-operators provisions: it gives agencies and environments their
// namespaces and machines their hosts.
package main

import (
	"context"

	"k8s.io/utils/clock"

	"github.com/govtech-kz/ikp/internal/replica"
	"github.com/govtech-kz/ikp/operators/setup"
)

func main() {
	o := setup.NewOptions()
	cmd := replica.Command("ikp-operators", "Provision namespaces for agencies and hosts for machines",
		func(ctx context.Context) error { return run(ctx, o) })
	o.AddFlags(cmd.Flags())
	replica.Main(cmd)
}

func run(ctx context.Context, o *setup.Options) error {
	cfg, err := o.Config()
	if err != nil {
		return err
	}
	mgr, err := setup.NewManager(cfg, o, clock.RealClock{})
	if err != nil {
		return err
	}
	return mgr.Start(ctx)
}
