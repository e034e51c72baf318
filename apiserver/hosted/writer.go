package hosted

import (
	"context"
	"errors"
	"fmt"
	"io"
	"mime"
	"net/http"

	apierrors "k8s.io/apimachinery/pkg/api/errors"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/runtime"
	"k8s.io/apimachinery/pkg/types"
	genericapirequest "k8s.io/apiserver/pkg/endpoints/request"
	"k8s.io/apiserver/pkg/registry/rest"
	"sigs.k8s.io/controller-runtime/pkg/client"

	compute "github.com/govtech-kz/ikp/api/compute/v1alpha1"
	subresources "github.com/govtech-kz/ikp/api/subresources/v1alpha1"
)

// largest is how much of a request is read, in bytes; a status is some thousand.
const largest = 1 << 20

// writer writes one part of machines for their hosts. It makes the request of its
// own: nothing of the caller's but what the part allows reaches the API server.
type writer struct {
	kind   kind
	part   part
	owners Owners
	client client.Client
}

// ConnectMethods are the HTTP methods that are served.
func (w writer) ConnectMethods() []string { return []string{http.MethodPatch} }

// NewConnectOptions says that there are none: who writes, and that he prevails,
// follows from who asks.
func (w writer) NewConnectOptions() (options runtime.Object, subpath bool, subpathKey string) {
	return nil, false, ""
}

// Connect serves one request of an agent.
func (w writer) Connect(ctx context.Context, name string, _ runtime.Object, responder rest.Responder) (http.Handler, error) {
	host, err := w.kind.caller(ctx)
	if err != nil {
		return nil, err
	}
	key := client.ObjectKey{Namespace: genericapirequest.NamespaceValue(ctx), Name: name}
	return http.HandlerFunc(func(_ http.ResponseWriter, request *http.Request) {
		vm, err := w.serve(ctx, host, key, request)
		note(ctx, w.part.name, host, key, err)
		if err != nil {
			responder.Error(w.kind.answer(name, err))
			return
		}
		responder.Object(http.StatusOK, subresources.HostedMachineOf(vm))
	}), nil
}

// serve reads the request before it asks whose the machine is: that it is wrong
// tells nothing of any machine.
func (w writer) serve(ctx context.Context, host string, key client.ObjectKey, request *http.Request) (*compute.VirtualMachine, error) {
	asked, patch, err := w.read(request)
	if err != nil {
		return nil, err
	}
	uid, err := w.owners.own(ctx, host, key)
	if err != nil {
		return nil, err
	}
	if asked != "" && asked != uid {
		return nil, errNotOwn
	}
	raw, err := aim(patch, key)
	if err != nil {
		return nil, fmt.Errorf("writing of machine %q: %w", key, err)
	}
	vm := &compute.VirtualMachine{ObjectMeta: metav1.ObjectMeta{Namespace: key.Namespace, Name: key.Name}}
	if err := w.part.send(ctx, w.client, vm, client.RawPatch(w.part.encoding, raw), host); err != nil {
		return nil, w.refusal(ctx, host, key, uid, err)
	}
	return vm, nil
}

// read is what the request asks for and the UID that it is about.
func (w writer) read(request *http.Request) (types.UID, map[string]any, error) {
	given, _, err := mime.ParseMediaType(request.Header.Get("Content-Type"))
	if err != nil || given != string(w.part.encoding) {
		return "", nil, w.otherEncoding()
	}
	body, err := readAll(request)
	if err != nil {
		return "", nil, err
	}
	asked, err := readChange(body)
	if err != nil {
		return "", nil, apierrors.NewBadRequest(err.Error())
	}
	patch, err := w.part.patch(asked)
	if err != nil {
		return "", nil, apierrors.NewBadRequest(err.Error())
	}
	return asked.Metadata.UID, patch, nil
}

func readAll(request *http.Request) ([]byte, error) {
	body, err := io.ReadAll(http.MaxBytesReader(nil, request.Body, largest))
	if err != nil {
		return nil, apierrors.NewBadRequest(fmt.Sprintf("reading the request: %v", err))
	}
	return body, nil
}

// refusal is why the API server did not write. It is the caller's to know while the
// machine is his: the cache may have been late.
func (w writer) refusal(ctx context.Context, host string, key client.ObjectKey, uid types.UID, refused error) error {
	var told apierrors.APIStatus
	if !errors.As(refused, &told) {
		return refused
	}
	now := &compute.VirtualMachine{}
	if err := w.client.Get(ctx, key, now); err != nil {
		return err
	}
	if now.UID != uid || now.Spec.Host != host {
		return errNotOwn
	}
	return refused
}
