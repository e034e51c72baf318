package aggregated

import (
	"fmt"
	"os"
	"testing"

	"github.com/govtech-kz/ikp/internal/testkit/controlplane"
)

// Start runs the tests of a package around one control plane with the aggregated
// API behind it and returns their exit code.
func Start(m *testing.M, opts ...controlplane.Option) int {
	return controlplane.Start(runner{m}, append(opts, controlplane.WithAggregation())...)
}

// runner runs the tests while the aggregated API is served.
type runner struct{ *testing.M }

func (r runner) Run() int {
	api, err := Serve(controlplane.Shared())
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		return 1
	}
	code := r.M.Run()
	if err := api.Stop(); err != nil {
		fmt.Fprintln(os.Stderr, err)
		return 1
	}
	return code
}
