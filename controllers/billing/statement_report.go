package billing

import (
	"time"

	apimeta "k8s.io/apimachinery/pkg/api/meta"

	finance "github.com/govtech-kz/ikp/api/finance/v1alpha1"
	"github.com/govtech-kz/ikp/controllers/ledger"
	"github.com/govtech-kz/ikp/controllers/mirror"
	"github.com/govtech-kz/ikp/internal/domain/calendar"
	"github.com/govtech-kz/ikp/internal/kit"
)

func isFinal(s *finance.Statement) bool {
	ready := apimeta.FindStatusCondition(s.Status.Conditions, finance.ConditionReady)
	return ready != nil && ready.Reason == finance.ReasonFinal
}

// statementReport is a statement as the ledger has it.
func statementReport(s ledger.Statement) kit.Report {
	ready := kit.True(finance.ConditionReady, finance.ReasonFinal, "the month is closed: these amounts are final")
	if s.Provisional {
		ready = kit.True(finance.ConditionReady, finance.ReasonProvisional,
			"the month is open: amounts grow, and become final %d days after its end", int(ledger.ClosingGrace.Hours())/24)
	}
	return mirror.Conclude(ready, statementFields(s.Status()))
}

// fresh reports whether a statement of an open month was written today: its
// amounts grow at every moment, and the aggregated API tells them live.
func fresh(s *finance.Statement, now time.Time) bool {
	ready := apimeta.FindStatusCondition(s.Status.Conditions, finance.ConditionReady)
	return ready != nil && ready.Reason == finance.ReasonProvisional &&
		s.Status.AsOf != nil && calendar.Day(s.Status.AsOf.Time) == calendar.Day(now)
}

func statementFields(s finance.StatementStatus) map[string]any {
	fields := map[string]any{"provisional": s.Provisional, "total": s.Total}
	if s.AsOf != nil {
		fields["asOf"] = s.AsOf
	}
	if len(s.Lines) > 0 {
		fields["lines"] = s.Lines
	}
	return fields
}
