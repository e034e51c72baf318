package programme

import (
	"strings"
	"time"

	"github.com/google/go-cmp/cmp"
	apimeta "k8s.io/apimachinery/pkg/api/meta"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"

	governance "github.com/govtech-kz/ikp/api/governance/v1alpha1"
	"github.com/govtech-kz/ikp/cli/cmdutil"
	"github.com/govtech-kz/ikp/internal/testkit/controlplane"
)

// anExceptionCounts by the word of two, neither of them its author.
func (w world) anExceptionCounts() {
	w.t.Helper()
	now := w.clock.Now()
	x := &governance.ResidencyException{ObjectMeta: metav1.ObjectMeta{Namespace: home, Name: "esf-astana"}, Spec: governance.ResidencyExceptionSpec{
		System: "esf", Rules: []string{"KZ-PD-36"}, DataCentres: []string{"astana-1"}, Act: "14 of today", Reason: "the registration is under way",
		ValidFrom: metav1.NewTime(now), ExpiresAt: metav1.NewTime(now.Add(time.Hour))}}
	w.as(aigul, x)
	name := "exception/" + agency + "/" + x.Name
	ministry := w.speaker("MDAI")
	if code, _, said := aigul.types(w.t, "approval", "give", name, "exception"); code != cmdutil.ExitDenied || !strings.Contains(said, "nobody certifies himself") {
		w.t.Errorf("the author approves his own exception: exit %d, %s", code, said)
	}
	w.isActive(x, governance.ReasonAwaitsApprovers)
	for _, p := range []person{ministry, timur} {
		if code, _, said := p.types(w.t, "approval", "give", name, "exception"); code != cmdutil.ExitOK {
			w.t.Errorf("%s approves an exception: exit %d, %s", p.name, code, said)
		}
	}
	w.isActive(x, governance.ReasonInForce)
	if diff := cmp.Diff([]string{ministry.name, timur.name}, x.Status.Approvers); diff != "" {
		w.t.Errorf("approvers (-want +got):\n%s", diff)
	}
}

// isActive waits until the exception says so, for a reason.
func (w world) isActive(x *governance.ResidencyException, reason string) {
	w.t.Helper()
	controlplane.Eventually(w.t, "the exception is "+reason, func() bool {
		w.read(x)
		c := apimeta.FindStatusCondition(x.Status.Conditions, governance.ConditionActive)
		return c != nil && c.Reason == reason
	})
}
