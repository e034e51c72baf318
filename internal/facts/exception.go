package facts

import (
	"context"
	"fmt"

	"sigs.k8s.io/controller-runtime/pkg/client"

	governance "github.com/govtech-kz/ikp/api/governance/v1alpha1"
	tenancy "github.com/govtech-kz/ikp/api/tenancy/v1alpha1"
	"github.com/govtech-kz/ikp/internal/domain/exception"
	"github.com/govtech-kz/ikp/internal/domain/party"
)

// Exceptions reads the residency exceptions of an agency with what was said on
// them. Whether one counts is for exception.IsActive to say, at each moment anew.
func Exceptions(ctx context.Context, r client.Reader, agency string) ([]exception.Exception, error) {
	home := client.InNamespace(tenancy.AgencyNamespace(agency))
	var list governance.ResidencyExceptionList
	if err := r.List(ctx, &list, home); err != nil {
		return nil, fmt.Errorf("listing residency exceptions of %q: %w", agency, err)
	}
	if len(list.Items) == 0 {
		return nil, nil
	}
	var approvals governance.ApprovalList
	if err := r.List(ctx, &approvals, home); err != nil {
		return nil, fmt.Errorf("listing approvals of %q: %w", agency, err)
	}
	all := make([]exception.Exception, 0, len(list.Items))
	for i := range list.Items {
		e, err := Exception(&list.Items[i], approvals.Items)
		if err != nil {
			return nil, err
		}
		all = append(all, e)
	}
	return all, nil
}

// Exception is one of them. A word counts for what its author has seen; that he
// acts for a party that may speak was checked at admission.
func Exception(x *governance.ResidencyException, approvals []governance.Approval) (exception.Exception, error) {
	hash, err := ExceptionContent(x.Spec)
	if err != nil {
		return exception.Exception{}, err
	}
	e := exception.Exception{
		Name: x.Name, Act: x.Spec.Act, System: x.Spec.System, Author: x.Annotations[tenancy.AnnotationRequestedBy],
		Rules: x.Spec.Rules, DataCentres: x.Spec.DataCentres,
		ValidFrom: x.Spec.ValidFrom.Time, ExpiresAt: x.Spec.ExpiresAt.Time,
	}
	for _, w := range Words(approvals, party.KindException, x.Name) {
		if w.Matter == party.MatterException {
			e.Words = append(e.Words, exception.Word{By: w.By, Approved: w.Approved, Current: w.Hash == hash, At: w.At})
		}
	}
	return e, nil
}
