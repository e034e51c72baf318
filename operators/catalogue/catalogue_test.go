package catalogue_test

import (
	"os"
	"slices"
	"testing"

	eventsv1 "k8s.io/api/events/v1"
	apierrors "k8s.io/apimachinery/pkg/api/errors"
	"k8s.io/utils/clock"
	"sigs.k8s.io/controller-runtime/pkg/client"
	"sigs.k8s.io/controller-runtime/pkg/controller/controllerutil"

	compute "github.com/govtech-kz/ikp/api/compute/v1alpha1"
	tenancy "github.com/govtech-kz/ikp/api/tenancy/v1alpha1"
	"github.com/govtech-kz/ikp/internal/testkit/builders"
	"github.com/govtech-kz/ikp/internal/testkit/controlplane"
	"github.com/govtech-kz/ikp/operators/catalogue"
	"github.com/govtech-kz/ikp/operators/setup/setuptest"
)

func TestMain(m *testing.M) { os.Exit(controlplane.Start(m)) }

func TestTheCatalogueKeepsWhatIsInUse(t *testing.T) {
	cp := controlplane.New(t)
	setuptest.Run(t, cp, clock.RealClock{}, "catalogue")
	ns := cp.Namespace(t, builders.WorkloadLabels("minfin", "tax", "prod", tenancy.EnvironmentProduction))
	for name, tc := range map[string]struct {
		entry, user client.Object
		// want is what the event says.
		want string
	}{
		"an image stays while a machine is made from it": {
			builders.Image("debian", nil), builders.VM("web-1", ns).From("debian").Obj(),
			"the image stays while it is in use, now by 1, among them " + ns + "/web-1: the owners of the machines delete them",
		},
		"a machine type stays while a machine is of it": {
			builders.MachineType("large", 4, 4096), builders.VM("web-2", ns).OfType("large").Obj(),
			"the machine type stays while it is in use, now by 1, among them " + ns + "/web-2: the owners of the machines delete them or choose another machine type",
		},
		"a data centre stays while a host stands in it": {
			builders.DataCentre("astana-9", nil), builders.Host("h9", "astana-9", nil),
			"the data centre stays while it is in use, now by 1, among them h9: the platform operator deletes the hosts that stand in it",
		},
	} {
		t.Run(name, func(t *testing.T) {
			hold(t, cp.Client, tc.entry)
			create(t, cp.Client, tc.user)
			remove(t, cp.Client, tc.entry)
			controlplane.Eventually(t, "an event says what it waits for", func() bool {
				return slices.Contains(told(t, cp.Client, tc.entry.GetName()), tc.want)
			})
			drop(t, cp.Client, tc.user)
			awaitGone(t, cp.Client, tc.entry)
		})
	}
}

func TestTheCatalogueLetsGoWhatNobodyUses(t *testing.T) {
	cp := controlplane.New(t)
	setuptest.Run(t, cp, clock.RealClock{}, "catalogue")
	for name, entry := range map[string]client.Object{
		"an image":       builders.Image("unused", nil),
		"a machine type": builders.MachineType("unused", 1, 1024),
		"a data centre":  builders.DataCentre("unused-1", nil),
	} {
		t.Run(name, func(t *testing.T) {
			hold(t, cp.Client, entry)
			remove(t, cp.Client, entry)
			awaitGone(t, cp.Client, entry)
		})
	}
}

func TestAMachineThatIsResizedFreesItsOldType(t *testing.T) {
	cp := controlplane.New(t)
	setuptest.Run(t, cp, clock.RealClock{}, "catalogue")
	ns := cp.Namespace(t, builders.WorkloadLabels("minfin", "tax", "dev", tenancy.EnvironmentDev))
	old, vm := builders.MachineType("old", 1, 1024), builders.VM("web-1", ns).OfType("old").Strategy(compute.RunHalted).Obj()
	hold(t, cp.Client, old)
	create(t, cp.Client, vm)
	remove(t, cp.Client, old)
	controlplane.Eventually(t, "the type waits", func() bool { return len(told(t, cp.Client, "old")) > 0 })
	before := vm.DeepCopy()
	vm.Spec.MachineType = "new"
	if err := cp.Client.Patch(t.Context(), vm, client.MergeFrom(before)); err != nil {
		t.Fatal(err)
	}
	awaitGone(t, cp.Client, old)
	drop(t, cp.Client, vm)
}

// hold makes an entry and waits until the operator holds it.
func hold(t *testing.T, c client.Client, entry client.Object) {
	t.Helper()
	create(t, c, entry)
	controlplane.Eventually(t, entry.GetName()+" is held", func() bool {
		return c.Get(t.Context(), client.ObjectKeyFromObject(entry), entry) == nil &&
			controllerutil.ContainsFinalizer(entry, catalogue.Finalizer)
	})
}

// told is what the events about an entry say.
func told(t *testing.T, c client.Client, name string) []string {
	t.Helper()
	var list eventsv1.EventList
	if err := c.List(t.Context(), &list); err != nil {
		t.Fatal(err)
	}
	var notes []string
	for _, e := range list.Items {
		if e.Regarding.Name == name && e.Reason == "Deleting" {
			notes = append(notes, e.Note)
		}
	}
	return notes
}

func create(t *testing.T, c client.Client, object client.Object) {
	t.Helper()
	if err := c.Create(t.Context(), object); err != nil {
		t.Fatal(err)
	}
}

func remove(t *testing.T, c client.Client, object client.Object) {
	t.Helper()
	if err := c.Delete(t.Context(), object); err != nil {
		t.Fatal(err)
	}
}

// drop takes a user away without those who would finalize it.
func drop(t *testing.T, c client.Client, user client.Object) {
	t.Helper()
	before := user.DeepCopyObject().(client.Object)
	user.SetFinalizers(nil)
	if err := c.Patch(t.Context(), user, client.MergeFrom(before)); err != nil {
		t.Fatal(err)
	}
	remove(t, c, user)
}

func awaitGone(t *testing.T, c client.Client, object client.Object) {
	t.Helper()
	controlplane.Eventually(t, object.GetName()+" is gone", func() bool {
		return apierrors.IsNotFound(c.Get(t.Context(), client.ObjectKeyFromObject(object), object))
	})
}
