// Package version tells which ikpctl this is and which control plane it reaches.
package version

import (
	"fmt"
	"runtime/debug"

	"github.com/spf13/cobra"
	"k8s.io/client-go/discovery"

	"github.com/govtech-kz/ikp/cli/cmdutil"
)

// Options say what to tell.
type Options struct {
	Factory *cmdutil.Factory
	// Client leaves the control plane out.
	Client bool
	Output cmdutil.Output
}

// Info is what the command tells.
type Info struct {
	// Client is the version of ikpctl, from its build.
	Client string `json:"client"`
	// Revision it was built from; empty outside a repository.
	Revision string `json:"revision,omitempty"`
	// Go is the toolchain it was built with.
	Go string `json:"go"`
	// Server is the version of the control plane's Kubernetes.
	Server string `json:"server,omitempty"`
}

// New is the command that tells versions.
func New(f *cmdutil.Factory) *cobra.Command { return NewVersion(f, nil) }

// NewVersion is New with its work replaced by runF, in tests.
func NewVersion(f *cmdutil.Factory, runF func(*Options) error) *cobra.Command {
	o := &Options{Factory: f}
	cmd := &cobra.Command{
		Use: "version", Short: "Tell the version of ikpctl and of the control plane",
		Example: `  ikpctl version
  ikpctl version --client -o json`,
		Args: cobra.NoArgs,
		RunE: func(*cobra.Command, []string) error {
			if runF != nil {
				return runF(o)
			}
			return o.run()
		},
	}
	cmd.Flags().BoolVar(&o.Client, "client", false, "Tell the version of ikpctl alone")
	cmdutil.OutputFlag(cmd, &o.Output, cmdutil.OutputTable, cmdutil.OutputJSON, cmdutil.OutputYAML)
	return cmd
}

func (o *Options) run() error {
	info := own()
	if !o.Client {
		var err error
		if info.Server, err = o.server(); err != nil {
			return err
		}
	}
	if o.Output != cmdutil.OutputTable {
		return cmdutil.Encode(o.Factory.IO.Out, o.Output, info)
	}
	t := &cmdutil.Table{Heads: []string{"PART", "VERSION"}}
	t.Add("ikpctl", info.Client)
	if info.Server != "" {
		t.Add("kubernetes", info.Server)
	}
	return t.Write(o.Factory.IO.Out)
}

func own() Info {
	info := Info{Client: "unknown"}
	build, ok := debug.ReadBuildInfo()
	if !ok {
		return info
	}
	info.Client, info.Go = build.Main.Version, build.GoVersion
	for _, s := range build.Settings {
		if s.Key == "vcs.revision" {
			info.Revision = s.Value
		}
	}
	return info
}

func (o *Options) server() (string, error) {
	c, err := o.Factory.Config()
	if err != nil {
		return "", err
	}
	d, err := discovery.NewDiscoveryClientForConfig(c)
	if err != nil {
		return "", err
	}
	v, err := d.ServerVersion()
	if err != nil {
		return "", fmt.Errorf("asking the control plane for its version: %w", err)
	}
	return v.GitVersion, nil
}
