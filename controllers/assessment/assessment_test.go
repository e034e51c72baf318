package assessment

import (
	"testing"

	"github.com/google/go-cmp/cmp"
	apimeta "k8s.io/apimachinery/pkg/api/meta"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"

	api "github.com/govtech-kz/ikp/api/migration/v1alpha1"
	tenancy "github.com/govtech-kz/ikp/api/tenancy/v1alpha1"
	"github.com/govtech-kz/ikp/internal/testkit/controlplane"
)

// line is a condition in short.
type line struct {
	Status          metav1.ConditionStatus
	Reason, Message string
}

func lines(a *api.SystemAssessment) map[string]line {
	all := map[string]line{}
	for _, c := range a.Status.Conditions {
		all[c.Type] = line{c.Status, c.Reason, c.Message}
	}
	return all
}

func TestAnAssessmentSaysWhatItsAnswersAddUpTo(t *testing.T) {
	w := newWorld(t)
	w.agency("adds-up", map[string]string{"esf": "", "old": "", "open": "", "other": ""})
	const yes, no, unknown = metav1.ConditionTrue, metav1.ConditionFalse, metav1.ConditionUnknown
	distinct := line{yes, api.ReasonNoneAlike, "no system of another owner is alike in words"}
	answered := line{yes, api.ReasonAllAnswered, "all 14 questions are answered"}
	noRisk := line{yes, api.ReasonRisksAnswered, "grave risks in the answers, each with a remedy: 0"}
	for name, tc := range map[string]struct {
		system string
		edit   func(*api.SystemAssessmentSpec)
		want   map[string]line
		status api.SystemAssessmentStatus
	}{
		"a finished audit is ready": {
			"esf", func(s *api.SystemAssessmentSpec) { s.Disposition = api.DispositionMove },
			map[string]line{
				"Ready":    {yes, api.ReasonAudited, "readiness 100 of 100, disposition Move (KZ-MIG-P02)"},
				"Answered": answered, "RisksMitigated": noRisk, "Distinct": distinct,
				"Decided": {yes, api.ReasonAsSuggested, "Move is decided, and the answers speak for it"},
			},
			api.SystemAssessmentStatus{Readiness: new(int32(100)), Suggested: api.DispositionMove},
		},
		"lost sources without a remedy hold it up": {
			"old", func(s *api.SystemAssessmentSpec) { say(s, "sources", "nobody") },
			map[string]line{
				"Ready":    {no, api.ReasonRisksOpen, `nothing is done about grave risks: sources is "nobody"; say what is: ikpctl assessment risk adds-up/old (KZ-MIG-P02)`},
				"Answered": answered, "Distinct": distinct,
				"RisksMitigated": {no, api.ReasonRisksOpen, `nothing is done about grave risks: sources is "nobody"; say what is: ikpctl assessment risk adds-up/old (KZ-MIG-P02)`},
				"Decided":        {no, api.ReasonDispositionOpen, "nobody has said what becomes of the system; the answers speak for Replace; decide: ikpctl assessment decide adds-up/old DISPOSITION (KZ-MIG-P02)"},
			},
			api.SystemAssessmentStatus{Readiness: new(int32(91)), Suggested: api.DispositionReplace, Because: []string{"sources"},
				Risks: []api.AnswerRisk{{Question: "sources", Answer: "nobody", Level: api.RiskHigh}}},
		},
		"what nobody knows stays open": {
			"open", func(s *api.SystemAssessmentSpec) { say(s, "sources", "unknown"); say(s, "use", "moon") },
			map[string]line{
				"Ready":          {no, api.ReasonQuestionsOpen, "open questions: 2 of 14: sources, use; the questionnaire does not have use=moon; answer them: ikpctl assessment answer adds-up/open --set QUESTION=ANSWER (KZ-MIG-P02)"},
				"Answered":       {no, api.ReasonQuestionsOpen, "open questions: 2 of 14: sources, use; the questionnaire does not have use=moon; answer them: ikpctl assessment answer adds-up/open --set QUESTION=ANSWER (KZ-MIG-P02)"},
				"RisksMitigated": {unknown, api.ReasonQuestionsOpen, "open questions may hold grave risks: 2"},
				"Decided":        {no, api.ReasonDispositionOpen, "nobody has said what becomes of the system; the answers speak for Move; decide: ikpctl assessment decide adds-up/open DISPOSITION (KZ-MIG-P02)"},
				"Distinct":       distinct,
			},
			api.SystemAssessmentStatus{Readiness: new(int32(82)), Suggested: api.DispositionMove,
				Unanswered: []string{"sources", "use"}, Foreign: []string{"use=moon"}},
		},
		"people may decide otherwise": {
			"other", func(s *api.SystemAssessmentSpec) {
				say(s, "use", "nobody")
				s.Disposition = api.DispositionMove
			},
			map[string]line{
				"Ready":    {yes, api.ReasonAudited, "readiness 91 of 100, disposition Move (KZ-MIG-P02)"},
				"Answered": answered, "RisksMitigated": noRisk, "Distinct": distinct,
				"Decided": {yes, api.ReasonDecidedOtherwise, "Move is decided; the answers speak for WriteOff"},
			},
			api.SystemAssessmentStatus{Readiness: new(int32(91)), Suggested: api.DispositionWriteOff, Because: []string{"use"}},
		},
	} {
		t.Run(name, func(t *testing.T) {
			a := w.assess("adds-up", tc.system, tc.edit)
			controlplane.Eventually(t, "the assessment is added up", func() bool {
				w.read(a)
				return len(a.Status.Conditions) > 0
			})
			if diff := cmp.Diff(tc.want, lines(a)); diff != "" {
				t.Errorf("conditions (-want +got):\n%s", diff)
			}
			if len(a.Status.ContentHash) != 64 {
				t.Errorf("contentHash = %q", a.Status.ContentHash)
			}
			a.Status.Conditions, a.Status.ContentHash = nil, ""
			if diff := cmp.Diff(tc.status, a.Status); diff != "" {
				t.Errorf("status (-want +got):\n%s", diff)
			}
		})
	}
}

