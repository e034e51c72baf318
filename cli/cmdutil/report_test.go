package cmdutil_test

import (
	"errors"
	"net/http"
	"testing"

	apierrors "k8s.io/apimachinery/pkg/api/errors"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/runtime/schema"
	"k8s.io/apimachinery/pkg/util/validation/field"

	"github.com/govtech-kz/ikp/cli/cmdutil"
	"github.com/govtech-kz/ikp/cli/cmdutil/golden"
)

// denied is an error as the webhook's refusals arrive.
func denied(causes ...metav1.StatusCause) error {
	return &cmdutil.ActionError{Action: cmdutil.ActionCreate, Object: "vm/web-1", Err: &apierrors.StatusError{ErrStatus: metav1.Status{
		Status: metav1.StatusFailure, Code: http.StatusForbidden, Reason: metav1.StatusReasonForbidden,
		Message: `admission webhook "vm.ikp.gov.kz" denied the request: see the causes`,
		Details: &metav1.StatusDetails{Kind: "virtualmachines", Name: "web-1", Causes: causes},
	}}}
}

func TestReport(t *testing.T) {
	t.Parallel()
	vms := schema.GroupResource{Group: "compute.ikp.gov.kz", Resource: "virtualmachines"}
	for name, err := range map[string]error{
		"quota": denied(metav1.StatusCause{Type: "QuotaExceeded",
			Message: "needs 8 vCPU, agency minfin has 3 of 40 left; free some or ask the platform operator to raise Quota minfin (C-1.3)"}),
		"two-causes": denied(
			metav1.StatusCause{Type: "ClearanceMissing", Message: "system esf has no clearance (KZ-IB-40)"},
			metav1.StatusCause{Type: "NoBudget", Message: "agency minfin has no budget for 2026"}),
		"policy": denied(metav1.StatusCause{
			Message: "ValidatingAdmissionPolicy 'ikp-clearance' with binding 'ikp-clearance' denied request: nobody certifies himself (KZ-IB-49)"}),
		"unknown-reason": denied(metav1.StatusCause{Type: "SomethingNew", Message: "a text"}),
		"rights":         apierrors.NewForbidden(vms, "web-1", errors.New(`User "aigul" cannot create resource "virtualmachines"`)),
		"error":          errors.New("reading vm/web-1: connection refused"),
		"usage":          cmdutil.UsageError{Err: errors.New("unknown flag: --foo")},
		"ledger": &cmdutil.ActionError{Action: cmdutil.ActionRead, Object: "statement/minfin 2026-11", Err: &apierrors.StatusError{ErrStatus: metav1.Status{
			Status: metav1.StatusFailure, Code: http.StatusServiceUnavailable, Reason: metav1.StatusReasonServiceUnavailable,
			Message: "no statement of agency minfin now", Details: &metav1.StatusDetails{Causes: []metav1.StatusCause{
				{Type: "LedgerUnavailable", Message: "the ledger did not answer"}}},
		}}},
		"malformed": apierrors.NewInvalid(schema.GroupKind{Kind: "DataCentre"}, "x", field.ErrorList{
			field.Invalid(field.NewPath("spec", "country"), "Kazakhstan", "must be two letters")}),
		"auth":    apierrors.NewUnauthorized("the server has asked for the client to provide credentials"),
		"pending": cmdutil.PendingError{Object: "vm/web-1", Message: "vm/web-1 is not ready after 5m0s"},
	} {
		for _, lang := range []string{"en", "ru", "kk"} {
			t.Run(name+" in "+lang, func(t *testing.T) {
				t.Parallel()
				streams, _, out, errOut := cmdutil.TestIO()
				f := cmdutil.New("ikpctl", streams, func(string) string { return lang })
				cmdutil.Report(f, err)
				golden.Check(t, "report/"+name+"."+lang+".txt", errOut.String())
				if out.Len() != 0 {
					t.Errorf("an error was printed as data: %q", out)
				}
			})
		}
	}
}

func TestReportSaysNothingTwice(t *testing.T) {
	t.Parallel()
	streams, _, _, errOut := cmdutil.TestIO()
	f := cmdutil.New("ikpctl", streams, func(string) string { return "" })
	code := cmdutil.Report(f, cmdutil.PendingError{Object: "vm/web-1", Told: true})
	if code != cmdutil.ExitPending || errOut.Len() != 0 {
		t.Errorf("Report = %d with %q, want 8 with nothing", code, errOut)
	}
}

func TestRulesIn(t *testing.T) {
	t.Parallel()
	for message, want := range map[string]string{
		"no quota (C-1.3)": "C-1.3",
		"abroad (KZ-PD-12), not acceded (KZ-DC-JOIN), abroad again (KZ-PD-12)": "KZ-PD-12, KZ-DC-JOIN",
		"categories (C-5)":        "C-5",
		"a disk can never shrink": "",
		"host KZ and disk C-x":    "",
		"no site in KZ-ALA":       "",
	} {
		if got := cmdutil.RulesIn(message); got != want {
			t.Errorf("RulesIn(%q) = %q, want %q", message, got, want)
		}
	}
}
