package facts

import (
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"

	subresources "github.com/govtech-kz/ikp/api/subresources/v1alpha1"
	tenancy "github.com/govtech-kz/ikp/api/tenancy/v1alpha1"
	"github.com/govtech-kz/ikp/internal/domain/exception"
	"github.com/govtech-kz/ikp/internal/domain/passport"
	"github.com/govtech-kz/ikp/internal/domain/rules"
)

// ToHost is what the host of a machine is told of the machine's system, with the
// approved ones of its agency's exceptions.
func ToHost(s *tenancy.InformationSystem, all []exception.Exception) *subresources.SystemFacts {
	told := &subresources.SystemFacts{Name: s.Name, PersonalData: s.Spec.PersonalData, Segment: s.Spec.Segment}
	for _, e := range all {
		approvers := e.ApprovedBy()
		if e.System != s.Name || len(approvers) < exception.Approvers {
			continue
		}
		told.Exceptions = append(told.Exceptions, subresources.SystemException{
			Name: e.Name, Rules: e.Rules, DataCentres: e.DataCentres, Approvers: approvers,
			ValidFrom: metav1.NewTime(e.ValidFrom), ExpiresAt: metav1.NewTime(e.ExpiresAt),
		})
	}
	return told
}

// Hosted is what the rules see of the system of a host's machine.
func Hosted(s subresources.SystemFacts) rules.Facts {
	f := rules.Facts{System: &rules.System{Facts: passport.Facts{
		Name: s.Name, PersonalData: string(s.PersonalData), Segment: string(s.Segment),
	}}}
	for _, x := range s.Exceptions {
		e := exception.Exception{Name: x.Name, System: s.Name, Rules: x.Rules, DataCentres: x.DataCentres,
			ValidFrom: x.ValidFrom.Time, ExpiresAt: x.ExpiresAt.Time}
		for _, by := range x.Approvers {
			e.Words = append(e.Words, exception.Word{By: by, Approved: true, Current: true})
		}
		f.Exceptions = append(f.Exceptions, e)
	}
	return f
}
