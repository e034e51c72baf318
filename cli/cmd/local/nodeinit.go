package local

import (
	"fmt"
	"net/netip"

	"github.com/spf13/cobra"
	"k8s.io/client-go/tools/clientcmd"
	ctrl "sigs.k8s.io/controller-runtime"
	"sigs.k8s.io/controller-runtime/pkg/log/zap"

	"github.com/govtech-kz/ikp/internal/local/node"
	"github.com/govtech-kz/ikp/internal/local/walls"
)

// newNodeInit is what `up` starts as process 1 of the node; it is not for people.
func newNodeInit() *cobra.Command {
	var l node.Layout
	var link string
	c := &cobra.Command{
		Use:    "node-init",
		Short:  "Be process 1 of a node",
		Hidden: true,
		Args:   cobra.NoArgs,
		RunE: func(c *cobra.Command, _ []string) (err error) {
			if l.Link, err = netip.ParsePrefix(link); err != nil {
				return fmt.Errorf("--link: %w", err)
			}
			return node.Init(l, c.ErrOrStderr())
		},
	}
	c.Flags().StringVar(&l.Dir, "node-dir", "", "Folder of the node")
	c.Flags().StringVar(&l.Programs, "programs", "", "Folder of the programs")
	c.Flags().StringVar(&l.API, "api", "", "Address of the API server on the machine")
	c.Flags().StringVar(&link, "link", "", "Addresses between machine and node")
	c.Flags().StringVar(&l.Image, "image", "", "Image that holds a pod's namespaces")
	return c
}

// newNodeWalls is what process 1 of the node starts to enforce network policies;
// it is not for people.
func newNodeWalls() *cobra.Command {
	var kubeconfig, pods string
	c := &cobra.Command{
		Use:    "node-walls",
		Short:  "Enforce network policies in the network it is started in",
		Hidden: true,
		Args:   cobra.NoArgs,
		RunE: func(c *cobra.Command, _ []string) error {
			ctrl.SetLogger(zap.New(zap.WriteTo(c.ErrOrStderr())))
			cfg, err := clientcmd.BuildConfigFromFlags("", kubeconfig)
			if err != nil {
				return fmt.Errorf("reading --kubeconfig: %w", err)
			}
			return walls.Run(c.Context(), cfg, pods)
		},
	}
	c.Flags().StringVar(&kubeconfig, "kubeconfig", "", "Whom to ask for policies")
	c.Flags().StringVar(&pods, "pods", "", "Range of the pods' addresses")
	return c
}
