package tenant_test

import (
	"testing"

	corev1 "k8s.io/api/core/v1"
	networkingv1 "k8s.io/api/networking/v1"
	rbacv1 "k8s.io/api/rbac/v1"
	apierrors "k8s.io/apimachinery/pkg/api/errors"
	"k8s.io/apimachinery/pkg/types"
	"k8s.io/utils/clock"
	"sigs.k8s.io/controller-runtime/pkg/client"

	tenancy "github.com/govtech-kz/ikp/api/tenancy/v1alpha1"
	"github.com/govtech-kz/ikp/internal/testkit/builders"
	"github.com/govtech-kz/ikp/internal/testkit/controlplane"
	"github.com/govtech-kz/ikp/operators/setup/setuptest"
)

func TestTenant(t *testing.T) {
	cp := controlplane.New(t)
	setuptest.Run(t, cp, clock.RealClock{}, "tenant")
	for name, test := range map[string]func(*testing.T, *controlplane.ControlPlane){
		"an agency's people work in its namespace, strangers do not":  agencyAccess,
		"an agency without a known owner gets a namespace for nobody": unassignedAgency,
		"a passport's gaps are listed and close":                      passportGaps,
		"an environment becomes a walled namespace":                   environmentFurnished,
		"what drifts is repaired":                                     driftRepaired,
		"an environment waits for its system":                         systemMissing,
		"a namespace of somebody else is not taken over":              namespaceTaken,
		"what ran in production is not handed to a test environment":  notHandedOn,
		"an environment outlives its machines, an agency its records": deletion,
		"a passport is not replaced under its environments":           systemOutlives,
	} {
		t.Run(name, func(t *testing.T) { test(t, cp) })
	}
}

// agency makes an agency and waits for its namespace.
func agency(t *testing.T, c client.Client, slug string) *tenancy.Agency {
	t.Helper()
	a := builders.Agency(slug, nil)
	create(t, c, a)
	awaitReason(t, c, a, &a.Status.Conditions, tenancy.ConditionReady, tenancy.ReasonReady)
	return a
}

// environment makes an agency with one system and one environment of it.
func environment(t *testing.T, c client.Client, slug string) *tenancy.Environment {
	t.Helper()
	agency(t, c, slug)
	env := builders.Environment("prod", slug, "tax", tenancy.EnvironmentProduction)
	create(t, c, builders.System("tax", slug, nil), env)
	awaitReason(t, c, env, &env.Status.Conditions, tenancy.ConditionReady, tenancy.ReasonReady)
	return env
}

func agencyAccess(t *testing.T, cp *controlplane.ControlPlane) {
	a := agency(t, cp.Client, "minfin")
	if a.Status.Namespace != "agency-minfin" {
		t.Errorf("status.namespace = %q, want agency-minfin", a.Status.Namespace)
	}
	own := cp.As("aigerim", "ikp:agency:minfin:admin")
	if err := own.Create(t.Context(), builders.System("budget", "minfin", nil)); err != nil {
		t.Errorf("an admin of the agency registers a system: %v", err)
	}
	foreign := cp.As("timur", "ikp:agency:minzdrav:admin")
	if err := foreign.Create(t.Context(), builders.System("spy", "minfin", nil)); !apierrors.IsForbidden(err) {
		t.Errorf("an admin of another agency registers a system: %v, want Forbidden", err)
	}
}

func unassignedAgency(t *testing.T, cp *controlplane.ControlPlane) {
	a := builders.Agency(tenancy.UnassignedAgency, func(s *tenancy.AgencySpec) { s.Kind = tenancy.KindUnassigned })
	create(t, cp.Client, a)
	awaitReason(t, cp.Client, a, &a.Status.Conditions, tenancy.ConditionReady, tenancy.ReasonReady)
	var bindings rbacv1.RoleBindingList
	if err := cp.Client.List(t.Context(), &bindings, client.InNamespace("agency-unassigned")); err != nil {
		t.Fatal(err)
	}
	if len(bindings.Items) != 0 {
		t.Errorf("%d role bindings in agency-unassigned, want none", len(bindings.Items))
	}
	s := builders.System("orphan", tenancy.UnassignedAgency, nil)
	create(t, cp.Client, s)
	c := awaitReason(t, cp.Client, s, &s.Status.Conditions, tenancy.ConditionReady, tenancy.ReasonPassportGaps)
	if want := "nobody has filled owner; a production environment needs them: the owner completes the passport (C-4.1)"; c.Message != want {
		t.Errorf("message = %q, want %q", c.Message, want)
	}
}

