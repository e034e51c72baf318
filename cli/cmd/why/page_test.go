package why

import (
	"strings"
	"testing"
	"time"

	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	clocktesting "k8s.io/utils/clock/testing"

	"github.com/govtech-kz/ikp/cli/cmdutil"
	"github.com/govtech-kz/ikp/cli/cmdutil/golden"
)

func TestPage(t *testing.T) {
	t.Parallel()
	waiting := facts{created: created, generation: 1, conditions: []metav1.Condition{
		condition("Ready", "False", "WaitingForGates", 1, later),
		condition("SecurityCleared", "True", "Cleared", 1, later),
		condition("ResidencyCompliant", "True", "Compliant", 1, later),
		condition("QuotaReserved", "False", "QuotaExceeded", 1, later),
		condition("Placed", "Unknown", "Pending", 0, time.Unix(0, 0)),
	}}
	waiting.conditions[3].Message = "needs 8 vCPU, agency minfin has 3 of 40 left (C-1.3)"
	ready := facts{created: created, generation: 1, conditions: []metav1.Condition{
		condition("Ready", "True", "GuestReady", 1, later),
	}}
	unmet := facts{created: created, generation: 1, conditions: []metav1.Condition{
		condition("Ready", "True", "GuestReady", 1, later),
		condition("SecurityCleared", "False", "ClearanceExpired", 1, later),
		condition("ResidencyCompliant", "False", "ResidencyViolated", 1, later),
	}}
	unmet.conditions[2].Message = "data centre astana-1 has no answer to its accession (KZ-DC-JOIN)"
	plain := facts{created: created, plain: true}
	for name, f := range map[string]facts{"waiting": waiting, "ready": ready, "unmet": unmet, "plain": plain} {
		for _, lang := range []string{"en", "ru", "kk"} {
			t.Run(name+" in "+lang, func(t *testing.T) {
				t.Parallel()
				streams, _, _, _ := cmdutil.TestIO()
				factory := cmdutil.New("ikpctl", streams, func(string) string { return lang })
				factory.Clock = clocktesting.NewFakePassiveClock(later.Add(3 * time.Minute))
				o := &Options{Factory: factory, Noun: "vm", Name: "web-1"}
				var out strings.Builder
				if err := (page{factory.Texts(), cmdutil.Colours{}, "compute"}).write(&out, o.answer("compute", f)); err != nil {
					t.Fatal(err)
				}
				golden.Check(t, name+"."+lang+".txt", out.String())
			})
		}
	}
}
