package builders

import (
	"time"

	corev1 "k8s.io/api/core/v1"
	apimeta "k8s.io/apimachinery/pkg/api/meta"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/types"

	compute "github.com/govtech-kz/ikp/api/compute/v1alpha1"
)

// VMBuilder builds a VirtualMachine.
type VMBuilder struct{ vm compute.VirtualMachine }

// VM is a machine of type small from image guest, running always, with a root
// disk of 1 GiB.
func VM(name, namespace string) *VMBuilder {
	return &VMBuilder{compute.VirtualMachine{
		ObjectMeta: metav1.ObjectMeta{Name: name, Namespace: namespace},
		Spec: compute.VirtualMachineSpec{
			MachineType: "small", Image: "guest", RootDiskGiB: 1, RunStrategy: compute.RunAlways,
		},
	}}
}

// UID sets the identity that the API server would have given.
func (b *VMBuilder) UID(uid types.UID) *VMBuilder { b.vm.UID = uid; return b }

// On binds the machine to a host.
func (b *VMBuilder) On(host string) *VMBuilder { b.vm.Spec.Host = host; return b }

// OfType sets the machine type.
func (b *VMBuilder) OfType(name string) *VMBuilder { b.vm.Spec.MachineType = name; return b }

// From sets the image.
func (b *VMBuilder) From(image string) *VMBuilder { b.vm.Spec.Image = image; return b }

// Strategy sets when the machine runs.
func (b *VMBuilder) Strategy(s compute.RunStrategy) *VMBuilder { b.vm.Spec.RunStrategy = s; return b }

// RootDisk sets the size of the root disk in GiB.
func (b *VMBuilder) RootDisk(gib int64) *VMBuilder { b.vm.Spec.RootDiskGiB = gib; return b }

// DataDisk adds an empty disk of this many GiB.
func (b *VMBuilder) DataDisk(name string, gib int64) *VMBuilder {
	b.vm.Spec.DataDisks = append(b.vm.Spec.DataDisks, compute.DataDisk{Name: name, SizeGiB: gib})
	return b
}

// In limits placement to a data centre.
func (b *VMBuilder) In(dataCentre string) *VMBuilder { b.vm.Spec.DataCentre = dataCentre; return b }

// Apart puts the machine into an anti-affinity group.
func (b *VMBuilder) Apart(group string) *VMBuilder { b.vm.Spec.AntiAffinity = group; return b }

// ApartBy is Apart with what two machines of the group never share.
func (b *VMBuilder) ApartBy(group string, scope compute.AntiAffinityScope) *VMBuilder {
	b.vm.Spec.AntiAffinityScope = scope
	return b.Apart(group)
}

// UserData names the Secret with cloud-init's user data.
func (b *VMBuilder) UserData(secret string) *VMBuilder {
	b.vm.Spec.UserData = &compute.UserDataReference{SecretName: secret}
	return b
}

// Condition sets a condition.
func (b *VMBuilder) Condition(kind string, status metav1.ConditionStatus, reason string) *VMBuilder {
	apimeta.SetStatusCondition(&b.vm.Status.Conditions, metav1.Condition{
		Type: kind, Status: status, Reason: reason, LastTransitionTime: metav1.NewTime(time.Unix(0, 0)),
	})
	return b
}

// Admitted opens every gate for this vector.
func (b *VMBuilder) Admitted(r compute.Resources) *VMBuilder {
	b.vm.Status.Resources = &r
	return b.
		Condition(compute.ConditionSecurityCleared, metav1.ConditionTrue, compute.ReasonCleared).
		Condition(compute.ConditionResidencyCompliant, metav1.ConditionTrue, compute.ReasonCompliant).
		Condition(compute.ConditionQuotaReserved, metav1.ConditionTrue, compute.ReasonReserved)
}

// Obj is the machine.
func (b *VMBuilder) Obj() *compute.VirtualMachine { return b.vm.DeepCopy() }

// Namespace is a namespace with labels.
func Namespace(name string, labels map[string]string) *corev1.Namespace {
	return &corev1.Namespace{ObjectMeta: metav1.ObjectMeta{Name: name, Labels: labels}}
}