func passportGaps(t *testing.T, cp *controlplane.ControlPlane) {
	agency(t, cp.Client, "mintrans")
	s := builders.System("roads", "mintrans", func(s *tenancy.InformationSystemSpec) {
		s.Class, s.PersonalData = "", tenancy.PersonalDataUnknown
	})
	create(t, cp.Client, s)
	awaitReason(t, cp.Client, s, &s.Status.Conditions, tenancy.ConditionPassportComplete, tenancy.ReasonPassportGaps)
	if got := s.Status.Gaps; len(got) != 2 || got[0] != "class" || got[1] != "personalData" {
		t.Errorf("gaps = %v, want [class personalData]", got)
	}
	before := s.DeepCopy()
	s.Spec.Class, s.Spec.PersonalData = tenancy.ClassThird, tenancy.PersonalDataNo
	if err := cp.Client.Patch(t.Context(), s, client.MergeFrom(before)); err != nil {
		t.Fatal(err)
	}
	awaitReason(t, cp.Client, s, &s.Status.Conditions, tenancy.ConditionPassportComplete, tenancy.ReasonPassportComplete)
	if len(s.Status.Gaps) != 0 {
		t.Errorf("gaps = %v, want none", s.Status.Gaps)
	}
}

func environmentFurnished(t *testing.T, cp *controlplane.ControlPlane) {
	env := environment(t, cp.Client, "moe")
	ns := &corev1.Namespace{}
	if err := cp.Client.Get(t.Context(), types.NamespacedName{Name: env.Status.Namespace}, ns); err != nil {
		t.Fatal(err)
	}
	for label, want := range map[string]string{
		"ikp.gov.kz/agency": "moe", "ikp.gov.kz/system": "tax", "ikp.gov.kz/environment": "prod",
		"ikp.gov.kz/environment-type": "production", "pod-security.kubernetes.io/enforce": "restricted",
	} {
		if got := ns.Labels[label]; got != want {
			t.Errorf("label %s = %q, want %q", label, got, want)
		}
	}
	if err := cp.As("dana", "ikp:agency:moe:developer").Create(t.Context(), builders.VM("web-1", ns.Name).Obj()); err != nil {
		t.Errorf("a developer of the agency creates a machine: %v", err)
	}
	err := cp.As("timur", "ikp:agency:minzdrav:developer").Create(t.Context(), builders.VM("web-2", ns.Name).Obj())
	if !apierrors.IsForbidden(err) {
		t.Errorf("a developer of another agency creates a machine: %v, want Forbidden", err)
	}
	isolated := awaitReason(t, cp.Client, env, &env.Status.Conditions, tenancy.ConditionNetworkIsolated, tenancy.ReasonPending)
	if isolated.Status != "Unknown" {
		t.Errorf("NetworkIsolated = %s, want Unknown: it is for the operator that probes it", isolated.Status)
	}
}

func driftRepaired(t *testing.T, cp *controlplane.ControlPlane) {
	env := environment(t, cp.Client, "mincult")
	deny := &networkingv1.NetworkPolicy{}
	key := types.NamespacedName{Namespace: env.Status.Namespace, Name: "ikp-default-deny"}
	if err := cp.Client.Get(t.Context(), key, deny); err != nil {
		t.Fatal(err)
	}
	remove(t, cp.Client, deny)
	controlplane.Eventually(t, "the deleted wall stands again", func() bool {
		return cp.Client.Get(t.Context(), key, deny) == nil
	})
	admin := &rbacv1.RoleBinding{}
	key.Name = "ikp-admin"
	if err := cp.Client.Get(t.Context(), key, admin); err != nil {
		t.Fatal(err)
	}
	admin.Subjects = append(admin.Subjects, rbacv1.Subject{APIGroup: rbacv1.GroupName, Kind: "User", Name: "intruder"})
	if err := cp.Client.Update(t.Context(), admin); err != nil {
		t.Fatal(err)
	}
	controlplane.Eventually(t, "the added subject is gone", func() bool {
		return cp.Client.Get(t.Context(), key, admin) == nil && len(admin.Subjects) == 1
	})
}

func systemMissing(t *testing.T, cp *controlplane.ControlPlane) {
	agency(t, cp.Client, "minjust")
	env := builders.Environment("dev", "minjust", "registry", tenancy.EnvironmentDev)
	create(t, cp.Client, env)
	c := awaitReason(t, cp.Client, env, &env.Status.Conditions, tenancy.ConditionReady, tenancy.ReasonSystemMissing)
	if want := "agency minjust has no system registry; register the InformationSystem in namespace agency-minjust"; c.Message != want {
		t.Errorf("message = %q, want %q", c.Message, want)
	}
	create(t, cp.Client, builders.System("registry", "minjust", nil))
	awaitReason(t, cp.Client, env, &env.Status.Conditions, tenancy.ConditionReady, tenancy.ReasonReady)
}

func namespaceTaken(t *testing.T, cp *controlplane.ControlPlane) {
	agency(t, cp.Client, "minagri")
	theirs := builders.Namespace("env-minagri-dev", map[string]string{"team": "somebody"})
	env := builders.Environment("dev", "minagri", "land", tenancy.EnvironmentDev)
	create(t, cp.Client, theirs, builders.System("land", "minagri", nil), env)
	awaitReason(t, cp.Client, env, &env.Status.Conditions, tenancy.ConditionNamespaceReady, tenancy.ReasonNamespaceTaken)
	remove(t, cp.Client, env)
	awaitGone(t, cp.Client, env)
	if err := cp.Client.Get(t.Context(), client.ObjectKeyFromObject(theirs), theirs); err != nil || theirs.DeletionTimestamp != nil {
		t.Errorf("somebody else's namespace after the environment is gone: error %v, deleted at %v", err, theirs.DeletionTimestamp)
	}
	if got := theirs.Labels["ikp.gov.kz/agency"]; got != "" {
		t.Errorf("somebody else's namespace was labelled for agency %s", got)
	}
}

