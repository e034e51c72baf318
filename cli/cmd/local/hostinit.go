package local

import (
	"github.com/spf13/cobra"

	"github.com/govtech-kz/ikp/internal/local/host"
)

// newHostInit is what `up` starts as process 1 of a host; it is not for people.
func newHostInit() *cobra.Command {
	var l host.Layout
	c := &cobra.Command{
		Use:    "host-init",
		Short:  "Be process 1 of a hypervisor host",
		Hidden: true,
		Args:   cobra.NoArgs,
		RunE:   func(c *cobra.Command, _ []string) error { return host.Init(l, c.ErrOrStderr()) },
	}
	c.Flags().StringVar(&l.Name, "host", "", "Name of the host")
	c.Flags().StringVar(&l.Dir, "host-dir", "", "Folder of the host")
	c.Flags().StringVar(&l.Cache, "host-cache", "", "Folder that all hosts share")
	c.Flags().BoolVar(&l.Emulate, "emulate", false, "Keep KVM from the host")
	return c
}