func TestAnAssessmentOfASystemThatDoesNotExistSaysSo(t *testing.T) {
	w := newWorld(t)
	w.agency("ghosts", nil)
	a := w.assess("ghosts", "ghost", func(*api.SystemAssessmentSpec) {})
	want := line{metav1.ConditionFalse, api.ReasonSystemMissing, "system ghost does not exist; create it or correct spec.system"}
	controlplane.Eventually(t, "it says that the system is missing", func() bool {
		w.read(a)
		return lines(a)["Ready"] == want
	})
}

func TestAnAnswerChangesTheHashThatApprovalsBindTo(t *testing.T) {
	w := newWorld(t)
	w.agency("hashes", map[string]string{"esf": ""})
	a := w.assess("hashes", "esf", func(s *api.SystemAssessmentSpec) { say(s, "sources", "unknown") })
	controlplane.Eventually(t, "the assessment has a hash", func() bool { w.read(a); return a.Status.ContentHash != "" })
	before := a.Status.ContentHash
	say(&a.Spec, "sources", "agency")
	a.Spec.Disposition = api.DispositionMove
	if err := w.cp.Client.Update(t.Context(), a); err != nil {
		t.Fatal(err)
	}
	controlplane.Eventually(t, "the audit is done", func() bool {
		w.read(a)
		return apimeta.IsStatusConditionTrue(a.Status.Conditions, api.ConditionReady)
	})
	if a.Status.ContentHash == before {
		t.Error("the hash is what it was")
	}
	controlplane.Eventually(t, "an event tells of it", func() bool { return w.told(a, api.ReasonAudited) })
}

func TestSystemsOfTwoOwnersThatDoTheSameAreNamed(t *testing.T) {
	w := newWorld(t)
	const purpose = "выдача ветеринарных паспортов и учет вакцинации животных"
	w.agency("vets", map[string]string{"vet-pass": purpose, "vet-twin": purpose})
	w.agency("farms", map[string]string{"farm-vet": "учет вакцинации, выдача ветеринарного паспорта животного"})
	a := w.assess("vets", "vet-pass", func(*api.SystemAssessmentSpec) {})
	controlplane.Eventually(t, "the other system is found", func() bool { w.read(a); return len(a.Status.Duplicates) > 0 })
	want := []tenancy.SystemReference{{Agency: "farms", Name: "farm-vet"}}
	var got []tenancy.SystemReference
	for _, d := range a.Status.Duplicates {
		got = append(got, d.System)
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("duplicates of another owner (-want +got):\n%s", diff)
	}
	if c := lines(a)["Distinct"]; c.Reason != api.ReasonAlikeFound {
		t.Errorf("Distinct is %+v", c)
	}
	controlplane.Eventually(t, "an event tells of it", func() bool { return w.told(a, api.ReasonAlikeFound) })
}

func TestFunctionsThatAreWrittenDownLaterAreCompared(t *testing.T) {
	w := newWorld(t)
	w.agency("funds", map[string]string{"grants": ""})
	w.agency("akimat", map[string]string{"aid": ""})
	w.assess("akimat", "aid", func(s *api.SystemAssessmentSpec) {
		s.Functions = []string{"назначение адресной помощи, проверка доходов заявителя"}
	})
	a := w.assess("funds", "grants", func(*api.SystemAssessmentSpec) {})
	controlplane.Eventually(t, "the assessment is added up", func() bool { w.read(a); return len(a.Status.Conditions) > 0 })
	if len(a.Status.Duplicates) > 0 {
		t.Fatalf("alike before anything was said: %+v", a.Status.Duplicates)
	}
	a.Spec.Functions = []string{"проверка дохода заявителя и назначение адресной помощи"}
	if err := w.cp.Client.Update(t.Context(), a); err != nil {
		t.Fatal(err)
	}
	controlplane.Eventually(t, "the other system is found", func() bool { w.read(a); return len(a.Status.Duplicates) > 0 })
	if d := a.Status.Duplicates[0]; d.System != (tenancy.SystemReference{Agency: "akimat", Name: "aid"}) || !d.Likely {
		t.Errorf("found %+v", d)
	}
}
