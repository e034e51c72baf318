package planning

import (
	"cmp"
	"fmt"

	"k8s.io/apimachinery/pkg/apis/meta/v1/unstructured"
	"k8s.io/apimachinery/pkg/runtime"

	governance "github.com/govtech-kz/ikp/api/governance/v1alpha1"
	"github.com/govtech-kz/ikp/internal/domain/regulation"
	"github.com/govtech-kz/ikp/internal/facts"
)

// What the API fills in when a programme leaves it out.
const (
	parallelCutovers = 10
	hypercareDays    = 14
)

// FromObjects is the world of objects that lie in files, not in a control plane.
// Kinds that the planner does not look at are passed over. Editions are those that
// the rules are taken from on the day.
func FromObjects(objects, editions []*unstructured.Unstructured, today string) (World, error) {
	var w World
	var profiles []governance.RegulationProfile
	var overrides []governance.RuleOverride
	programmes := 0
	for _, o := range append(editions, objects...) {
		var err error
		switch o.GetKind() {
		case "MigrationProgramme":
			programmes++
			err = into(o, &w.Programme)
		case "RegulationProfile":
			err = add(o, &profiles)
		case "RuleOverride":
			err = add(o, &overrides)
		default:
			err = w.add(o)
		}
		if err != nil {
			return w, fmt.Errorf("reading %s %q: %w", o.GetKind(), o.GetName(), err)
		}
	}
	if programmes != 1 {
		return w, fmt.Errorf("%w: the files hold %d MigrationProgrammes, want one", ErrNoProgramme, programmes)
	}
	p := &w.Programme.Spec
	p.ParallelCutovers, p.HypercareDays = cmp.Or(p.ParallelCutovers, parallelCutovers), cmp.Or(p.HypercareDays, hypercareDays)
	w.Book = regulation.BookOf(facts.Profiles(profiles), facts.Overrides(overrides), today)
	for _, edition := range profiles {
		if edition.Name == w.Book.Edition() {
			w.Profile = edition
		}
	}
	return w, nil
}

func (w *World) add(o *unstructured.Unstructured) error {
	switch o.GetKind() {
	case "Agency":
		return add(o, &w.Agencies)
	case "InformationSystem":
		return add(o, &w.Systems)
	case "SystemMigration":
		return add(o, &w.Migrations)
	case "SystemAssessment":
		return add(o, &w.Assessments)
	case "SourceSite":
		return add(o, &w.Sites)
	case "DataCentre":
		return add(o, &w.Centres)
	case "Budget":
		return add(o, &w.Budgets)
	case "ChangeCalendar":
		return add(o, &w.Calendars)
	case "Approval":
		return add(o, &w.Approvals)
	case "MigrationPlan":
		return add(o, &w.Plans)
	case "MigrationWave":
		return add(o, &w.Waves)
	}
	return nil
}

func add[T any](o *unstructured.Unstructured, list *[]T) error {
	var one T
	if err := into(o, &one); err != nil {
		return err
	}
	*list = append(*list, one)
	return nil
}

func into[T any](o *unstructured.Unstructured, one *T) error {
	return runtime.DefaultUnstructuredConverter.FromUnstructuredWithValidation(o.Object, one, true)
}
