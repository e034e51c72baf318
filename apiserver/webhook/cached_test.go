package webhook_test

import (
	"context"
	"encoding/json"
	"errors"
	"net/http"
	"testing"

	admissionv1 "k8s.io/api/admission/v1"
	"k8s.io/apimachinery/pkg/runtime"
	clocktesting "k8s.io/utils/clock/testing"
	"sigs.k8s.io/controller-runtime/pkg/client"
	"sigs.k8s.io/controller-runtime/pkg/webhook/admission"

	"github.com/govtech-kz/ikp/apiserver/webhook"
	"github.com/govtech-kz/ikp/internal/testkit/controlplane"
)

// silent is a reader that does not answer.
type silent struct{}

var errSilent = errors.New("no answer")

func (silent) Get(context.Context, client.ObjectKey, client.Object, ...client.GetOption) error {
	return errSilent
}

func (silent) List(context.Context, client.ObjectList, ...client.ListOption) error { return errSilent }

// mounted is what Register mounts, by path.
type mounted map[string]http.Handler

func (m mounted) Register(path string, handler http.Handler) { m[path] = handler }

func TestMachinesAreAdmittedByTheCacheAndRefusedByTheAPIServer(t *testing.T) {
	furnish(t)
	api := controlplane.New(t).As("ikp:apiserver")
	lawful, unlawful := vm(test).Obj(), vm(test).From("win").Obj()
	for name, tc := range map[string]struct {
		readers webhook.Readers
		vm      client.Object
		want    int32
	}{
		"admits by the cache alone":                           {webhook.Readers{Live: silent{}, Cached: api}, lawful, http.StatusOK},
		"admits what the cache has not heard of yet":          {webhook.Readers{Live: api, Cached: silent{}}, lawful, http.StatusOK},
		"does not refuse what the cache alone stands against": {webhook.Readers{Live: silent{}, Cached: api}, unlawful, http.StatusInternalServerError},
		"refuses by the API server":                           {webhook.Readers{Live: api, Cached: api}, unlawful, http.StatusForbidden},
	} {
		t.Run(name, func(t *testing.T) {
			server := mounted{}
			webhook.Register(server, tc.readers, &desk{}, clocktesting.NewFakePassiveClock(now))
			raw, err := json.Marshal(tc.vm)
			if err != nil {
				t.Fatal(err)
			}
			hook := server["/admit/virtualmachine"].(*admission.Webhook)
			answer := hook.Handle(t.Context(), admission.Request{AdmissionRequest: admissionv1.AdmissionRequest{
				UID: "1", Operation: admissionv1.Create, Namespace: test, Object: runtime.RawExtension{Raw: raw},
			}})
			if got := answer.Result.Code; got != tc.want {
				t.Errorf("answered %d (%s), want %d", got, answer.Result.Message, tc.want)
			}
		})
	}
}
