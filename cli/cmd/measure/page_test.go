package measure

import (
	"strings"
	"testing"
	"time"

	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"

	governance "github.com/govtech-kz/ikp/api/governance/v1alpha1"
	api "github.com/govtech-kz/ikp/api/migration/v1alpha1"

	tenancy "github.com/govtech-kz/ikp/api/tenancy/v1alpha1"
	"github.com/govtech-kz/ikp/cli/cmdutil"
	"github.com/govtech-kz/ikp/cli/cmdutil/golden"
	"github.com/govtech-kz/ikp/internal/domain/migration"
	"github.com/govtech-kz/ikp/internal/facts"
)

var spoke = time.Date(2026, 11, 20, 9, 30, 0, 0, time.UTC)

// sample is a migration of whose measures one is closed, one rejected, one waits
// for two parties and one for another measure.
func sample(t *testing.T) sheet {
	t.Helper()
	m := &api.SystemMigration{
		ObjectMeta: metav1.ObjectMeta{Namespace: "agency-minfin", Name: "esf", Annotations: map[string]string{tenancy.AnnotationRequestedBy: "marat"}},
		Spec:       api.SystemMigrationSpec{System: "esf", Programme: "unified"},
	}
	m.Status.Obstacles = []api.Obstacle{{Gate: api.StateCategorised, Rule: "KZ-MIG-P02", Party: "OPERATOR", Since: metav1.NewTime(spoke)}}
	hashes, err := facts.MigrationContents(m.Spec, facts.Basis{})
	if err != nil {
		t.Fatal(err)
	}
	measure := func(number int32, gate string, after []int32, en, ru, kk string, parties ...string) governance.Measure {
		return governance.Measure{Number: number, Rule: "KZ-MIG-P0" + string('0'+number), Gate: gate, After: after, Parties: parties,
			Titles: tenancy.Names{EN: en, RU: ru, KK: kk}}
	}
	p := &governance.RegulationProfile{Spec: governance.RegulationProfileSpec{
		Parties: []governance.Party{{Code: "MINAI", SuccessorOf: []string{"MDAI"}}},
		Measures: []governance.Measure{
			measure(1, "Audited", nil, "Submit data", "Представить сведения", "Мәліметтер беру", "GO"),
			measure(2, "Categorised", []int32{1}, "Audit", "Провести аудит", "Аудит жүргізу", "SI", "OPERATOR"),
			measure(3, "Prioritised", nil, "Categorise", "Категоризировать", "Санаттау", "SI"),
			measure(7, "Replicating", []int32{2}, "Plan", "Описать план", "Жоспарды сипаттау", "MINAI"),
		},
	}}
	word := func(matter, party, by string, d governance.Decision, hash string) governance.Approval {
		a := governance.Approval{ObjectMeta: metav1.ObjectMeta{CreationTimestamp: metav1.NewTime(spoke),
			Annotations: map[string]string{tenancy.AnnotationRequestedBy: by}}}
		a.Spec = governance.ApprovalSpec{Subject: governance.Subject{Kind: "SystemMigration", Name: "esf"}, Matter: matter, Party: party, Decision: d, ContentHash: hash}
		return a
	}
	submitted := word("measure-01", "GO", "aigul", governance.DecisionApproved, hashes[migration.Identity])
	submitted.Spec.Evidence = []governance.EvidenceItem{{Title: "Data", Reference: "12-3/45"}}
	refused := word("measure-03", "SI", "saule", governance.DecisionRejected, hashes[migration.Audit])
	refused.Spec.Comment = "the category is missing"
	return sheet{migration: m, profile: p, hashes: hashes, approvals: []governance.Approval{
		submitted, refused,
		word("measure-07", "MDAI", "dana", governance.DecisionApproved, hashes[migration.Preparation]),
		word("measure-01", "GO", "marat", governance.DecisionApproved, hashes[migration.Identity]),
	}}
}

func TestPages(t *testing.T) {
	t.Parallel()
	for _, lang := range []string{"en", "ru", "kk"} {
		t.Run(lang, func(t *testing.T) {
			t.Parallel()
			streams, _, _, _ := cmdutil.TestIO()
			p := pageOf(cmdutil.New("ikpctl", streams, func(string) string { return lang }))
			var list, one, two strings.Builder
			all := sample(t).measures(p.title)
			if err := p.list(&list, all); err != nil {
				t.Fatal(err)
			}
			if err := p.show(&one, "minfin/esf", all[0]); err != nil {
				t.Fatal(err)
			}
			if err := p.show(&two, "minfin/esf", all[1]); err != nil {
				t.Fatal(err)
			}
			golden.Check(t, "list."+lang+".txt", list.String())
			golden.Check(t, "decided."+lang+".txt", one.String())
			golden.Check(t, "open."+lang+".txt", two.String())
		})
	}
}