func notHandedOn(t *testing.T, cp *controlplane.ControlPlane) {
	env := environment(t, cp.Client, "minenergy")
	vm := builders.VM("db-1", env.Status.Namespace).Obj()
	create(t, cp.Client, vm)
	orphan(t, cp.Client, env)
	again := builders.Environment("prod", "minenergy", "tax", tenancy.EnvironmentDev)
	create(t, cp.Client, again)
	c := awaitReason(t, cp.Client, again, &again.Status.Conditions, tenancy.ConditionReady, tenancy.ReasonNamespaceTaken)
	const want = `namespace "env-minenergy-prod" belongs to an earlier Environment/agency-minenergy/prod with ikp.gov.kz/environment-type=production; ` +
		"the platform never takes a namespace over: rename this object, or ask the platform operator to free the namespace"
	if c.Message != want {
		t.Errorf("message = %q, want %q", c.Message, want)
	}
	ns := &corev1.Namespace{}
	if err := cp.Client.Get(t.Context(), types.NamespacedName{Name: vm.Namespace}, ns); err != nil {
		t.Fatal(err)
	}
	if got := ns.Labels["ikp.gov.kz/environment-type"]; got != "production" {
		t.Errorf("environment-type = %q, want production as before", got)
	}
}

// orphan lets an environment vanish at once, as only break glass can.
func orphan(t *testing.T, c client.Client, env *tenancy.Environment) {
	t.Helper()
	remove(t, c, env)
	awaitReason(t, c, env, &env.Status.Conditions, tenancy.ConditionReady, tenancy.ReasonDeleting)
	drop := client.RawPatch(types.MergePatchType, []byte(`{"metadata":{"finalizers":null}}`))
	if err := c.Patch(t.Context(), env, drop); err != nil {
		t.Fatal(err)
	}
	awaitGone(t, c, env)
}

func deletion(t *testing.T, cp *controlplane.ControlPlane) {
	env := environment(t, cp.Client, "mindef")
	vm := builders.VM("db-1", env.Status.Namespace).Obj()
	create(t, cp.Client, vm)
	a := builders.Agency("mindef", nil)
	remove(t, cp.Client, env)
	remove(t, cp.Client, a)
	c := awaitReason(t, cp.Client, env, &env.Status.Conditions, tenancy.ConditionReady, tenancy.ReasonDeleting)
	if want := "waits until its owner has deleted 1 virtual machines in env-mindef-prod: db-1"; c.Message != want {
		t.Errorf("message = %q, want %q", c.Message, want)
	}
	c = awaitReason(t, cp.Client, a, &a.Status.Conditions, tenancy.ConditionReady, tenancy.ReasonDeleting)
	if want := "waits until its owner has deleted environment prod, system tax"; c.Message != want {
		t.Errorf("message = %q, want %q", c.Message, want)
	}
	if err := cp.Client.Get(t.Context(), client.ObjectKeyFromObject(vm), vm); err != nil || vm.DeletionTimestamp != nil {
		t.Fatalf("the machine while its environment waits: error %v, deleted at %v", err, vm.DeletionTimestamp)
	}
	before := vm.DeepCopy()
	vm.Finalizers = nil
	if err := cp.Client.Patch(t.Context(), vm, client.MergeFrom(before)); err != nil {
		t.Fatal(err)
	}
	remove(t, cp.Client, vm)
	awaitGone(t, cp.Client, env)
	awaitGone(t, cp.Client, &corev1.Namespace{ObjectMeta: builders.Namespace("env-mindef-prod", nil).ObjectMeta})
	remove(t, cp.Client, builders.System("tax", "mindef", nil))
	awaitGone(t, cp.Client, a)
	awaitGone(t, cp.Client, builders.Namespace("agency-mindef", nil))
}

func systemOutlives(t *testing.T, cp *controlplane.ControlPlane) {
	env := environment(t, cp.Client, "minlabour")
	s := builders.System("tax", "minlabour", nil)
	awaitReason(t, cp.Client, s, &s.Status.Conditions, tenancy.ConditionReady, tenancy.ReasonPassportComplete)
	remove(t, cp.Client, s)
	c := awaitReason(t, cp.Client, s, &s.Status.Conditions, tenancy.ConditionReady, tenancy.ReasonDeleting)
	if want := "waits until its owner has deleted environment prod"; c.Message != want {
		t.Errorf("message = %q, want %q", c.Message, want)
	}
	remove(t, cp.Client, env)
	awaitGone(t, cp.Client, env)
	awaitGone(t, cp.Client, s)
}
