package vm

import (
	"testing"

	compute "github.com/govtech-kz/ikp/api/compute/v1alpha1"
)

func TestAMachineThatIsStoppedAndStartedRunsAsBefore(t *testing.T) {
	t.Parallel()
	for before, want := range map[compute.RunStrategy]compute.RunStrategy{
		compute.RunAlways:         compute.RunAlways,
		compute.RunRerunOnFailure: compute.RunRerunOnFailure,
		// It never ran: nothing is known of how it should.
		compute.RunHalted: compute.RunAlways,
	} {
		m := &compute.VirtualMachine{Spec: compute.VirtualMachineSpec{RunStrategy: before}}
		for range 2 {
			halt(m)
		}
		if m.Spec.RunStrategy != compute.RunHalted {
			t.Errorf("%s: runs %s after a stop", before, m.Spec.RunStrategy)
		}
		resume(m)
		if m.Spec.RunStrategy != want || m.Annotations[annotationStrategy] != "" {
			t.Errorf("%s: runs %s with annotations %v after a start, want %s and none", before, m.Spec.RunStrategy, m.Annotations, want)
		}
	}
}
