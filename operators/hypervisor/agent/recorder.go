package agent

import (
	"context"

	eventsv1 "k8s.io/api/events/v1"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/client-go/tools/events"
	ctrl "sigs.k8s.io/controller-runtime"
	"sigs.k8s.io/controller-runtime/pkg/client"
	"sigs.k8s.io/controller-runtime/pkg/manager"

	subresources "github.com/govtech-kz/ikp/api/subresources/v1alpha1"
)

// machineEvents takes events of machines to where an agent writes its machines: it
// has no right to the namespaces that they are in.
type machineEvents struct{ client client.Client }

var _ events.EventSink = machineEvents{}

// Create tells of a machine.
func (s machineEvents) Create(ctx context.Context, e *eventsv1.Event) (*eventsv1.Event, error) {
	of := &subresources.HostedMachine{ObjectMeta: metav1.ObjectMeta{Namespace: e.Regarding.Namespace, Name: e.Regarding.Name}}
	return e, s.client.SubResource("events").Create(ctx, of, e.DeepCopy())
}

// Update has nothing to do: an event that was told stays as it is.
func (s machineEvents) Update(_ context.Context, e *eventsv1.Event) (*eventsv1.Event, error) {
	return e, nil
}

// Patch has nothing to do: how often the same is told again nobody counts.
func (s machineEvents) Patch(_ context.Context, e *eventsv1.Event, _ []byte) (*eventsv1.Event, error) {
	return e, nil
}

// machineRecorder records events of machines while the manager runs.
func machineRecorder(mgr ctrl.Manager) (events.EventRecorder, error) {
	broadcaster := events.NewBroadcaster(machineEvents{mgr.GetClient()})
	err := mgr.Add(manager.RunnableFunc(func(ctx context.Context) error {
		defer broadcaster.Shutdown()
		if err := broadcaster.StartRecordingToSinkWithContext(ctx); err != nil {
			return err
		}
		<-ctx.Done()
		return nil
	}))
	return broadcaster.NewRecorder(mgr.GetScheme(), owner), err
}
