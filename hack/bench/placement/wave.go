package placement

import (
	"context"
	"fmt"

	corev1 "k8s.io/api/core/v1"
	apimeta "k8s.io/apimachinery/pkg/api/meta"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"

	compute "github.com/govtech-kz/ikp/api/compute/v1alpha1"
	"github.com/govtech-kz/ikp/hack/bench/placement/trace"
	"github.com/govtech-kz/ikp/internal/kit"
	"github.com/govtech-kz/ikp/internal/testkit/builders"
)

// waveLabel tells the objects of one wave of one binder from all others.
const waveLabel = "bench.ikp.gov.kz/wave"

// arrival is the i-th machine of a wave: the same one for all binders.
func (s *stage) arrival(wave, i int) trace.Machine { return s.machines[wave*waveSize+i] }

func vector(m trace.Machine) compute.Resources {
	return compute.Resources{VCPU: m.VCPU, MemoryMiB: m.MemoryMiB, DiskGiB: diskGiB}
}

// machine makes a machine whose gates are open.
func (s *stage) machine(ctx context.Context, namespace, label string, m trace.Machine, i int) error {
	vm := builders.VM(fmt.Sprintf("%s-%04d", label, i), namespace).OfType(typeName(m)).RootDisk(diskGiB).Obj()
	vm.Labels = map[string]string{waveLabel: label}
	if err := s.cp.Client.Create(ctx, vm); err != nil {
		return fmt.Errorf("creating machine %q: %w", vm.Name, err)
	}
	needs := vector(m)
	vm.Status.Resources = &needs
	for _, gate := range []metav1.Condition{
		kit.True(compute.ConditionSecurityCleared, compute.ReasonCleared, "cleared"),
		kit.True(compute.ConditionResidencyCompliant, compute.ReasonCompliant, "compliant"),
		kit.True(compute.ConditionQuotaReserved, compute.ReasonReserved, "reserved"),
	} {
		gate.ObservedGeneration = vm.Generation
		apimeta.SetStatusCondition(&vm.Status.Conditions, gate)
	}
	if err := s.cp.Client.SubResource("status").Update(ctx, vm); err != nil {
		return fmt.Errorf("admitting machine %q: %w", vm.Name, err)
	}
	return nil
}

// makeMachines makes a wave of machines in a namespace.
func (s *stage) makeMachines(ctx context.Context, namespace, label string, wave int) error {
	return each(ctx, waveSize, func(ctx context.Context, i int) error {
		return s.machine(ctx, namespace, label, s.arrival(wave, i), i)
	})
}

// makePods makes pods with the requests of the same machines.
func (s *stage) makePods(ctx context.Context, label string, wave int) error {
	return each(ctx, waveSize, func(ctx context.Context, i int) error {
		p := &corev1.Pod{
			ObjectMeta: metav1.ObjectMeta{
				Name: fmt.Sprintf("%s-%04d", label, i), Namespace: namespace, Labels: map[string]string{waveLabel: label},
			},
			Spec: corev1.PodSpec{Containers: []corev1.Container{{
				Name: "machine", Image: "machine",
				Resources: corev1.ResourceRequirements{Requests: amounts(vector(s.arrival(wave, i)))},
			}}},
		}
		if err := s.cp.Client.Create(ctx, p); err != nil {
			return fmt.Errorf("creating pod %q: %w", p.Name, err)
		}
		return nil
	})
}
