package assessment

import (
	"context"
	"fmt"
	"time"

	"k8s.io/utils/clock"
	"sigs.k8s.io/controller-runtime/pkg/client"

	api "github.com/govtech-kz/ikp/api/migration/v1alpha1"
	tenancy "github.com/govtech-kz/ikp/api/tenancy/v1alpha1"
	"github.com/govtech-kz/ikp/internal/domain/duplicate"
	"github.com/govtech-kz/ikp/internal/facts"
)

// freshness is for how long the words of other systems are taken as they were.
const freshness = time.Minute

// inventory keeps all systems ready to be compared: weighing the words of
// thousands anew for each of them would take most of the controller's time. The
// controller reconciles one assessment at a time.
type inventory struct {
	reader client.Reader
	clock  clock.PassiveClock
	index  *duplicate.Index
	made   time.Time
}

// like is every pair that a system is in. Its own words are always those of now.
func (v *inventory) like(ctx context.Context, id string, s *tenancy.InformationSystem, a *api.SystemAssessment) ([]duplicate.Pair, error) {
	own := facts.Comparable(s, a.Spec.Functions)
	if v.index == nil || v.clock.Since(v.made) > freshness || !v.index.Has(own) {
		if err := v.read(ctx); err != nil {
			return nil, err
		}
	}
	return v.index.Like(id, duplicate.Threshold), nil
}

func (v *inventory) read(ctx context.Context) error {
	var systems tenancy.InformationSystemList
	if err := v.reader.List(ctx, &systems); err != nil {
		return fmt.Errorf("listing systems: %w", err)
	}
	var assessments api.SystemAssessmentList
	if err := v.reader.List(ctx, &assessments); err != nil {
		return fmt.Errorf("listing assessments: %w", err)
	}
	v.index, v.made = duplicate.NewIndex(facts.Comparables(systems.Items, assessments.Items)), v.clock.Now()
	return nil
}
