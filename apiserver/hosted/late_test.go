package hosted_test

import (
	"context"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	apierrors "k8s.io/apimachinery/pkg/api/errors"
	"k8s.io/apimachinery/pkg/runtime"
	"k8s.io/apimachinery/pkg/runtime/schema"
	"k8s.io/apiserver/pkg/authentication/user"
	genericapirequest "k8s.io/apiserver/pkg/endpoints/request"
	"sigs.k8s.io/controller-runtime/pkg/client"

	compute "github.com/govtech-kz/ikp/api/compute/v1alpha1"
	hostedapi "github.com/govtech-kz/ikp/apiserver/hosted"
	"github.com/govtech-kz/ikp/internal/testkit/builders"
)

// knows is a cache that has one state of one machine.
type knows struct {
	client.Reader
	vm *compute.VirtualMachine
}

func (k knows) Get(_ context.Context, key client.ObjectKey, into client.Object, _ ...client.GetOption) error {
	if k.vm == nil || client.ObjectKeyFromObject(k.vm) != key {
		return apierrors.NewNotFound(schema.GroupResource{Resource: "virtualmachines"}, key.Name)
	}
	k.vm.DeepCopyInto(into.(*compute.VirtualMachine))
	return nil
}

// fills is a cache that has not listed yet.
type fills struct{ client.Reader }

func (fills) Get(ctx context.Context, _ client.ObjectKey, _ client.Object, _ ...client.GetOption) error {
	<-ctx.Done()
	return apierrors.NewTimeoutError("failed waiting for the informer to sync", 0)
}

// answered keeps what a request was answered with.
type answered struct{ err error }

func (a *answered) Object(int, runtime.Object) {}
func (a *answered) Error(err error)            { a.err = err }

// reportsBy has the agent of h1 report on a machine while the cache is such.
func reportsBy(t *testing.T, c client.Client, cache client.Reader, machine client.ObjectKey) error {
	t.Helper()
	agent := &user.DefaultInfo{Name: compute.HostUser("h1"), Groups: []string{compute.GroupHosts}}
	ctx := genericapirequest.WithNamespace(genericapirequest.WithUser(t.Context(), agent), machine.Namespace)
	a := &answered{}
	handler, err := hostedapi.MachineStatus(c, hostedapi.Owners{Cache: cache}).Connect(ctx, machine.Name, nil, a)
	if err != nil {
		t.Fatal(err)
	}
	request := httptest.NewRequestWithContext(ctx, http.MethodPatch, "/", strings.NewReader(`{"status":{"powerState":"Running"}}`))
	request.Header.Set("Content-Type", "application/apply-patch+yaml")
	handler.ServeHTTP(httptest.NewRecorder(), request)
	return a.err
}

// TestALateCacheLetsNoHostWriteOfAnothersMachine: admission compares the host anew,
// and a machine of the same name is another machine.
func TestALateCacheLetsNoHostWriteOfAnothersMachine(t *testing.T) {
	w := newWorld(t)
	theirs := w.machine("theirs", "h2")
	for name, believed := range map[string]func() *compute.VirtualMachine{
		"when a machine is another's by now": func() *compute.VirtualMachine { return theirs.DeepCopy() },
		"when it was made anew on another": func() *compute.VirtualMachine {
			vm := theirs.DeepCopy()
			vm.UID = "of-one-that-was-deleted"
			return vm
		},
		"when there is none by now": func() *compute.VirtualMachine {
			vm := w.vm.DeepCopy()
			vm.Name = "none"
			return vm
		},
	} {
		t.Run(name, func(t *testing.T) {
			vm := believed()
			vm.Spec.Host = "h1"
			err := reportsBy(t, w.As(compute.UserAPIServer), knows{vm: vm}, client.ObjectKeyFromObject(vm))
			if want := `hostedmachines.subresources.ikp.gov.kz "` + vm.Name + `" not found`; !apierrors.IsNotFound(err) || err.Error() != want {
				t.Errorf("answered with %v, want %q", err, want)
			}
		})
	}
	if err := w.Client.Get(t.Context(), client.ObjectKeyFromObject(theirs), theirs); err != nil || theirs.Status.PowerState == compute.PowerRunning {
		t.Errorf("h1 wrote of a machine of h2 (%v)", err)
	}
}

// TestWhatIsNotItsOwnIsDeniedByTheCacheAlone: no request to the API server, of which
// there is none here, takes the longer for what exists.
func TestWhatIsNotItsOwnIsDeniedByTheCacheAlone(t *testing.T) {
	theirs := builders.VM("web-1", "env-minfin-prod").On("h2").Obj()
	for name, cache := range map[string]knows{"another host's machine": {vm: theirs}, "no machine": {}} {
		if err := reportsBy(t, nil, cache, client.ObjectKeyFromObject(theirs)); !apierrors.IsNotFound(err) {
			t.Errorf("%s is answered with %v, want NotFound", name, err)
		}
	}
}

func TestACacheThatIsNotFilledIsNoAnswer(t *testing.T) {
	err := reportsBy(t, nil, fills{}, client.ObjectKey{Namespace: "env-minfin-prod", Name: "web-1"})
	if !apierrors.IsServiceUnavailable(err) {
		t.Errorf("answered with %v, want that the service is not available", err)
	}
}
