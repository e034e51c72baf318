package facts_test

import (
	"context"
	"testing"

	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"sigs.k8s.io/controller-runtime/pkg/client"

	governance "github.com/govtech-kz/ikp/api/governance/v1alpha1"
	"github.com/govtech-kz/ikp/internal/domain/regulation"
	"github.com/govtech-kz/ikp/internal/facts"
)

// shelf is a reader of what the test puts there.
type shelf struct {
	client.Reader
	profiles  []governance.RegulationProfile
	overrides []governance.RuleOverride
}

func (s *shelf) List(_ context.Context, list client.ObjectList, _ ...client.ListOption) error {
	switch l := list.(type) {
	case *governance.RegulationProfileList:
		l.Items = s.profiles
	case *governance.RuleOverrideList:
		l.Items = s.overrides
	}
	return nil
}

func TestALibraryKnowsWhatIsInForceNow(t *testing.T) {
	s := &shelf{}
	l := facts.NewLibrary(s)
	enforced := func(day string) (string, regulation.Enforcement) {
		t.Helper()
		b, err := l.Book(t.Context(), day)
		if err != nil {
			t.Fatal(err)
		}
		return b.Edition(), b.Enforcement("KZ-PLT-MOR")
	}
	want := func(day, edition string, e regulation.Enforcement) {
		t.Helper()
		if gotEdition, got := enforced(day); gotEdition != edition || got != e {
			t.Errorf("on %s edition %s has it %s, want %s and %s", day, gotEdition, got, edition, e)
		}
	}
	want("2026-11-22", regulation.BuiltIn, regulation.Deny)
	s.profiles = shipped(t)
	for i := range s.profiles {
		s.profiles[i].ResourceVersion = "1"
	}
	want("2026-11-22", "digital-code-2026", regulation.Off)
	s.overrides = []governance.RuleOverride{{ObjectMeta: metav1.ObjectMeta{Name: "on", UID: "u", ResourceVersion: "7"},
		Spec: governance.RuleOverrideSpec{Rule: "KZ-PLT-MOR", Enforcement: governance.EnforcementDeny}}}
	want("2026-11-22", "digital-code-2026", regulation.Deny)
	want("2026-06-30", "concept-2022", regulation.Off)
	s.overrides = nil
	want("2026-11-22", "digital-code-2026", regulation.Off)
}
