package hosted

import (
	"context"
	"encoding/json"
	"fmt"
	"net/http"

	corev1 "k8s.io/api/core/v1"
	eventsv1 "k8s.io/api/events/v1"
	apierrors "k8s.io/apimachinery/pkg/api/errors"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/runtime"
	"k8s.io/apimachinery/pkg/types"
	genericapirequest "k8s.io/apiserver/pkg/endpoints/request"
	"k8s.io/apiserver/pkg/registry/rest"
	"sigs.k8s.io/controller-runtime/pkg/client"

	compute "github.com/govtech-kz/ikp/api/compute/v1alpha1"
)

// EventREST is the storage of hostedmachines/events: what a host tells of its
// machines becomes events beside them, in namespaces that agents have no right to.
type EventREST struct {
	kind   kind
	owners Owners
	client client.Client
}

var (
	_ rest.Storage   = (*EventREST)(nil)
	_ rest.Connecter = (*EventREST)(nil)
)

// MachineEvents serves hostedmachines/events, where events are created.
func MachineEvents(c client.Client, owners Owners) *EventREST {
	return &EventREST{kind: machineKind(owners), owners: owners, client: c}
}

// New is an empty object.
func (r *EventREST) New() runtime.Object { return r.kind.view() }

// Destroy has nothing to free.
func (r *EventREST) Destroy() {}

// ConnectMethods are the HTTP methods that are served.
func (r *EventREST) ConnectMethods() []string { return []string{http.MethodPost} }

// NewConnectOptions says that there are none.
func (r *EventREST) NewConnectOptions() (options runtime.Object, subpath bool, subpathKey string) {
	return nil, false, ""
}

// Connect takes one event, of which the machine and who tells it follow from the
// address and the caller. The answer is a status: agents read no events.
func (r *EventREST) Connect(ctx context.Context, name string, _ runtime.Object, responder rest.Responder) (http.Handler, error) {
	host, err := r.kind.caller(ctx)
	if err != nil {
		return nil, err
	}
	key := client.ObjectKey{Namespace: genericapirequest.NamespaceValue(ctx), Name: name}
	return http.HandlerFunc(func(_ http.ResponseWriter, request *http.Request) {
		err := r.tell(ctx, host, key, request)
		note(ctx, partEvents, host, key, err)
		if err != nil {
			responder.Error(r.kind.answer(name, err))
			return
		}
		responder.Object(http.StatusCreated, &metav1.Status{Status: metav1.StatusSuccess, Code: http.StatusCreated})
	}), nil
}

func (r *EventREST) tell(ctx context.Context, host string, key client.ObjectKey, request *http.Request) error {
	body, err := readAll(request)
	if err != nil {
		return err
	}
	told := &eventsv1.Event{}
	if err := json.Unmarshal(body, told); err != nil {
		return apierrors.NewBadRequest(fmt.Sprintf("reading the event: %v", err))
	}
	uid, err := r.owners.own(ctx, host, key)
	if err != nil {
		return err
	}
	if asked := told.Regarding.UID; asked != "" && asked != uid {
		return errNotOwn
	}
	return r.client.Create(ctx, eventOf(told, host, key, uid))
}

// eventOf is what a host told, of its machine and in its name.
func eventOf(told *eventsv1.Event, host string, key client.ObjectKey, uid types.UID) *eventsv1.Event {
	return &eventsv1.Event{
		ObjectMeta:          metav1.ObjectMeta{Namespace: key.Namespace, GenerateName: key.Name + "-"},
		EventTime:           told.EventTime,
		ReportingController: compute.HypervisorController,
		ReportingInstance:   compute.HostUser(host),
		Type:                told.Type, Action: told.Action, Reason: told.Reason, Note: told.Note,
		Regarding: corev1.ObjectReference{
			APIVersion: compute.GroupVersion.String(), Kind: "VirtualMachine", Namespace: key.Namespace, Name: key.Name, UID: uid,
		},
	}
}
