package webhook

import (
	"fmt"
	"net/http"
	"slices"
	"strings"

	"github.com/prometheus/client_golang/prometheus"
	admissionv1 "k8s.io/api/admission/v1"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"sigs.k8s.io/controller-runtime/pkg/metrics"
	"sigs.k8s.io/controller-runtime/pkg/webhook/admission"

	"github.com/govtech-kz/ikp/internal/domain/rules"
)

// auditRule is the key under which the audit log names the rules of a refusal.
const auditRule = "rule"

// refusalsTotal counts refused requests, so that a rule nobody can meet is seen.
var refusalsTotal = prometheus.NewCounterVec(prometheus.CounterOpts{
	Name: "ikp_admission_refusals_total",
	Help: "Causes for which admission refused a request, by kind and reason.",
}, []string{"kind", "reason"})

func init() { metrics.Registry.MustRegister(refusalsTotal) }

// refusal is one violated rule.
type refusal struct {
	// reason is the code under which texts for people are found.
	reason string
	// rule is the id of the rule; empty for what needs no law: a name that does
	// not exist.
	rule string
	// field that is to be changed: spec.image.
	field string
	// message says what, why and the way out.
	message string
}

// verdict collects everything that stands against a request.
type verdict struct {
	refusals []refusal
	warnings []string
}

// refuse adds a refusal; the rule's id is put at the end of the message unless
// the message ends with it already.
func (v *verdict) refuse(reason, rule, field, format string, args ...any) {
	message := fmt.Sprintf(format, args...)
	if id := "(" + rule + ")"; rule != "" && !strings.HasSuffix(message, id) {
		message += " " + id
	}
	v.refusals = append(v.refusals, refusal{reason, rule, field, message})
}

// judged takes over what rules say of a field: what refuses and what warns.
func (v *verdict) judged(j rules.Judgement, field string) {
	for _, r := range j.Refusals() {
		v.refusals = append(v.refusals, refusal{r.Reason, r.Rule, field, r.Message})
	}
	for _, w := range j.Warnings() {
		v.warnings = append(v.warnings, w.Message)
	}
}

// warn tells the user something without refusing.
func (v *verdict) warn(format string, args ...any) {
	v.warnings = append(v.warnings, fmt.Sprintf(format, args...))
}

// response is the verdict as the API server takes it.
func (v *verdict) response(req admission.Request) admission.Response {
	if len(v.refusals) == 0 {
		return admission.Allowed("").WithWarnings(v.warnings...)
	}
	status := &metav1.Status{
		Status:  metav1.StatusFailure,
		Code:    http.StatusForbidden,
		Reason:  metav1.StatusReasonForbidden,
		Details: &metav1.StatusDetails{Name: req.Name, Group: req.Kind.Group, Kind: req.Kind.Kind},
	}
	var messages, rules []string
	for _, r := range v.refusals {
		refusalsTotal.WithLabelValues(req.Kind.Kind, r.reason).Inc()
		messages = append(messages, r.message)
		if r.rule != "" && !slices.Contains(rules, r.rule) {
			rules = append(rules, r.rule)
		}
		status.Details.Causes = append(status.Details.Causes,
			metav1.StatusCause{Type: metav1.CauseType(r.reason), Message: r.message, Field: r.field})
	}
	status.Message = strings.Join(messages, "; ")
	response := admission.Response{AdmissionResponse: admissionv1.AdmissionResponse{Result: status}}
	if len(rules) > 0 {
		response.AuditAnnotations = map[string]string{auditRule: strings.Join(rules, ",")}
	}
	return response.WithWarnings(v.warnings...)
}
