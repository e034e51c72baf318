package aggregated

import (
	"fmt"
	"os"
	"testing"

	"github.com/govtech-kz/ikp/internal/testkit/controlplane"
)

// Start runs the tests of a package around one control plane with the aggregated
// API behind it and returns their exit code.
func Start(m *testing.M, opts ...controlplane.Option) int { return start(m, Serve, opts) }

// StartAll is Start with the admission webhooks in force.
func StartAll(m *testing.M, opts ...controlplane.Option) int { return start(m, ServeAll, opts) }

func start(m *testing.M, serve func(*controlplane.ControlPlane) (*API, error), opts []controlplane.Option) int {
	return controlplane.Start(&runner{m, serve}, append(opts, controlplane.WithAggregation())...)
}

// running is the API that the tests run beside.
var running *API

// Running is the aggregated API of the tests' own process.
func Running() *API { return running }

// runner runs the tests while the aggregated API is served.
type runner struct {
	*testing.M
	serve func(*controlplane.ControlPlane) (*API, error)
}

func (r *runner) Run() int {
	api, err := r.serve(controlplane.Shared())
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		return 1
	}
	running = api
	code := r.M.Run()
	if err := api.Stop(); err != nil {
		fmt.Fprintln(os.Stderr, err)
		return 1
	}
	return code
}
