package programme

import (
	"context"
	"fmt"
	"time"

	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/utils/clock"
	"sigs.k8s.io/controller-runtime/pkg/client"

	api "github.com/govtech-kz/ikp/api/migration/v1alpha1"
	"github.com/govtech-kz/ikp/internal/domain/calendar"
	"github.com/govtech-kz/ikp/internal/kit"
)

// resync looks again for days that have come: 60–75 s.
const resync = time.Minute

// keeper is what the three controllers share.
type keeper struct {
	client client.Client
	clock  clock.PassiveClock
	status kit.StatusWriter
}

func (k keeper) today() string { return calendar.Day(k.clock.Now()) }

// migrations by agency's namespace and system.
func (k keeper) migrations(ctx context.Context, opts ...client.ListOption) (map[client.ObjectKey]*api.SystemMigration, error) {
	var list api.SystemMigrationList
	if err := k.client.List(ctx, &list, opts...); err != nil {
		return nil, fmt.Errorf("listing migrations: %w", err)
	}
	all := map[client.ObjectKey]*api.SystemMigration{}
	for i := range list.Items {
		m := &list.Items[i]
		all[client.ObjectKey{Namespace: m.Namespace, Name: m.Spec.System}] = m
	}
	return all, nil
}

// onPlan says how many systems are behind.
func onPlan(late int, first string) metav1.Condition {
	if late > 0 {
		return kit.False(api.ConditionOnTime, api.ReasonBehindPlan, "%d behind the plan, the first: %s", late, first)
	}
	return kit.True(api.ConditionOnTime, api.ReasonOnPlan, "every system is where the plan wants it")
}

func count(n int) int32 { return int32(min(n, 1<<30)) } //nolint:gosec // bounded
