package agent

import (
	"fmt"
	"strings"

	corev1 "k8s.io/api/core/v1"

	compute "github.com/govtech-kz/ikp/api/compute/v1alpha1"
)

// tell makes an event of whatever on the host needs a person and was not there at
// the last report.
func (h *Hosts) tell(host *compute.Host, now compute.HostStatus) {
	if was := host.Status.ForeignDomains; now.ForeignDomains > was {
		h.warn(host, compute.ReasonForeignDomains, fmt.Sprintf(
			"the hypervisor holds %d domains that are not the platform's, %d before; they are not touched", now.ForeignDomains, was))
	}
	known := map[string]bool{}
	for _, c := range host.Status.Conflicts {
		known[claims(c)] = true
	}
	for _, c := range now.Conflicts {
		if !known[claims(c)] {
			h.warn(host, compute.ReasonConflict, claims(c)+"; none is touched until an operator of the host removes the wrong ones")
		}
	}
}

func (h *Hosts) warn(host *compute.Host, reason, message string) {
	h.events.Eventf(host, nil, corev1.EventTypeWarning, reason, "Look", "%s", message)
}

func claims(c compute.DomainConflict) string {
	return fmt.Sprintf("machine %s is claimed by the domains %s", c.Machine, strings.Join(c.Domains, ", "))
}
