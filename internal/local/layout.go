package local

import (
	"path/filepath"

	"github.com/govtech-kz/ikp/internal/local/host"
)

// layout is where the things of a control plane lie.
type layout struct{ dir string }

func (l layout) path(elements ...string) string {
	return filepath.Join(append([]string{l.dir}, elements...)...)
}

func (l layout) log(part string) string            { return l.path("logs", part+".log") }
func (l layout) userConfig(name string) string     { return l.path("users", name+".kubeconfig") }
func (l layout) images() string                    { return l.path("images") }
func (l layout) agentState(hostName string) string { return l.path("hosts", hostName, "agent") }

// adminConfig is the kubeconfig for people.
func (l layout) adminConfig() string { return l.path("kubeconfig") }

func (l layout) host(name string) host.Layout {
	return host.Layout{Name: name, Dir: l.path("hosts", name), Cache: l.path("hosts", "cache")}
}
