package integration

import (
	"strings"
	"testing"
	"time"

	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"

	api "github.com/govtech-kz/ikp/api/migration/v1alpha1"
	tenancy "github.com/govtech-kz/ikp/api/tenancy/v1alpha1"
	"github.com/govtech-kz/ikp/cli/cmdutil"
	"github.com/govtech-kz/ikp/cli/cmdutil/golden"
)

func day(d int) *metav1.Time {
	return &metav1.Time{Time: time.Date(2026, 11, d, 9, 0, 0, 0, time.UTC)}
}

func request(name string, late bool, steps ...api.StepRecord) api.IntegrationRequest {
	r := api.IntegrationRequest{ObjectMeta: metav1.ObjectMeta{Namespace: "agency-minfin", Name: name},
		Spec: api.IntegrationRequestSpec{System: "esf", Provider: tenancy.SystemReference{Agency: "mdai", Name: "gbdfl"}}}
	status := metav1.ConditionTrue
	if late {
		status = metav1.ConditionFalse
	}
	r.Status = api.IntegrationRequestStatus{DueOn: "2026-11-15", Steps: steps,
		Conditions: []metav1.Condition{{Type: api.ConditionOnTime, Status: status}}}
	return r
}

func TestBreaches(t *testing.T) {
	t.Parallel()
	all := []api.IntegrationRequest{
		request("in-time", false, api.StepRecord{Step: api.StepRequested, Party: "GO", Since: day(1), DoneAt: day(1)}),
		request("given-late", true,
			api.StepRecord{Step: api.StepContractSigned, Party: "GO", Since: day(1), DoneAt: day(10)},
			api.StepRecord{Step: api.StepApproved, Party: "SI", Since: day(10), DoneAt: day(10)},
			api.StepRecord{Step: api.StepAccessGiven, Party: "OPERATOR", Since: day(10), DoneAt: day(17)}),
		request("still-open", true,
			api.StepRecord{Step: api.StepContractSigned, Party: "GO", Since: day(1), DoneAt: day(3)},
			api.StepRecord{Step: api.StepApproved, Party: "SI", Since: day(3)},
			api.StepRecord{Step: api.StepTested, Party: "OPERATOR"}),
	}
	found, err := breaches(all, time.Date(2026, 11, 22, 10, 0, 0, 0, time.UTC))
	if err != nil {
		t.Fatal(err)
	}
	for _, lang := range []string{"en", "ru", "kk"} {
		t.Run(lang, func(t *testing.T) {
			t.Parallel()
			streams, _, _, _ := cmdutil.TestIO()
			o := &BreachesOptions{Factory: cmdutil.New("ikpctl", streams, func(string) string { return lang })}
			var out strings.Builder
			if err := o.table(found).Write(&out); err != nil {
				t.Fatal(err)
			}
			golden.Check(t, "breaches."+lang+".txt", out.String())
		})
	}
}
