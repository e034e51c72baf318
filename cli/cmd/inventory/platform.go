package inventory

import (
	"context"

	tenancy "github.com/govtech-kz/ikp/api/tenancy/v1alpha1"
	"github.com/govtech-kz/ikp/cli/cmdutil"
	"github.com/govtech-kz/ikp/cli/cmdutil/verb"
	"github.com/govtech-kz/ikp/internal/domain/inventory"
	"github.com/govtech-kz/ikp/internal/domain/reconciliation"
)

// platform is what the platform holds today, as a list.
func (o *ReconcileOptions) platform(ctx context.Context) (reconciliation.List, error) {
	list := reconciliation.List{Name: platformList, Date: o.today()}
	api, err := o.Factory.QuietClient()
	if err != nil {
		return list, err
	}
	var systems tenancy.InformationSystemList
	if err := api.List(ctx, &systems); err != nil {
		return list, &cmdutil.ActionError{Action: cmdutil.ActionList, Object: "system", Err: err}
	}
	for i := range systems.Items {
		list.Records = append(list.Records, recordOf(&systems.Items[i]))
	}
	return list, nil
}

// recordOf leaves out what nobody knows: an owner that no list gives is none.
func recordOf(s *tenancy.InformationSystem) reconciliation.Record {
	r := reconciliation.Record{Slug: s.Name, Source: s.Spec.Source, Values: map[string]string{}}
	owner := verb.AgencyOf(s.Namespace)
	if owner == inventory.Unassigned {
		owner = ""
	}
	for field, value := range map[string]string{
		"register_id": s.Annotations[tenancy.AnnotationRegisterID],
		"name_ru":     s.Spec.Names.RU, "name_kk": s.Spec.Names.KK, "name_en": s.Spec.Names.EN,
		"agency_slug": owner, "purpose": s.Spec.Purpose, "category": string(s.Spec.Category),
		"class": string(s.Spec.Class), "segment": string(s.Spec.Segment), "personal_data": string(s.Spec.PersonalData),
	} {
		if value != "" && value != inventory.Unknown {
			r.Values[field] = value
		}
	}
	return r
}
