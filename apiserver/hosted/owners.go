package hosted

import (
	"context"
	"fmt"
	"time"

	"k8s.io/apimachinery/pkg/types"
	"k8s.io/apimachinery/pkg/util/wait"
	"sigs.k8s.io/controller-runtime/pkg/client"

	compute "github.com/govtech-kz/ikp/api/compute/v1alpha1"
)

const (
	// catchUp is how long it may take until a machine is known here to be the
	// caller's: he may have heard of its binding a moment earlier. Whoever guesses
	// waits as long, whatever his guess.
	catchUp = 250 * time.Millisecond
	// glance is how often the cache is looked at meanwhile.
	glance = 25 * time.Millisecond
)

// Owners tells whether a machine is a host's, from a cache alone: that a machine is
// another's takes no longer to say than that there is none.
type Owners struct {
	// Cache holds the machines, of which their name, UID and host are enough.
	Cache client.Reader
}

// own is the UID of a machine that is bound to a host, and errNotOwn for every
// other one and for one that does not exist.
func (o Owners) own(ctx context.Context, host string, key client.ObjectKey) (types.UID, error) {
	var uid types.UID
	err := wait.PollUntilContextTimeout(ctx, glance, catchUp, true, func(ctx context.Context) (bool, error) {
		vm := &compute.VirtualMachine{}
		err := o.Cache.Get(ctx, key, vm)
		if err == nil && vm.Spec.Host == host {
			uid = vm.UID
		}
		return uid != "", client.IgnoreNotFound(err)
	})
	switch {
	case err == nil:
		return uid, nil
	case wait.Interrupted(err) && ctx.Err() == nil:
		return "", errNotOwn
	}
	// A cache that is not filled yet is no answer of the API server.
	return "", fmt.Errorf("finding the host of machine %q: %s", key, err.Error())
}

// Bare is a machine with what Owners must know of it, for the cache to keep.
func Bare(object any) (any, error) {
	vm, ok := object.(*compute.VirtualMachine)
	if !ok {
		return object, nil
	}
	bare := &compute.VirtualMachine{}
	bare.Namespace, bare.Name, bare.UID, bare.ResourceVersion = vm.Namespace, vm.Name, vm.UID, vm.ResourceVersion
	bare.Spec.Host = vm.Spec.Host
	return bare, nil
}
