package webhook

import (
	"testing"

	"github.com/google/go-cmp/cmp"
	admissionv1 "k8s.io/api/admission/v1"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"sigs.k8s.io/controller-runtime/pkg/webhook/admission"
)

func TestAVerdictNamesEveryCauseAndEachRuleOnce(t *testing.T) {
	var v verdict
	v.refuse("QuotaExceeded", "C-1.3", "spec.machineType", "needs %d vCPU", 8)
	v.refuse("BudgetExceeded", "C-1.3", "spec.machineType", "needs 9.00 KZT (C-1.3)")
	v.refuse("CatalogueMissing", "", "spec.image", "image win does not exist")
	v.warn("be careful")
	got := v.response(admission.Request{AdmissionRequest: admissionv1.AdmissionRequest{
		Name: "web-1", Kind: metav1.GroupVersionKind{Group: "compute.ikp.gov.kz", Kind: "VirtualMachine"},
	}})
	want := admission.Response{AdmissionResponse: admissionv1.AdmissionResponse{
		Result: &metav1.Status{
			Status: "Failure", Code: 403, Reason: "Forbidden",
			Message: "needs 8 vCPU (C-1.3); needs 9.00 KZT (C-1.3); image win does not exist",
			Details: &metav1.StatusDetails{Name: "web-1", Group: "compute.ikp.gov.kz", Kind: "VirtualMachine", Causes: []metav1.StatusCause{
				{Type: "QuotaExceeded", Message: "needs 8 vCPU (C-1.3)", Field: "spec.machineType"},
				{Type: "BudgetExceeded", Message: "needs 9.00 KZT (C-1.3)", Field: "spec.machineType"},
				{Type: "CatalogueMissing", Message: "image win does not exist", Field: "spec.image"},
			}},
		},
		AuditAnnotations: map[string]string{"rule": "C-1.3"},
		Warnings:         []string{"be careful"},
	}}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("response (-want +got):\n%s", diff)
	}
}

func TestAVerdictWithoutRefusalsAllows(t *testing.T) {
	var v verdict
	v.warn("be careful")
	got := v.response(admission.Request{})
	if !got.Allowed || !cmp.Equal(got.Warnings, []string{"be careful"}) {
		t.Errorf("response = %+v, want allowed with a warning", got)
	}
}
