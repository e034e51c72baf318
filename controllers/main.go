// Command ikp-controllers enforces: it reserves quota and budget, checks residency
// and clearance, publishes tariffs into the ledger and draws up statements. It
// has no access to infrastructure.
package main

import (
	"context"
	"errors"
	"fmt"
	"os"

	"github.com/spf13/cobra"
	"k8s.io/client-go/rest"
	"k8s.io/client-go/tools/clientcmd"
	"k8s.io/klog/v2"
	"k8s.io/utils/clock"
	ctrl "sigs.k8s.io/controller-runtime"
	"sigs.k8s.io/controller-runtime/pkg/log/zap"

	"github.com/govtech-kz/ikp/controllers/ledger"
	"github.com/govtech-kz/ikp/controllers/setup"
)

func main() {
	if err := command().ExecuteContext(ctrl.SetupSignalHandler()); err != nil {
		fmt.Fprintln(os.Stderr, "ikp-controllers:", err)
		os.Exit(1)
	}
}

func command() *cobra.Command {
	o := setup.NewOptions()
	cmd := &cobra.Command{
		Use:           "ikp-controllers",
		Short:         "Enforce quota, budget, tariffs, residency and clearance",
		Args:          cobra.NoArgs,
		SilenceUsage:  true,
		SilenceErrors: true,
		RunE:          func(cmd *cobra.Command, _ []string) error { return run(cmd.Context(), o) },
	}
	o.AddFlags(cmd.Flags())
	return cmd
}

func run(ctx context.Context, o *setup.Options) error {
	if err := o.Validate(); err != nil {
		return err
	}
	logger := zap.New(zap.WriteTo(os.Stderr))
	ctrl.SetLogger(logger)
	klog.SetLogger(logger)
	cfg, err := config(o.Kubeconfig)
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

func config(path string) (*rest.Config, error) {
	if path == "" {
		cfg, err := rest.InClusterConfig()
		if err != nil {
			return nil, fmt.Errorf("finding the pod's own identity, as --kubeconfig is not given: %w", err)
		}
		return cfg, nil
	}
	cfg, err := clientcmd.BuildConfigFromFlags("", path)
	if err != nil {
		return nil, fmt.Errorf("reading --kubeconfig: %w", err)
	}
	return cfg, nil
}
