package webhook_test

import (
	"context"
	"errors"
	"testing"

	"github.com/google/go-cmp/cmp"
	corev1 "k8s.io/api/core/v1"
	apierrors "k8s.io/apimachinery/pkg/api/errors"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"sigs.k8s.io/controller-runtime/pkg/client"

	compute "github.com/govtech-kz/ikp/api/compute/v1alpha1"
	finance "github.com/govtech-kz/ikp/api/finance/v1alpha1"
	tenancy "github.com/govtech-kz/ikp/api/tenancy/v1alpha1"
	"github.com/govtech-kz/ikp/internal/testkit/builders"
	"github.com/govtech-kz/ikp/internal/testkit/controlplane"
)

// Workload namespaces of the test's ministry.
const (
	production = "env-minfin-prod"
	test       = "env-minfin-test"
	gapped     = "env-minfin-gapped"
	orphan     = "env-minfin-orphan"
)

// furnish makes the world that the tables speak of, before any webhook is
// called: a ministry with a complete system and one whose passport has gaps.
func furnish(t *testing.T) {
	t.Helper()
	workload := func(name, system, environment string, kind tenancy.EnvironmentType) *corev1.Namespace {
		return &corev1.Namespace{ObjectMeta: metav1.ObjectMeta{Name: name,
			Labels: builders.WorkloadLabels("minfin", system, environment, kind)}}
	}
	for _, obj := range []client.Object{
		agencyNamespace("minfin"),
		agencyNamespace("min"),
		&corev1.Namespace{ObjectMeta: metav1.ObjectMeta{Name: "env-minfin-foreign"}},
		workload(production, "treasury", "prod", tenancy.EnvironmentProduction),
		workload(test, "treasury", "test", tenancy.EnvironmentTest),
		workload(gapped, "archive", "gapped", tenancy.EnvironmentTest),
		workload(orphan, "nowhere", "orphan", tenancy.EnvironmentTest),
		builders.Agency("minfin", nil),
		builders.Agency("customs", func(s *tenancy.AgencySpec) { s.Parent = "minfin" }),
		builders.System("treasury", "minfin", nil),
		builders.System("archive", "minfin", func(s *tenancy.InformationSystemSpec) {
			s.Category, s.Class, s.PersonalData = "", "", tenancy.PersonalDataUnknown
		}),
		builders.System("portal", "minfin", func(s *tenancy.InformationSystemSpec) { s.Segment = "" }),
		builders.System("treasury", "min", nil),
		builders.Environment("test", "minfin", "treasury", tenancy.EnvironmentTest),
		builders.MachineType("small", 2, 2048),
		builders.MachineType("old", 2, 2048),
		builders.Image("guest", func(s *compute.ImageSpec) { s.MinDiskGiB, s.MinMemoryMiB = 4, 1024 }),
		builders.Image("heavy", func(s *compute.ImageSpec) { s.MinDiskGiB, s.MinMemoryMiB = 1, 4096 }),
		builders.DataCentre("astana-1", func(s *compute.DataCentreSpec) { s.Segments = []tenancy.Segment{tenancy.SegmentG2G} }),
		builders.DataCentre("fra-1", func(s *compute.DataCentreSpec) { s.Country, s.Region = "DE", "DE-HE" }),
		held(builders.MachineType("leaving", 2, 2048)),
		held(builders.Image("leaving", nil)),
		held(builders.DataCentre("leaving-1", func(s *compute.DataCentreSpec) { s.CommissionedOn = "" })),
		builders.Quota("minfin", "minfin", finance.Amount{VCPU: 40}),
		builders.Budget("minfin-2026", "minfin", 2026, "1000000.00"),
		builders.VM("old-1", test).OfType("old").RootDisk(4).Obj(),
	} {
		create(t, obj)
	}
	withdraw(t, "old")
	retire(t, builders.MachineType("leaving", 2, 2048), builders.Image("leaving", nil), builders.DataCentre("leaving-1", nil))
}

// held is an object that stays when it is deleted.
func held(obj client.Object) client.Object {
	obj.SetFinalizers([]string{"compute.ikp.gov.kz/in-use"})
	return obj
}

func retire(t *testing.T, entries ...client.Object) {
	t.Helper()
	for _, entry := range entries {
		if err := controlplane.New(t).Client.Delete(t.Context(), entry); err != nil {
			t.Fatal(err)
		}
	}
}

// create makes an object until the end of the test. Namespaces stay: nothing
// deletes them for good here.
func create(t *testing.T, obj client.Object) {
	t.Helper()
	c := controlplane.New(t).Client
	_, stays := obj.(*corev1.Namespace)
	if err := c.Create(t.Context(), obj); err != nil && (!stays || !apierrors.IsAlreadyExists(err)) {
		t.Fatalf("creating %T %s: %v", obj, obj.GetName(), err)
	}
	if !stays {
		t.Cleanup(func() { remove(t, c, obj) })
	}
}

// remove takes an object away whatever holds it.
func remove(t *testing.T, c client.Client, obj client.Object) {
	t.Helper()
	ctx := context.Background()
	drop := client.RawPatch("application/merge-patch+json", []byte(`{"metadata":{"finalizers":null}}`))
	if err := errors.Join(c.Patch(ctx, obj, drop), client.IgnoreNotFound(c.Delete(ctx, obj))); err != nil {
		t.Error(err)
	}
}

func withdraw(t *testing.T, machineType string) {
	t.Helper()
	c := controlplane.New(t).Client
	patch := client.RawPatch("application/merge-patch+json", []byte(`{"spec":{"withdrawn":true}}`))
	if err := c.Patch(t.Context(), builders.MachineType(machineType, 2, 2048), patch); err != nil {
		t.Fatal(err)
	}
}

// cause is what a refusal says, for people and for programs.
type cause struct{ Reason, Field, Message string }

// causesOf are the causes of a refusal of admission; none for no error.
func causesOf(t *testing.T, err error) []cause {
	t.Helper()
	if err == nil {
		return nil
	}
	var status *apierrors.StatusError
	if !errors.As(err, &status) {
		t.Fatalf("not an answer of the API server: %v", err)
	}
	if s := status.Status(); s.Code != 403 || s.Reason != metav1.StatusReasonForbidden || s.Details == nil {
		t.Fatalf("not a refusal by rule: %+v", s)
	}
	var causes []cause
	for _, c := range status.Status().Details.Causes {
		causes = append(causes, cause{string(c.Type), c.Field, c.Message})
	}
	return causes
}

func wantCauses(t *testing.T, err error, want []cause) {
	t.Helper()
	if diff := cmp.Diff(want, causesOf(t, err)); diff != "" {
		t.Errorf("causes (-want +got):\n%s", diff)
	}
}
