// Command ikp-operators provisions: it gives agencies and environments their
// namespaces and machines their hosts.
package main

import (
	"context"
	"fmt"
	"os"

	"github.com/spf13/cobra"
	"k8s.io/client-go/rest"
	"k8s.io/client-go/tools/clientcmd"
	"k8s.io/klog/v2"
	"k8s.io/utils/clock"
	ctrl "sigs.k8s.io/controller-runtime"
	"sigs.k8s.io/controller-runtime/pkg/log/zap"

	"github.com/govtech-kz/ikp/operators/setup"
)

func main() {
	if err := command().ExecuteContext(ctrl.SetupSignalHandler()); err != nil {
		fmt.Fprintln(os.Stderr, "ikp-operators:", err)
		os.Exit(1)
	}
}

func command() *cobra.Command {
	o := setup.NewOptions()
	cmd := &cobra.Command{
		Use:           "ikp-operators",
		Short:         "Provision namespaces for agencies and hosts for machines",
		Args:          cobra.NoArgs,
		SilenceUsage:  true,
		SilenceErrors: true,
		RunE:          func(cmd *cobra.Command, _ []string) error { return run(cmd.Context(), o) },
	}
	o.AddFlags(cmd.Flags())
	return cmd
}

func run(ctx context.Context, o *setup.Options) error {
	logger := zap.New(zap.WriteTo(os.Stderr))
	ctrl.SetLogger(logger)
	klog.SetLogger(logger)
	cfg, err := config(o.Kubeconfig)
	if err != nil {
		return err
	}
	mgr, err := setup.NewManager(cfg, o, clock.RealClock{})
	if err != nil {
		return err
	}
	return mgr.Start(ctx)
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
