package migration

import (
	"testing"
	"time"

	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	clocktesting "k8s.io/utils/clock/testing"

	api "github.com/govtech-kz/ikp/api/migration/v1alpha1"
	"github.com/govtech-kz/ikp/internal/domain/migration"
)

func TestTheYearThatPaysIsThatOfTheCutover(t *testing.T) {
	window := func(from, to time.Time) *api.CutoverWindow {
		return &api.CutoverWindow{From: metav1.NewTime(from), To: metav1.NewTime(to)}
	}
	newYear := time.Date(2026, 12, 31, 19, 0, 0, 0, time.UTC) // midnight in Kazakhstan
	for name, tc := range map[string]struct {
		window *api.CutoverWindow
		now    time.Time
		want   int
	}{
		"this year without a window":                 {nil, now, 2026},
		"that of a window in the next year":          {window(newYear, newYear.Add(time.Hour)), now, 2027},
		"that in which a window over midnight opens": {window(newYear.Add(-time.Second), newYear.Add(time.Hour)), newYear.Add(time.Minute), 2026},
		"this year after a window has passed":        {window(now, now.Add(time.Hour)), newYear, 2027},
	} {
		t.Run(name, func(t *testing.T) {
			if got := fundingYear(tc.window, tc.now); got != tc.want {
				t.Errorf("fundingYear = %d, want %d", got, tc.want)
			}
		})
	}
}

// TestABudgetOfThisYearPaysNoMoveOfTheNext: the gate asks for the year of the window.
func TestABudgetOfThisYearPaysNoMoveOfTheNext(t *testing.T) {
	start(t, clocktesting.NewFakePassiveClock(now))
	w := newWorld(t)
	w.prepare()
	m := w.move(api.StateReplicating)
	w.change(m, `{"spec":{"window":{"from":"2027-02-05T17:00:00Z","to":"2027-02-05T23:00:00Z"}}}`)
	w.said(m, "measure-12")
	w.isShut(m, shut{api.StateReplicating, migration.CodeUnfunded, "KZ-MIG-P08", "GO"})
	w.change(m, `{"spec":{"window":null}}`)
	w.reaches(m, api.StateReplicating)
}
