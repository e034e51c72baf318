package inventory

import (
	"fmt"
	"path/filepath"
	"strings"

	"k8s.io/apimachinery/pkg/apis/meta/v1/unstructured"

	tenancy "github.com/govtech-kz/ikp/api/tenancy/v1alpha1"
	"github.com/govtech-kz/ikp/internal/domain/inventory"
)

// record is one row on its way to the platform.
type record struct {
	file string
	row  int
	// columns are the headings of the fields, by path.
	columns map[string]string
	// object holds the fields that the lists know, and no others: what they leave
	// open belongs to whoever fills it.
	object *unstructured.Unstructured
}

// records are both lists; systems come after the agencies that they need.
type records struct{ agencies, systems []record }

var agencyColumns = map[string]string{
	".spec.names.ru": "name_ru", ".spec.names.kk": "name_kk", ".spec.names.en": "name_en",
	".spec.kind": "kind", ".spec.parent": "parent", ".spec.userGroup": "user_group",
	".spec.participation": "participation", ".spec.source": "source",
}

var systemColumns = map[string]string{
	".spec.names.ru": "name_ru", ".spec.names.kk": "name_kk", ".spec.names.en": "name_en",
	".spec.purpose": "purpose", ".spec.category": "category", ".spec.class": "class", ".spec.segment": "segment",
	".spec.personalData": "personal_data", ".spec.personalDataNote": "personal_data",
	".spec.dependencies": "dependencies", ".spec.source": "source_url",
}

// records turns the plan into objects. A system that an import has brought to
// another agency stays there: it may have been handed over since.
func (o *ImportOptions) records(plan inventory.Plan, p present, report *Report) records {
	var r records
	for _, a := range plan.Agencies {
		if a.ParticipationRule != "" {
			report.ParticipationByRule++
		}
		r.agencies = append(r.agencies, record{
			file: filepath.Base(o.Agencies), row: a.Row, columns: agencyColumns,
			object: object("Agency", "", a.Slug, agencySpec(a)),
		})
	}
	homes := o.homes(plan.Systems, p, report)
	for _, s := range plan.Systems {
		r.systems = append(r.systems, record{
			file: filepath.Base(o.Systems), row: s.Row, columns: systemColumns,
			object: object("InformationSystem", tenancy.AgencyNamespace(homes[s.Slug]), s.Slug, systemSpec(s, homes)),
		})
	}
	return r
}

// homes are the agencies in which systems live or shall live, by slug.
func (o *ImportOptions) homes(systems []inventory.System, p present, report *Report) map[string]string {
	homes := make(map[string]string, len(systems))
	for _, s := range systems {
		homes[s.Slug] = s.Agency
		ns, known := p.homes[s.Slug]
		if !known || ns == tenancy.AgencyNamespace(s.Agency) {
			continue
		}
		homes[s.Slug] = strings.TrimPrefix(ns, tenancy.AgencyNamespace(""))
		report.keep(Kept{
			File: filepath.Base(o.Systems), Row: s.Row, Column: "agency_slug", Object: "informationsystem/" + s.Slug, Value: s.Agency,
			By: fmt.Sprintf("stays with agency %s; an import moves no system", homes[s.Slug]),
		})
	}
	return homes
}

func object(kind, namespace, name string, spec map[string]any) *unstructured.Unstructured {
	u := &unstructured.Unstructured{Object: map[string]any{"spec": spec}}
	u.SetGroupVersionKind(tenancy.GroupVersion.WithKind(kind))
	u.SetNamespace(namespace)
	u.SetName(name)
	return u
}
