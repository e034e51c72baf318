package placement

import (
	"context"
	"fmt"

	"golang.org/x/sync/errgroup"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/labels"
	"k8s.io/apimachinery/pkg/types"
	"k8s.io/client-go/rest"
	"k8s.io/client-go/tools/clientcmd"
	"sigs.k8s.io/controller-runtime/pkg/cache"
	"sigs.k8s.io/controller-runtime/pkg/client"

	compute "github.com/govtech-kz/ikp/api/compute/v1alpha1"
)

// bareBinders is the concurrency of placement's own bindings.
const bareBinders = 8

// bare is the client that bounds what any binder can reach: it watches machines
// and does the writes of placement and nothing else.
type bare struct{ client client.Client }

func (s *stage) bare(kubeconfig string) func(context.Context, string, int) (turn, error) {
	return func(ctx context.Context, label string, wave int) (turn, error) {
		if err := s.makeMachines(ctx, namespace, label, wave); err != nil {
			return turn{}, err
		}
		config, err := clientcmd.BuildConfigFromFlags("", kubeconfig)
		if err != nil {
			return turn{}, fmt.Errorf("reading the credentials of the bare client: %w", err)
		}
		config.QPS, config.Burst = -1, -1
		ctx, cancel := context.WithCancel(ctx)
		b, waiting, err := s.watch(ctx, config, label)
		if err != nil {
			cancel()
			return turn{}, err
		}
		done := make(chan error, 1)
		return turn{
			release: func(context.Context) error {
				go func() { done <- b.bindAll(ctx, waiting) }()
				return nil
			},
			end: func() error {
				defer cancel()
				return <-done
			},
		}, nil
	}
}

// watch fills a cache of machines, keeps it up to date and returns those of the wave.
func (s *stage) watch(ctx context.Context, config *rest.Config, label string) (*bare, []compute.VirtualMachine, error) {
	scheme := s.cp.Client.Scheme()
	machines, err := cache.New(config, cache.Options{Scheme: scheme, DefaultTransform: cache.TransformStripManagedFields()})
	if err != nil {
		return nil, nil, fmt.Errorf("making a cache: %w", err)
	}
	writer, err := client.New(config, client.Options{Scheme: scheme})
	if err != nil {
		return nil, nil, fmt.Errorf("making a client: %w", err)
	}
	if _, err := machines.GetInformer(ctx, &compute.VirtualMachine{}, cache.BlockUntilSynced(false)); err != nil {
		return nil, nil, fmt.Errorf("watching machines: %w", err)
	}
	go func() { _ = machines.Start(ctx) }() // it fails only when it is started twice
	machines.WaitForCacheSync(ctx)
	var waiting compute.VirtualMachineList
	err = machines.List(ctx, &waiting, client.MatchingLabelsSelector{Selector: labels.SelectorFromSet(labels.Set{waveLabel: label})})
	if err != nil {
		return nil, nil, fmt.Errorf("listing machines: %w", err)
	}
	return &bare{writer}, waiting.Items, nil
}

func (b *bare) bindAll(ctx context.Context, waiting []compute.VirtualMachine) error {
	if len(waiting) != waveSize {
		return fmt.Errorf("the bare client sees %d of %d machines", len(waiting), waveSize)
	}
	var g errgroup.Group
	g.SetLimit(bareBinders)
	for i := range waiting {
		g.Go(func() error { return b.bind(ctx, &waiting[i], hostName(i%hostCount)) })
	}
	return g.Wait()
}

func (b *bare) bind(ctx context.Context, vm *compute.VirtualMachine, host string) error {
	machine := &metav1.PartialObjectMetadata{ObjectMeta: metav1.ObjectMeta{Namespace: vm.Namespace, Name: vm.Name}}
	machine.SetGroupVersionKind(compute.GroupVersion.WithKind("VirtualMachine"))
	patch := fmt.Appendf(nil, `{"metadata":{"uid":%q,"resourceVersion":%q},"spec":{"host":%q}}`, vm.UID, vm.ResourceVersion, host)
	if err := b.client.Patch(ctx, machine, client.RawPatch(types.MergePatchType, patch), client.FieldOwner("ikp-placement")); err != nil {
		return fmt.Errorf("binding %q: %w", vm.Name, err)
	}
	return nil
}
