// Command ikp-controllers enforces: it reserves quota and budget, checks residency
// and clearance, publishes tariffs into the ledger and draws up statements. It
// has no access to infrastructure.
package main

import (
	"context"
	"errors"

	"k8s.io/utils/clock"

	"github.com/govtech-kz/ikp/controllers/ledger"
	"github.com/govtech-kz/ikp/controllers/setup"
	"github.com/govtech-kz/ikp/internal/replica"
)

func main() {
	o := setup.NewOptions()
	cmd := replica.Command("ikp-controllers", "Enforce quota, budget, tariffs, residency and clearance",
		func(ctx context.Context) error { return run(ctx, o) })
	o.AddFlags(cmd.Flags())
	replica.Main(cmd)
}

func run(ctx context.Context, o *setup.Options) error {
	if err := o.Validate(); err != nil {
		return err
	}
	cfg, err := o.Config()
	if err != nil {
		return err
	}
	book, err := ledger.Open(ctx, o.Ledger)
	if err != nil {
		return err
	}
	mgr, err := setup.NewManager(cfg, o, book, clock.RealClock{})
	if err != nil {
		return errors.Join(err, book.Close())
	}
	return errors.Join(mgr.Start(ctx), book.Close())
}
