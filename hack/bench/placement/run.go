package placement

import (
	"context"

	"github.com/govtech-kz/ikp/hack/bench/placement/trace"
	"github.com/govtech-kz/ikp/hack/bench/report"
)

// Run measures decisions alone, then bindings through the API.
func Run(ctx context.Context, r *report.Report) error {
	machines, err := trace.Read()
	if err != nil {
		return err
	}
	if err := decisions(ctx, r, machines); err != nil {
		return err
	}
	return bindings(ctx, r, machines)
}
