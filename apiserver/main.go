// Command ikp-apiserver serves what is answered rather than stored: the
// aggregated API subresources.ikp.gov.kz and the admission webhooks.
package main

import (
	"fmt"
	"os"

	"github.com/spf13/cobra"
	"k8s.io/klog/v2"
	ctrl "sigs.k8s.io/controller-runtime"
	"sigs.k8s.io/controller-runtime/pkg/log/zap"

	"github.com/govtech-kz/ikp/apiserver/server"
)

func main() {
	if err := command().ExecuteContext(ctrl.SetupSignalHandler()); err != nil {
		fmt.Fprintln(os.Stderr, "ikp-apiserver:", err)
		os.Exit(1)
	}
}

func command() *cobra.Command {
	o := server.NewOptions()
	cmd := &cobra.Command{
		Use:           "ikp-apiserver",
		Short:         "Serve the aggregated API and the admission webhooks of ikp",
		Args:          cobra.NoArgs,
		SilenceUsage:  true,
		SilenceErrors: true,
		RunE: func(cmd *cobra.Command, _ []string) error {
			logger := zap.New(zap.WriteTo(os.Stderr))
			ctrl.SetLogger(logger)
			klog.SetLogger(logger)
			if err := o.Validate(); err != nil {
				return err
			}
			return server.Run(cmd.Context(), o)
		},
	}
	o.AddFlags(cmd.Flags())
	return cmd
}
