package webhook_test

import (
	"errors"
	"testing"

	apierrors "k8s.io/apimachinery/pkg/api/errors"
	"sigs.k8s.io/controller-runtime/pkg/client"

	finance "github.com/govtech-kz/ikp/api/finance/v1alpha1"
	"github.com/govtech-kz/ikp/controllers/ledger"
	"github.com/govtech-kz/ikp/internal/testkit/builders"
	"github.com/govtech-kz/ikp/internal/testkit/controlplane"
)

// TestATariffThatTheLedgerCannotTakeOverIsNotPublished: it could be neither
// changed nor deleted, and would stay unready for ever.
func TestATariffThatTheLedgerCannotTakeOverIsNotPublished(t *testing.T) {
	d := &desk{}
	serve(t, d)
	c := controlplane.New(t).Client
	draft := builders.Tariff("draft", func(s *finance.TariffSpec) { s.State = finance.TariffDraft })
	d.set(&ledger.Conflict{Message: "machines were used since 2026-01-01; choose a later day"})
	if err := c.Create(t.Context(), draft); err != nil {
		t.Fatalf("a draft prices nothing and was refused: %v", err)
	}
	publish := draft.DeepCopy()
	publish.Spec.State = finance.TariffPublished
	for name, ask := range map[string]func() error{
		"created": func() error { return c.Create(t.Context(), builders.Tariff("late", nil), client.DryRunAll) },
		"changed": func() error { return c.Update(t.Context(), publish.DeepCopy(), client.DryRunAll) },
	} {
		var status apierrors.APIStatus
		if err := ask(); !errors.As(err, &status) || len(status.Status().Details.Causes) != 1 || string(status.Status().Details.Causes[0].Type) != finance.ReasonConflict {
			t.Errorf("published as it was %s: %v, want a refusal for %s", name, err, finance.ReasonConflict)
		}
	}
	d.set(errors.New("no connection"))
	if err := c.Update(t.Context(), publish, client.DryRunAll); err != nil {
		t.Errorf("a silent ledger refused a tariff: %v", err)
	}
}
