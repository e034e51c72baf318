package placement

import (
	"cmp"
	"fmt"
	"maps"
	"slices"
	"strings"

	apimeta "k8s.io/apimachinery/pkg/api/meta"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"

	compute "github.com/govtech-kz/ikp/api/compute/v1alpha1"
	"github.com/govtech-kz/ikp/internal/domain/placement"
	"github.com/govtech-kz/ikp/internal/kit"
)

// unplaced is all that placement says of a machine: that it waits, and for what.
func unplaced(reason, message string) kit.Report {
	return kit.Report{Conditions: []metav1.Condition{
		kit.False(compute.ConditionReady, reason, "%s", message),
		kit.False(compute.ConditionPlaced, reason, "%s", message),
	}}
}

// closedGates are the gates of a machine that are not open, and whether anybody
// has looked at one of them yet.
func closedGates(vm *compute.VirtualMachine) (closed []string, seen bool) {
	for _, gate := range []string{
		compute.ConditionSecurityCleared, compute.ConditionResidencyCompliant, compute.ConditionQuotaReserved,
	} {
		c := apimeta.FindStatusCondition(vm.Status.Conditions, gate)
		seen = seen || c != nil && c.Reason != compute.ReasonPending
		if c == nil || c.Status != metav1.ConditionTrue {
			closed = append(closed, gate)
		}
	}
	return closed, seen
}

func tellGates(closed []string) string {
	if len(closed) == 0 {
		return "waits until quota is reserved for what is asked now"
	}
	return "waits for " + strings.Join(closed, ", ") + "; these conditions say what is missing"
}

// tellRefusals says why no host fits: how many were refused for which reason,
// and the way out of the commonest.
func tellRefusals(wants compute.Resources, refusals map[placement.Reason]int) string {
	if len(refusals) == 0 {
		return "there is no host yet; ask the platform operator to register hosts"
	}
	total := 0
	reasons := slices.SortedFunc(maps.Keys(refusals), func(a, b placement.Reason) int {
		return cmp.Or(cmp.Compare(refusals[b], refusals[a]), cmp.Compare(a, b))
	})
	counts := make([]string, 0, len(reasons))
	for _, reason := range reasons {
		total += refusals[reason]
		counts = append(counts, fmt.Sprintf("%d %s", refusals[reason], reason))
	}
	return fmt.Sprintf("none of %d hosts fits %d vCPU, %d MiB and %d GiB: %s; %s", total,
		wants.VCPU, wants.MemoryMiB, wants.DiskGiB, strings.Join(counts, ", "), wayOut[reasons[0]])
}

var wayOut = map[placement.Reason]string{
	placement.HeldElsewhere:      "another host's hypervisor already holds the machine; ask the platform operator to bring that host back",
	placement.DataCentrePinned:   "spec.dataCentre limits the choice; the other reasons say what is wrong there",
	placement.DataCentreMissing:  "ask the platform operator to register the data centre of these hosts",
	placement.NotCommissioned:    "wait until the data centre is commissioned, or ask the platform operator for another (C-3.4)",
	placement.Residency:          "personal data needs a registered data centre in KZ whose accession is answered (KZ-PD-12, KZ-PD-36, KZ-DC-JOIN)",
	placement.Segment:            "the system's segment needs hosts of that segment (C-2.4)",
	placement.HostNotReady:       "ask the platform operator to bring the hosts' agents back",
	placement.Unschedulable:      "ask the platform operator to open a host again",
	placement.InsufficientVCPU:   "choose a smaller machine type, or ask the platform operator for capacity",
	placement.InsufficientMemory: "choose a smaller machine type, or ask the platform operator for capacity",
	placement.InsufficientDisk:   "ask for smaller disks, or ask the platform operator for capacity",
	placement.AntiAffinity:       "the group has a machine on every other host, or in every zone or data centre if that is its scope: leave the group, narrow its scope, or ask the platform operator for more hosts",
}
