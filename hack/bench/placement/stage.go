package placement

import (
	"context"
	"fmt"

	"golang.org/x/sync/errgroup"
	corev1 "k8s.io/api/core/v1"
	"k8s.io/apimachinery/pkg/api/resource"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/types"
	"sigs.k8s.io/controller-runtime/pkg/client"

	compute "github.com/govtech-kz/ikp/api/compute/v1alpha1"
	tenancy "github.com/govtech-kz/ikp/api/tenancy/v1alpha1"
	"github.com/govtech-kz/ikp/hack/bench/placement/trace"
	"github.com/govtech-kz/ikp/internal/testkit/builders"
	"github.com/govtech-kz/ikp/internal/testkit/controlplane"
)

const (
	agency    = "minfin"
	system    = "esf"
	namespace = "env-minfin-prod"
	// writers is how many objects are prepared at a time.
	writers = 16
)

// room is what each host and each node has.
var room = compute.Resources{VCPU: 64, MemoryMiB: 256 << 10, DiskGiB: 4000}

// stage is an API server with what binders need.
type stage struct {
	cp       *controlplane.ControlPlane
	dir      string
	machines []trace.Machine
}

// furnish makes everything but what is to be bound.
func (s *stage) furnish(ctx context.Context) error {
	objects := []client.Object{
		builders.Namespace(tenancy.AgencyNamespace(agency), map[string]string{tenancy.LabelAgency: agency}),
		builders.System(system, agency, nil),
		builders.Namespace(namespace, builders.WorkloadLabels(agency, system, "prod", tenancy.EnvironmentProduction)),
	}
	for i := range sites {
		objects = append(objects, builders.DataCentre(fmt.Sprintf("dc-%d", i), nil))
	}
	types := map[string]bool{}
	for _, m := range s.machines {
		if name := typeName(m); !types[name] {
			types[name] = true
			objects = append(objects, builders.MachineType(name, m.VCPU, m.MemoryMiB))
		}
	}
	for _, obj := range objects {
		if err := s.cp.Client.Create(ctx, obj); err != nil {
			return fmt.Errorf("creating %T %q: %w", obj, obj.GetName(), err)
		}
	}
	if err := each(ctx, hostCount, s.host); err != nil {
		return err
	}
	return each(ctx, hostCount, s.node)
}

// each runs make for all numbers below n, many at a time.
func each(ctx context.Context, n int, create func(context.Context, int) error) error {
	g, ctx := errgroup.WithContext(ctx)
	g.SetLimit(writers)
	for i := range n {
		g.Go(func() error { return create(ctx, i) })
	}
	return g.Wait()
}

// host registers a host whose agent has reported. Nobody renews thousands of leases
// here: for the reason Pending the watch over silent hosts looks at each of them
// and leaves it alone.
func (s *stage) host(ctx context.Context, i int) error {
	h := builders.Host(hostName(i), fmt.Sprintf("dc-%d", i%sites), func(spec *compute.HostSpec) {
		spec.Zone = fmt.Sprintf("zone-%d", i/sites%zonesPerSite)
	})
	if err := s.cp.Client.Create(ctx, h); err != nil {
		return fmt.Errorf("creating host %q: %w", h.Name, err)
	}
	h.Status.Allocatable = room
	h.Status.Conditions = []metav1.Condition{{
		Type: compute.ConditionReady, Status: metav1.ConditionTrue, Reason: compute.ReasonPending, LastTransitionTime: metav1.Now(),
	}}
	if err := s.cp.Client.SubResource("status").Update(ctx, h); err != nil {
		return fmt.Errorf("reporting for host %q: %w", h.Name, err)
	}
	return nil
}

// node registers a node of the size of a host. Admission taints new nodes; what
// would take the taint off is not there.
func (s *stage) node(ctx context.Context, i int) error {
	capacity := amounts(room)
	capacity[corev1.ResourcePods] = resource.MustParse("110")
	n := &corev1.Node{
		ObjectMeta: metav1.ObjectMeta{Name: hostName(i), Labels: map[string]string{
			corev1.LabelHostname:     hostName(i),
			corev1.LabelTopologyZone: fmt.Sprintf("dc-%d-zone-%d", i%sites, i/sites%zonesPerSite),
		}},
		Status: corev1.NodeStatus{
			Capacity: capacity, Allocatable: capacity,
			Conditions: []corev1.NodeCondition{{Type: corev1.NodeReady, Status: corev1.ConditionTrue, Reason: "KubeletReady"}},
		},
	}
	if err := s.cp.Client.Create(ctx, n); err != nil {
		return fmt.Errorf("creating node %q: %w", n.Name, err)
	}
	untaint := client.RawPatch(types.MergePatchType, []byte(`{"spec":{"taints":null}}`))
	if err := s.cp.Client.Patch(ctx, n, untaint); err != nil {
		return fmt.Errorf("opening node %q: %w", n.Name, err)
	}
	return nil
}

func hostName(i int) string { return fmt.Sprintf("host-%05d", i) }

func typeName(m trace.Machine) string { return fmt.Sprintf("v%d-m%d", m.VCPU, m.MemoryMiB) }

func amounts(r compute.Resources) corev1.ResourceList {
	const mebibyte, gibibyte = 1 << 20, 1 << 30
	return corev1.ResourceList{
		corev1.ResourceCPU:              *resource.NewQuantity(r.VCPU, resource.DecimalSI),
		corev1.ResourceMemory:           *resource.NewQuantity(r.MemoryMiB*mebibyte, resource.BinarySI),
		corev1.ResourceEphemeralStorage: *resource.NewQuantity(r.DiskGiB*gibibyte, resource.BinarySI),
	}
}
