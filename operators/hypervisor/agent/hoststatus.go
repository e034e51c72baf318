package agent

import (
	"slices"
	"strings"

	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/types"

	compute "github.com/govtech-kz/ikp/api/compute/v1alpha1"
	"github.com/govtech-kz/ikp/internal/kit"
	"github.com/govtech-kz/ikp/operators/hypervisor/capacity"
	"github.com/govtech-kz/ikp/operators/hypervisor/driver"
)

// hostStatus is what a host's hypervisor answered.
func hostStatus(spec compute.HostSpec, endpoint string, info driver.HostInfo, inventory driver.Inventory) compute.HostStatus {
	return compute.HostStatus{
		Hypervisor:     info.Hypervisor,
		Capacity:       info.Capacity,
		Allocatable:    capacity.Allocatable(info.Capacity, spec.VCPUPercent, spec.Reserved),
		Machines:       uids(inventory),
		ForeignDomains: int32(inventory.Foreign),
		Conflicts:      conflicts(inventory),
		AgentEndpoint:  endpoint,
	}
}

// hostReport is the status of a host whose hypervisor answered.
func hostReport(s compute.HostStatus) kit.Report {
	return reportOf(s, kit.True(compute.ConditionReady, compute.ReasonReporting, "the agent reports, and the hypervisor answers"))
}

// silentReport keeps what was known of the machines: one that cannot be seen may
// run.
func silentReport(last compute.HostStatus, endpoint string, err error) kit.Report {
	last.AgentEndpoint = endpoint
	return reportOf(last, kit.False(compute.ConditionReady, compute.ReasonHostUnreachable,
		"the hypervisor does not answer its agent: %v", err))
}

// reportOf says every field, also one that is empty by now.
func reportOf(s compute.HostStatus, ready metav1.Condition) kit.Report {
	return kit.Report{Conditions: []metav1.Condition{ready}, Fields: map[string]any{
		"hypervisor":     s.Hypervisor,
		"capacity":       s.Capacity,
		"allocatable":    s.Allocatable,
		"machines":       s.Machines,
		"foreignDomains": s.ForeignDomains,
		"conflicts":      s.Conflicts,
		"agentEndpoint":  s.AgentEndpoint,
		"rollAnswer":     s.RollAnswer,
	}}
}

func uids(inventory driver.Inventory) []types.UID {
	out := make([]types.UID, 0, len(inventory.Machines))
	for _, o := range inventory.Machines {
		out = append(out, o.UID)
	}
	slices.SortFunc(out, func(a, b types.UID) int { return strings.Compare(string(a), string(b)) })
	return out
}

// conflicts are in an order of their own: the status changes only when they do.
func conflicts(inventory driver.Inventory) []compute.DomainConflict {
	out := make([]compute.DomainConflict, 0, len(inventory.Conflicts))
	for _, c := range inventory.Conflicts {
		out = append(out, compute.DomainConflict{Machine: c.UID, Domains: slices.Sorted(slices.Values(c.Claims))})
	}
	slices.SortFunc(out, func(a, b compute.DomainConflict) int { return strings.Compare(string(a.Machine), string(b.Machine)) })
	return out
}
