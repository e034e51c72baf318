package server_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	apierrors "k8s.io/apimachinery/pkg/api/errors"
	"k8s.io/apimachinery/pkg/types"
	"sigs.k8s.io/controller-runtime/pkg/cache"
	"sigs.k8s.io/controller-runtime/pkg/client"

	compute "github.com/govtech-kz/ikp/api/compute/v1alpha1"
	"github.com/govtech-kz/ikp/api/scheme"
	subresources "github.com/govtech-kz/ikp/api/subresources/v1alpha1"
	"github.com/govtech-kz/ikp/internal/testkit/controlplane"
)

func (w *world) asHost(name string) client.Client {
	return w.As(compute.HostUser(name), compute.GroupHosts)
}

func (w *world) showsHosts(t *testing.T) {
	h1 := w.asHost("h1")
	list := &subresources.HostedMachineList{}
	if err := h1.List(t.Context(), list); err != nil {
		t.Fatal(err)
	}
	if got := names(list); !slices.Equal(got, []string{"web-1"}) {
		t.Errorf("h1 has %v, want web-1 alone: the other machine is on no host", got)
	}
	if list.ResourceVersion == "" {
		t.Error("the list has no resource version to watch from")
	}
	one := &subresources.HostedMachine{}
	if err := h1.Get(t.Context(), client.ObjectKeyFromObject(w.machine), one); err != nil {
		t.Fatal(err)
	}
	stored := &compute.VirtualMachine{}
	if err := w.Client.Get(t.Context(), client.ObjectKeyFromObject(w.machine), stored); err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(subresources.HostedMachineOf(stored).ObjectMeta, one.ObjectMeta); diff != "" || one.Spec.Host != "h1" {
		t.Errorf("on host %q; the machine's own metadata (-want +got):\n%s", one.Spec.Host, diff)
	}
	want := &subresources.SystemFacts{Name: "treasury", PersonalData: "Yes", Segment: "G2G"}
	if diff := cmp.Diff(want, one.System); diff != "" {
		t.Errorf("its system (-want +got):\n%s", diff)
	}
	hosts := &subresources.HostViewList{}
	if err := h1.List(t.Context(), hosts); err != nil {
		t.Fatal(err)
	}
	if len(hosts.Items) != 1 || hosts.Items[0].Name != "h1" || hosts.Items[0].Spec.DataCentre != "astana-1" {
		t.Errorf("h1 sees the hosts %+v, want itself alone", hosts.Items)
	}
	if err := h1.Get(t.Context(), types.NamespacedName{Name: "h1"}, &subresources.HostView{}); err != nil {
		t.Errorf("h1 reads itself: %v", err)
	}
}

func (w *world) hidesFromHosts(t *testing.T) {
	h2 := w.asHost("h2")
	list := &subresources.HostedMachineList{}
	if err := h2.List(t.Context(), list, client.InNamespace(namespace)); err != nil || !slices.Equal(names(list), []string{"followed"}) {
		t.Errorf("h2 has %v (%v), want its own machine alone", names(list), err)
	}
	// What is another's is answered in the words of what does not exist.
	for kind, object := range map[string]client.Object{"machine": &subresources.HostedMachine{}, "host": &subresources.HostView{}} {
		other, none := client.ObjectKeyFromObject(w.machine), types.NamespacedName{Namespace: namespace, Name: "none"}
		if kind == "host" {
			other, none = types.NamespacedName{Name: "h1"}, types.NamespacedName{Name: "none"}
		}
		theirs, missing := h2.Get(t.Context(), other, object), h2.Get(t.Context(), none, object)
		if !apierrors.IsNotFound(theirs) || strings.ReplaceAll(theirs.Error(), other.Name, "none") != missing.Error() {
			t.Errorf("another's %s is answered with %q, one that does not exist with %q", kind, theirs, missing)
		}
	}
	for user, groups := range map[string][]string{
		"ikp:host:h1":           {"ikp:nobody"},
		"aigerim":               {"ikp:agency:minfin:developer", "ikp:agency:minfin:auditor"},
		compute.UserControllers: nil, compute.UserOperators: nil,
		"timur": {"ikp:platform-operators"}, "aigul": {"ikp:auditors"},
		"root": {"system:masters"}, "impostor": {compute.GroupHosts},
	} {
		for kind, l := range map[string]client.ObjectList{"machines": list, "hosts": &subresources.HostViewList{}} {
			if err := w.As(user, groups...).List(t.Context(), l); !apierrors.IsForbidden(err) {
				t.Errorf("%s of group %v lists %s: %v, want Forbidden", user, groups, kind, err)
			}
		}
	}
}

// isFollowed has a cache, which lists, watches and takes bookmarks, see what
// happened while it could not look.
func (w *world) isFollowed(t *testing.T) {
	h2, vm := w.cacheOf(t, "h2"), w.followed
	seen := func(round string) func() bool {
		return func() bool {
			m := &subresources.HostedMachine{}
			return h2.Get(t.Context(), client.ObjectKeyFromObject(vm), m) == nil && m.Labels["round"] == round
		}
	}
	controlplane.Eventually(t, "the machine is seen", seen(""))
	w.kill(t)
	if err := w.Client.Patch(t.Context(), vm, client.RawPatch(types.MergePatchType, []byte(`{"metadata":{"labels":{"round":"second"}}}`))); err != nil {
		t.Fatal(err)
	}
	if !seen("")() {
		t.Error("what was seen is forgotten while ikp-apiserver is down")
	}
	w.start(t)
	w.ready(t)
	controlplane.Eventually(t, "the change is seen that was made meanwhile", seen("second"))
	w.remove(t, vm)
	controlplane.Eventually(t, "the machine is seen to be gone", func() bool {
		return apierrors.IsNotFound(h2.Get(t.Context(), client.ObjectKeyFromObject(vm), &subresources.HostedMachine{}))
	})
	all := &subresources.HostedMachineList{}
	if err := h2.List(t.Context(), all); err != nil || len(all.Items) > 0 {
		t.Errorf("h2 follows %v (%v), want nothing", names(all), err)
	}
}

// cacheOf starts a host's cache, which ends with the test.
func (w *world) cacheOf(t *testing.T, host string) cache.Cache {
	t.Helper()
	c, err := cache.New(w.ConfigAs(compute.HostUser(host), compute.GroupHosts), cache.Options{Scheme: scheme.New()})
	if err != nil {
		t.Fatal(err)
	}
	go func() { _ = c.Start(t.Context()) }()
	return c
}

// remove deletes a machine at once.
func (w *world) remove(t *testing.T, vm *compute.VirtualMachine) {
	t.Helper()
	vm.Finalizers = nil
	if err := w.Client.Update(t.Context(), vm); err != nil {
		t.Fatal(err)
	}
	if err := w.Client.Delete(t.Context(), vm); err != nil {
		t.Fatal(err)
	}
}

func names(list *subresources.HostedMachineList) []string {
	var out []string
	for _, m := range list.Items {
		out = append(out, m.Name)
	}
	return out
}
