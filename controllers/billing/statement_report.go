package billing

import (
	apimeta "k8s.io/apimachinery/pkg/api/meta"

	finance "github.com/govtech-kz/ikp/api/finance/v1alpha1"
	"github.com/govtech-kz/ikp/controllers/ledger"
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
	return conclude(ready, statementFields(s.Status()))
}

// unavailableStatement repeats the last lines.
func unavailableStatement(s *finance.Statement) kit.Report {
	return conclude(kit.Unknown(finance.ConditionReady, finance.ReasonLedgerUnavailable,
		"the ledger does not answer: the amounts are the last known ones"), statementFields(s.Status))
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
