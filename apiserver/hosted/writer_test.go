package hosted_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	apierrors "k8s.io/apimachinery/pkg/api/errors"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"sigs.k8s.io/controller-runtime/pkg/client"

	compute "github.com/govtech-kz/ikp/api/compute/v1alpha1"
	subresources "github.com/govtech-kz/ikp/api/subresources/v1alpha1"
)

func TestAHostReportsOnItsMachine(t *testing.T) {
	w := newWorld(t)
	before := w.stored()
	meta := hosted(w.namespace, "web-1")
	if err := reports(t.Context(), w.host("h1"), meta, `{"powerState":"Running","addresses":["10.0.0.2"]}`); err != nil {
		t.Fatal(err)
	}
	got := w.stored()
	if got.Status.PowerState != compute.PowerRunning || !slices.Equal(got.Status.Addresses, []string{"10.0.0.2"}) {
		t.Errorf("the status is %+v, want what its host reported", got.Status)
	}
	if meta.ResourceVersion != got.ResourceVersion || meta.UID != got.UID {
		t.Errorf("answered with version %s of %s, stored is %s of %s", meta.ResourceVersion, meta.UID, got.ResourceVersion, got.UID)
	}
	if diff := cmp.Diff(before.Spec, got.Spec); diff != "" {
		t.Errorf("a report changed what is asked of the machine (-before +after):\n%s", diff)
	}
	if !slices.ContainsFunc(got.ManagedFields, func(f metav1.ManagedFieldsEntry) bool {
		return f.Manager == "ikp:host:h1" && f.Operation == metav1.ManagedFieldsOperationApply && f.Subresource == "status"
	}) {
		t.Errorf("nobody can tell that h1 wrote it: %v", got.ManagedFields)
	}
	if err := reports(t.Context(), w.host("h1"), hosted(w.namespace, "web-1"), `{"powerState":"Running"}`); err != nil {
		t.Fatal(err)
	}
	if got := w.stored().Status.Addresses; len(got) > 0 {
		t.Errorf("addresses %v stay, which the host no longer names", got)
	}
}

func TestAHostLetsGoOfItsMachine(t *testing.T) {
	w := newWorld(t)
	read := &subresources.HostedMachine{}
	if err := w.host("h1").Get(t.Context(), client.ObjectKeyFromObject(w.vm), read); err != nil {
		t.Fatal(err)
	}
	stale := read.DeepCopy()
	if err := reports(t.Context(), w.host("h1"), read, `{"powerState":"Absent"}`); err != nil {
		t.Fatal(err)
	}
	if err := letsGo(t.Context(), w.host("h1"), stale); !apierrors.IsConflict(err) {
		t.Errorf("of a machine that has changed since it was read: %v, want a conflict", err)
	}
	if err := letsGo(t.Context(), w.host("h1"), read); err != nil {
		t.Fatal(err)
	}
	if got := w.stored().Finalizers; !slices.Equal(got, []string{compute.FinalizerLedger}) {
		t.Errorf("left are %v, want the ledger's alone", got)
	}
}

// TestRefusalsOfItsOwnMachineSayWhy: the API server's own words reach the host.
func TestRefusalsOfItsOwnMachineSayWhy(t *testing.T) {
	w := newWorld(t)
	for name, tc := range map[string]struct {
		status, want string
		is           func(error) bool
	}{
		"a gate":   {`{"resources":{"vcpu":64,"memoryMiB":1,"diskGiB":1}}`, "only ikp-controllers opens the gates", apierrors.IsForbidden},
		"nonsense": {`{"powerState":"Asleep"}`, "powerState", apierrors.IsInvalid},
	} {
		err := reports(t.Context(), w.host("h1"), hosted(w.namespace, "web-1"), tc.status)
		if !tc.is(err) || !strings.Contains(err.Error(), tc.want) {
			t.Errorf("%s is answered with %v, want a refusal that says %q", name, err, tc.want)
		}
	}
}

// TestWhatIsNotItsOwnIsNotFound in one and the same words.
func TestWhatIsNotItsOwnIsNotFound(t *testing.T) {
	w := newWorld(t)
	w.machine("theirs", "h2")
	w.machine("nobodys", "")
	for what, m := range map[string]*subresources.HostedMachine{
		"another host's machine":   hosted(w.namespace, "theirs"),
		"a machine of no host":     hosted(w.namespace, "nobodys"),
		"no machine":               hosted(w.namespace, "none"),
		"a namespace that is none": hosted("env-none", "none"),
	} {
		want := `hostedmachines.subresources.ikp.gov.kz "` + m.Name + `" not found`
		read := m.DeepCopy()
		read.ResourceVersion = "1"
		for act, err := range map[string]error{
			"is reported on": reports(t.Context(), w.host("h1"), m.DeepCopy(), `{"powerState":"Running"}`),
			"is let go of":   letsGo(t.Context(), w.host("h1"), read),
		} {
			if !apierrors.IsNotFound(err) || err.Error() != want {
				t.Errorf("%s %s: %v, want %q", what, act, err, want)
			}
		}
	}
}

// TestAReportIsOfOneMachine and not of another that has its name by now.
func TestAReportIsOfOneMachine(t *testing.T) {
	w := newWorld(t)
	gone := hosted(w.namespace, "web-1")
	gone.UID = "of-one-that-was-deleted"
	if err := reports(t.Context(), w.host("h1"), gone, `{"powerState":"Running"}`); !apierrors.IsNotFound(err) {
		t.Errorf("a report on a machine that is gone: %v, want NotFound", err)
	}
	if got := w.stored().Status.PowerState; got == compute.PowerRunning {
		t.Errorf("it was taken for one on another: %q", got)
	}
}

func TestNobodyButAgentsWritesHere(t *testing.T) {
	w := newWorld(t)
	for user, groups := range map[string][]string{
		compute.UserAPIServer: nil, compute.UserOperators: nil, compute.UserControllers: nil,
		"root": {"system:masters"}, "ikp:host:h1": {"ikp:nobody"}, "impostor": {compute.GroupHosts},
	} {
		c := w.As(user, groups...)
		for what, err := range map[string]error{
			"a status":   reports(t.Context(), c, hosted(w.namespace, "web-1"), `{"powerState":"Running"}`),
			"finalizers": letsGo(t.Context(), c, subresources.HostedMachineOf(w.stored())),
		} {
			if !apierrors.IsForbidden(err) {
				t.Errorf("%s of group %v writes %s: %v, want Forbidden", user, groups, what, err)
			}
		}
	}
}
