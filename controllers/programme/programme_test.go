package programme

import (
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
	apimeta "k8s.io/apimachinery/pkg/api/meta"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"

	api "github.com/govtech-kz/ikp/api/migration/v1alpha1"
	tenancy "github.com/govtech-kz/ikp/api/tenancy/v1alpha1"
)

func reason(all []metav1.Condition, kind string) string {
	c := apimeta.FindStatusCondition(all, kind)
	if c == nil {
		return ""
	}
	return string(c.Status) + " " + c.Reason
}

func TestAProgrammeSumsUpAndRehearsesItsSystems(t *testing.T) {
	start(t)
	w := newWorld(t, "summed")
	p := &api.MigrationProgramme{ObjectMeta: metav1.ObjectMeta{Name: w.agency}}
	eventually(w, p, "the programme has an outlook and counts its systems", func(p *api.MigrationProgramme) bool {
		return p.Status.Outlook != nil && p.Status.Systems == 2 && p.Status.Overdue == 1
	})
	want := []api.StateCount{{State: api.StateRegistered, Systems: 1}, {State: api.StatePublished, Systems: 1}}
	if diff := cmp.Diff(want, p.Status.States); diff != "" {
		t.Errorf("states (-want +got):\n%s", diff)
	}
	if got := reason(p.Status.Conditions, api.ConditionOnTime); got != "False SystemsOverdue" {
		t.Errorf("OnTime is %s, want False SystemsOverdue", got)
	}
	o := p.Status.Outlook
	chances := []api.Chance{{ID: "programme-end", LastDay: "2028-12-31", Permille: 1000, SystemsPermille: 1000}}
	if diff := cmp.Diff(chances, o.Chances, cmpopts.EquateEmpty()); diff != "" || o.Runs != runs || o.Finish95 < o.Finish50 || o.Finish50 == "" {
		t.Errorf("outlook %+v\n%s", o, diff)
	}
}

func TestAPlanIsAgreedAsItIsAlone(t *testing.T) {
	start(t)
	w := newWorld(t, "agreed")
	p := w.plan()
	eventually(w, p, "the plan knows its content", func(p *api.MigrationPlan) bool { return p.Status.ContentHash != "" })
	if got := reason(p.Status.Conditions, api.ConditionAgreed); got != "False NotAgreed" {
		t.Errorf("Agreed is %s before anybody has spoken", got)
	}
	w.approves(p, p.Status.ContentHash)
	eventually(w, p, "the plan is agreed", func(p *api.MigrationPlan) bool {
		return reason(p.Status.Conditions, api.ConditionAgreed) == "True Agreed"
	})
	p.Spec.Items[1].Cutover = "2027-06-20"
	if err := w.cp.Client.Update(t.Context(), p); err != nil {
		t.Fatal(err)
	}
	eventually(w, p, "a plan that has changed is agreed no more", func(p *api.MigrationPlan) bool {
		return reason(p.Status.Conditions, api.ConditionAgreed) == "False NotAgreed"
	})
}

func TestAPlanNamesWhoIsBehind(t *testing.T) {
	start(t)
	w := newWorld(t, "behind")
	p := w.plan()
	eventually(w, p, "one system is published and one late", func(p *api.MigrationPlan) bool {
		return p.Status.Published == 1 && p.Status.Late == 1
	})
	c := apimeta.FindStatusCondition(p.Status.Conditions, api.ConditionOnTime)
	if want := "1 behind the plan, the first: treasury is Registered and had to be Replicating"; c == nil || c.Message != want {
		t.Errorf("OnTime says %+v, want %s", c, want)
	}
	w.told("treasury", map[string]any{"state": api.StateTesting})
	eventually(w, p, "nobody is late any more", func(p *api.MigrationPlan) bool {
		return reason(p.Status.Conditions, api.ConditionOnTime) == "True OnPlan"
	})
}

func TestAWaveCountsItsSystems(t *testing.T) {
	start(t)
	w := newWorld(t, "waved")
	wave := &api.MigrationWave{ObjectMeta: metav1.ObjectMeta{Name: "waved-w01"}, Spec: api.MigrationWaveSpec{
		Programme: w.agency, From: "2027-01-01", To: "2027-02-01",
		Systems: []tenancy.SystemReference{{Agency: w.agency, Name: "esf"}, {Agency: w.agency, Name: "treasury"}},
	}}
	w.create(wave)
	eventually(w, wave, "the wave is counted", func(o *api.MigrationWave) bool { return o.Status.Systems == 2 && o.Status.Published == 1 })
	if got := reason(wave.Status.Conditions, api.ConditionOnTime); got != "False BehindPlan" {
		t.Errorf("OnTime is %s after the wave's last day, want False BehindPlan", got)
	}
}
