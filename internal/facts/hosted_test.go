package facts_test

import (
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	tenancy "github.com/govtech-kz/ikp/api/tenancy/v1alpha1"
	"github.com/govtech-kz/ikp/internal/domain/exception"
	"github.com/govtech-kz/ikp/internal/facts"
	"github.com/govtech-kz/ikp/internal/testkit/builders"
)

// TestAHostIsToldOfItsSystemsAndOfNothingElse: other systems' exceptions, and those
// that nobody has approved, stay with their agency.
func TestAHostIsToldOfItsSystemsAndOfNothingElse(t *testing.T) {
	from, until := time.Date(2026, 11, 22, 0, 0, 0, 0, time.UTC), time.Date(2026, 12, 22, 0, 0, 0, 0, time.UTC)
	of := func(name, system string, by ...string) exception.Exception {
		e := exception.Exception{Name: name, Act: "Order 9", System: system, Author: "aigul", Rules: []string{"KZ-PD-36"},
			DataCentres: []string{"astana-1"}, ValidFrom: from, ExpiresAt: until}
		for _, user := range by {
			e.Words = append(e.Words, exception.Word{By: user, Approved: true, Current: true})
		}
		return e
	}
	told := facts.ToHost(builders.System("esf", "minfin", func(s *tenancy.InformationSystemSpec) { s.PersonalData = tenancy.PersonalDataUnknown }),
		[]exception.Exception{of("x-1", "esf", "dana", "timur"), of("x-2", "esf", "dana"), of("x-3", "portal", "dana", "timur")})
	f := facts.Hosted(*told)
	if got := f.System; got.Name != "esf" || got.PersonalData != "Unknown" || got.Segment != "G2G" {
		t.Errorf("the agent takes the system for %+v", got)
	}
	var names []string
	for _, e := range f.Exceptions {
		names = append(names, e.Name)
	}
	if diff := cmp.Diff([]string{"x-1"}, names); diff != "" {
		t.Errorf("exceptions (-want +got):\n%s", diff)
	}
	for at, want := range map[time.Time]bool{from.Add(-time.Second): false, from: true, until.Add(-time.Second): true, until: false} {
		if _, got := exception.For(f.Exceptions, "esf", "KZ-PD-36", "astana-1", at); got != want {
			t.Errorf("at %s it counts: %t, want %t", at, got, want)
		}
	}
}
