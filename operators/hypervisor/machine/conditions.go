package machine

import (
	"time"

	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"

	compute "github.com/govtech-kz/ikp/api/compute/v1alpha1"
	"github.com/govtech-kz/ikp/internal/kit"
	"github.com/govtech-kz/ikp/operators/hypervisor/driver"
)

const waitingForGates = "waiting until the system is cleared, the place is lawful and %d vCPU, %d MiB and %d GiB are reserved"

func (v View) placed() metav1.Condition {
	if v.Refusal != nil && v.absent() && !v.Deleting {
		return kit.False(compute.ConditionPlaced, v.Refusal.Reason, "%s", v.Refusal.Message)
	}
	return kit.True(compute.ConditionPlaced, compute.ReasonBound, "host %s has taken the machine", v.Host)
}

func (v View) provisioned() metav1.Condition {
	const kind = compute.ConditionProvisioned
	switch {
	case v.unknown():
		return v.untold(kind)
	case v.Deleting && v.absent() && v.Outcome == nil:
		return kit.False(kind, compute.ReasonDomainGone, "host %s confirms that domain and disks are gone", v.Host)
	case v.Deleting:
		return kit.False(kind, compute.ReasonDeleting, "being taken away%s", v.trouble())
	case v.Observed.Presence == driver.Present:
		return kit.True(kind, compute.ReasonProvisioned, "disks and domain exist on host %s", v.Host)
	}
	return v.notProvisioned()
}

func (v View) notProvisioned() metav1.Condition {
	const kind = compute.ConditionProvisioned
	if r, ok := driver.AsRejected(v.Outcome); ok {
		return kit.False(kind, r.Reason, "%s", r.Message)
	}
	switch {
	case v.Refusal != nil:
		return kit.False(kind, v.Refusal.Reason, "%s", v.Refusal.Message)
	case !v.Admitted:
		return v.gated(kind)
	}
	return kit.False(kind, compute.ReasonProvisioning, "host %s makes the disks and the domain%s", v.Host, v.trouble())
}

func (v View) guestReady() metav1.Condition {
	const kind = compute.ConditionGuestReady
	switch {
	case v.unknown():
		return v.untold(kind)
	case v.Deleting:
		return kit.False(kind, compute.ReasonDeleting, "the machine is being taken away")
	case v.up():
		return v.guestOfRun()
	case v.crashed():
		return kit.False(kind, compute.ReasonCrashed, "the machine died")
	}
	return kit.False(kind, compute.ReasonHalted, "the machine does not run")
}

func (v View) guestOfRun() metav1.Condition {
	const kind = compute.ConditionGuestReady
	patience := time.Duration(v.Guest.Probe.TimeoutSeconds) * time.Second
	switch {
	case v.Observed.State == driver.Paused:
		return kit.False(kind, compute.ReasonGuestSilent,
			"the hypervisor has paused the machine: its disk is full, or the processor cannot go on; ask the host's operator, or restart the machine")
	case v.Guest.Probe.Type == "":
		return kit.Unknown(kind, compute.ReasonCatalogueMissing,
			"the machine's image is not in the catalogue, so nobody can tell how its guest says ready; ask the platform operator to restore it")
	case v.Guest.Probe.Type == compute.ProbeNone:
		return kit.Unknown(kind, compute.ReasonNoProbe, "the image declares no probe, so nobody can tell; set spec.probe of the Image")
	case v.Guest.Ready:
		return kit.True(kind, compute.ReasonGuestReady, "the guest said so (probe %s)", v.Guest.Probe.Type)
	case v.Now.Sub(v.Record.StartedAt) >= patience:
		return kit.False(kind, compute.ReasonGuestSilent,
			"the guest has not answered its probe %s within %s of its start%s; read its log", v.Guest.Probe.Type, patience, because(v.Guest.Err))
	}
	return kit.False(kind, compute.ReasonGuestStarting, "the guest has %s from its start to answer its probe %s", patience, v.Guest.Probe.Type)
}

// untold: the hypervisor did not answer, or two domains claim the machine.
func (v View) untold(kind string) metav1.Condition {
	if c, ok := driver.AsConflict(v.Observed.Err); ok {
		return kit.False(kind, compute.ReasonConflict, "%s", c.Error())
	}
	return kit.Unknown(kind, compute.ReasonHostUnreachable, "the hypervisor of host %s does not answer; the machine is left as it is", v.Host)
}

func (v View) gated(kind string) metav1.Condition {
	return kit.False(kind, compute.ReasonWaitingForGates, waitingForGates, v.Want.VCPU, v.Want.MemoryMiB, v.Want.DiskGiB)
}

func (v View) trouble() string { return because(v.Outcome) }

func because(err error) string {
	if err == nil {
		return ""
	}
	return ": " + err.Error()
}
