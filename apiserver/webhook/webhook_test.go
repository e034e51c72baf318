package webhook_test

import (
	"errors"
	"testing"

	"github.com/google/go-cmp/cmp"
	corev1 "k8s.io/api/core/v1"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/client-go/rest"
	"sigs.k8s.io/controller-runtime/pkg/client"

	tenancy "github.com/govtech-kz/ikp/api/tenancy/v1alpha1"
	"github.com/govtech-kz/ikp/internal/testkit/builders"
	"github.com/govtech-kz/ikp/internal/testkit/controlplane"
)

// TestAdmission asks a real API server, which asks the webhooks; everything but
// the last parts is a dry run.
func TestAdmission(t *testing.T) {
	furnish(t)
	d := &desk{}
	serve(t, d)
	inForce(t)
	t.Run("creating machines", func(t *testing.T) { creatingMachines(t, d) })
	t.Run("changing machines", func(t *testing.T) { changingMachines(t, d) })
	t.Run("environments", environments)
	t.Run("other kinds", otherKinds)
	t.Run("clearances", func(t *testing.T) { clearances(t, d) })
	t.Run("changing systems and agencies", changingTenancy)
	t.Run("warnings", func(t *testing.T) { warnings(t, d) })
	t.Run("words of parties", words)
	t.Run("residency exceptions", exceptions)
	t.Run("overrides of rules", overrides)
	t.Run("editions of the rules", editions)
	t.Run("ways out of the platform", passages)
	t.Run("the moratorium", theMoratorium)
	t.Run("personal data taken back", takenBack)
}

// inForce waits until the API server calls the webhooks.
func inForce(t *testing.T) {
	t.Helper()
	c := controlplane.New(t).Client
	for _, refused := range []client.Object{
		builders.VM("a", test).From("none").Obj(),
		builders.Host("a", "none", nil),
	} {
		controlplane.Eventually(t, "the webhooks are called", func() bool {
			return c.Create(t.Context(), refused.DeepCopyObject().(client.Object), client.DryRunAll) != nil
		})
	}
}

func warnings(t *testing.T, d *desk) {
	for name, tc := range map[string]struct {
		obj    client.Object
		ledger error
		want   []string
	}{
		"of a silent ledger": {vm(test).Obj(), errors.New("connection refused"),
			[]string{"the ledger does not answer; quota and budget are checked before the machine starts"}},
		"of an unknown that counts as Yes": {vm(gapped).Obj(), nil,
			[]string{"InformationSystem archive leaves personalData unknown, which counts as Yes (KZ-PD-12)"}},
		"of gaps in a passport": {builders.System("new", "minfin", func(s *tenancy.InformationSystemSpec) { s.Class = "" }), nil,
			[]string{"the passport of new lacks class: no production environment until they are filled (C-4.1)"}},
		"of nothing": {vm(test).Obj(), nil, nil},
	} {
		t.Run(name, func(t *testing.T) {
			d.set(tc.ledger)
			heard := &ear{}
			cfg := rest.CopyConfig(controlplane.New(t).Config)
			cfg.WarningHandler = heard
			c, err := client.New(cfg, client.Options{Scheme: controlplane.New(t).Client.Scheme()})
			if err != nil {
				t.Fatal(err)
			}
			if err := c.Create(t.Context(), tc.obj, client.DryRunAll); err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(tc.want, heard.said); diff != "" {
				t.Errorf("warnings (-want +got):\n%s", diff)
			}
		})
	}
}

// ear remembers the warnings of the API server.
type ear struct{ said []string }

func (e *ear) HandleWarningHeader(_ int, _ string, text string) { e.said = append(e.said, text) }

func agencyNamespace(slug string) *corev1.Namespace {
	return &corev1.Namespace{ObjectMeta: metav1.ObjectMeta{Name: tenancy.AgencyNamespace(slug),
		Labels: map[string]string{tenancy.LabelAgency: slug}}}
}
