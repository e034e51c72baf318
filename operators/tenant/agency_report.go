package tenant

import (
	"errors"
	"fmt"
	"strings"

	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"

	tenancy "github.com/govtech-kz/ikp/api/tenancy/v1alpha1"
	"github.com/govtech-kz/ikp/internal/kit"
	"github.com/govtech-kz/ikp/operators/owned"
)

// agencyReport is the status of an agency, given what kept its place from being
// made: nil when nothing did.
func agencyReport(a *tenancy.Agency, obstacle error) kit.Report {
	gaps := agencyGaps(a.Spec)
	ready := kit.True(tenancy.ConditionReady, tenancy.ReasonReady,
		"systems and environments go to namespace %s; %s", tenancy.AgencyNamespace(a.Name), tellGaps(gaps))
	fields := map[string]any{"gaps": gaps, "namespace": tenancy.AgencyNamespace(a.Name)}
	if obstacle != nil {
		ready = obstructed(tenancy.ConditionReady, obstacle)
		delete(fields, "namespace")
	}
	return kit.Report{Conditions: []metav1.Condition{ready}, Fields: fields}
}

// agencyDeleting is the status of an agency that waits until it is empty.
func agencyDeleting(a *tenancy.Agency, left []string) kit.Report {
	return kit.Report{
		Conditions: []metav1.Condition{kit.False(tenancy.ConditionReady, tenancy.ReasonDeleting,
			"waits until its owner has deleted %s", enumerate(left))},
		Fields: map[string]any{"gaps": agencyGaps(a.Spec), "namespace": tenancy.AgencyNamespace(a.Name)},
	}
}

// agencyGaps lists the fields of a record that no source has filled. The agency
// that stands for unknown owners is no body and has none.
func agencyGaps(s tenancy.AgencySpec) []string {
	if s.Kind == tenancy.KindUnassigned {
		return nil
	}
	var gaps []string
	for _, field := range []struct {
		name   string
		filled bool
	}{
		{"names.kk", s.Names.KK != ""},
		{"names.ru", s.Names.RU != ""},
		{"names.en", s.Names.EN != ""},
		{"parent", s.Parent != "" || s.Kind != tenancy.KindCommittee},
		{"participation", s.Participation != "" && s.Participation != tenancy.ParticipationUnknown},
		{"userGroup", s.UserGroup != nil},
	} {
		if !field.filled {
			gaps = append(gaps, field.name)
		}
	}
	return gaps
}

func tellGaps(gaps []string) string {
	if len(gaps) == 0 {
		return "its record is complete"
	}
	return "no source has given " + strings.Join(gaps, ", ")
}

// obstructed is a condition that does not hold because of a namespace.
func obstructed(kind string, obstacle error) metav1.Condition {
	var taken *owned.TakenError
	if errors.As(obstacle, &taken) {
		return kit.False(kind, tenancy.ReasonNamespaceTaken,
			"%v; the platform never takes a namespace over: rename this object, or ask the platform operator to free the namespace", taken)
	}
	var terminating *owned.TerminatingError
	if errors.As(obstacle, &terminating) {
		return kit.False(kind, tenancy.ReasonDeleting, "%v; it is made anew once it is gone", terminating)
	}
	return kit.Unknown(kind, tenancy.ReasonPending, "%v", obstacle)
}

// named is how many things a message names before it only counts.
const named = 5

func enumerate(things []string) string {
	if len(things) <= named {
		return strings.Join(things, ", ")
	}
	return fmt.Sprintf("%s and %d more", strings.Join(things[:named], ", "), len(things)-named)
}
