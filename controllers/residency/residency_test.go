package residency

import (
	"context"
	"testing"
	"time"

	apimeta "k8s.io/apimachinery/pkg/api/meta"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	clocktesting "k8s.io/utils/clock/testing"
	ctrl "sigs.k8s.io/controller-runtime"
	"sigs.k8s.io/controller-runtime/pkg/client"
	metricsserver "sigs.k8s.io/controller-runtime/pkg/metrics/server"

	compute "github.com/govtech-kz/ikp/api/compute/v1alpha1"
	"github.com/govtech-kz/ikp/internal/testkit/builders"
	"github.com/govtech-kz/ikp/internal/testkit/controlplane"
)

var now = time.Date(2026, 11, 22, 10, 0, 0, 0, time.UTC)

// start runs the controller as ikp-controllers, with the rights of its role.
func start(t *testing.T) {
	t.Helper()
	cp := controlplane.New(t)
	mgr, err := ctrl.NewManager(cp.ConfigAs(compute.UserControllers), ctrl.Options{
		Scheme: cp.Client.Scheme(), Metrics: metricsserver.Options{BindAddress: "0"},
	})
	if err != nil {
		t.Fatal(err)
	}
	if err := Setup(mgr, clocktesting.NewFakePassiveClock(now)); err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(context.Background())
	ended := make(chan error, 1)
	go func() { ended <- mgr.Start(ctx) }()
	t.Cleanup(func() {
		cancel()
		if err := <-ended; err != nil {
			t.Error(err)
		}
	})
}

func TestADataCentreSaysWhatItMayBeUsedFor(t *testing.T) {
	start(t)
	cp := controlplane.New(t)
	const yes, no = metav1.ConditionTrue, metav1.ConditionFalse
	for name, tc := range map[string]struct {
		dc                  *compute.DataCentre
		ready, personalData metav1.ConditionStatus
		message             string
	}{
		"everything is in order": {
			builders.DataCentre("astana-1", nil), yes, yes,
			"commissioned on 2024-01-01, registered in KZ, accession answered on 2024-01-01 (KZ-PD-12, KZ-PD-36, KZ-DC-JOIN)",
		},
		"a site abroad carries load without personal data": {
			builders.DataCentre("fra-1", func(s *compute.DataCentreSpec) { s.Country, s.Region = "DE", "DE-HE" }), yes, no,
			"data centre fra-1 stands in DE, and personal data stays in Kazakhstan; choose a data centre in KZ (KZ-PD-12)",
		},
		"a site that is being built carries nothing": {
			builders.DataCentre("new-1", func(s *compute.DataCentreSpec) { s.CommissionedOn = "" }), no, no,
			"data centre new-1 is not commissioned; choose one that is (C-3.4)",
		},
	} {
		t.Run(name, func(t *testing.T) {
			if err := cp.Client.Create(t.Context(), tc.dc); err != nil {
				t.Fatal(err)
			}
			var got *metav1.Condition
			controlplane.Eventually(t, "the verdict is written", func() bool {
				if err := cp.Client.Get(t.Context(), client.ObjectKeyFromObject(tc.dc), tc.dc); err != nil {
					t.Fatal(err)
				}
				got = apimeta.FindStatusCondition(tc.dc.Status.Conditions, compute.ConditionPersonalDataAllowed)
				return got.Status != metav1.ConditionUnknown
			})
			if got.Status != tc.personalData || got.Message != tc.message {
				t.Errorf("PersonalDataAllowed = %s %q, want %s %q", got.Status, got.Message, tc.personalData, tc.message)
			}
			if ready := apimeta.FindStatusCondition(tc.dc.Status.Conditions, compute.ConditionReady); ready.Status != tc.ready {
				t.Errorf("Ready = %s %q, want %s", ready.Status, ready.Message, tc.ready)
			}
		})
	}
}
