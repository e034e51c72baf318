package sourcesite_test

import (
	"slices"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"github.com/govtech-kz/ikp/internal/domain/migration"
	"github.com/govtech-kz/ikp/internal/domain/regulation"
	. "github.com/govtech-kz/ikp/internal/domain/sourcesite"
)

const today = "2026-11-22"

func TestJudge(t *testing.T) {
	current := &Conformity{Edition: LatestEdition832, From: "2025-01-01", Until: "2027-12-31"}
	for name, tc := range map[string]struct {
		site  Site
		want  []Finding
		stays string
		stage int
	}{
		"a server room moves in stage 3": {
			Site{DataCentre: No, BandwidthKnown: true},
			[]Finding{{Code: CodeServerRoom, Outcome: Moves, Rule: "KZ-MIG-S3"}, {Code: CodeNoConformity, Outcome: Moves, Rule: "KZ-DC-EXC"}},
			"", 3,
		},
		"a data centre that conforms may stay as long as it does": {
			Site{DataCentre: Yes, Conformity: current, UsefulLifeEndsOn: "2025-12-31", BandwidthKnown: true},
			[]Finding{
				{Code: CodeDataCentre, Outcome: Moves, Rule: "KZ-MIG-S6"},
				{Code: CodeConforms, Outcome: Stays, Rule: "KZ-DC-EXC", Day: "2027-12-31"},
				{Code: CodeLifeOver, Outcome: Moves, Rule: "KZ-DC-LIFE", Day: "2025-12-31"},
			}, "2027-12-31", 6,
		},
		"equipment that is still useful keeps a data centre": {
			Site{DataCentre: Yes, UsefulLifeEndsOn: today, BandwidthKnown: true},
			[]Finding{
				{Code: CodeDataCentre, Outcome: Moves, Rule: "KZ-MIG-S6"}, {Code: CodeNoConformity, Outcome: Moves, Rule: "KZ-DC-EXC"},
				{Code: CodeStillUseful, Outcome: Stays, Rule: "KZ-DC-LIFE", Day: today},
			}, today, 6,
		},
		"a conformity that nobody has asked about since an amendment is named": {
			Site{DataCentre: Yes, Conformity: &Conformity{Edition: "2022-06-10", From: "2025-01-01", Until: "2027-12-31"}, UsefulLifeEndsOn: "2024-01-01", BandwidthKnown: true},
			[]Finding{
				{Code: CodeDataCentre, Outcome: Moves, Rule: "KZ-MIG-S6"},
				{Code: CodeConforms, Outcome: Stays, Rule: "KZ-DC-EXC", Day: "2027-12-31"},
				{Code: CodeEditionOld, Outcome: Open, Rule: "KZ-DC-832", Day: "2022-06-10", What: "2023-02-10"},
				{Code: CodeLifeOver, Outcome: Moves, Rule: "KZ-DC-LIFE", Day: "2024-01-01"},
			}, "2027-12-31", 6,
		},
		"a record that has run out keeps nobody": {
			Site{DataCentre: Yes, Conformity: &Conformity{Edition: LatestEdition832, From: "2020-01-01", Until: "2026-11-21"}, BandwidthKnown: true},
			[]Finding{
				{Code: CodeDataCentre, Outcome: Moves, Rule: "KZ-MIG-S6"},
				{Code: CodeConformedOnce, Outcome: Moves, Rule: "KZ-DC-EXC", Day: "2026-11-21"},
				{Code: CodeLifeUnknown, Outcome: Open, Rule: "KZ-DC-LIFE"},
			}, "", 6,
		},
		"a record that begins later keeps nobody today": {
			Site{DataCentre: Yes, Conformity: &Conformity{Edition: LatestEdition832, From: "2027-01-01", Until: "2027-12-31"}, UsefulLifeEndsOn: "2024-01-01", BandwidthKnown: true},
			[]Finding{
				{Code: CodeDataCentre, Outcome: Moves, Rule: "KZ-MIG-S6"},
				{Code: CodeConformsLater, Outcome: Moves, Rule: "KZ-DC-EXC", Day: "2027-01-01"},
				{Code: CodeLifeOver, Outcome: Moves, Rule: "KZ-DC-LIFE", Day: "2024-01-01"},
			}, "", 6,
		},
		"what nobody knows to be a data centre does not stay": {
			Site{DataCentre: Unknown, Conformity: current, UsefulLifeEndsOn: "2030-01-01"},
			[]Finding{
				{Code: CodeKindUnknown, Outcome: Open, Rule: "KZ-MIG-S3"},
				{Code: CodeNotADataCentre, Outcome: Moves, Rule: "KZ-DC-EXC", Day: "2027-12-31"},
				{Code: CodeNoBandwidth, Outcome: Open},
			}, "", 0,
		},
		"a rented platform moves in stage 2, and its lease ends": {
			Site{DataCentre: Yes, UsefulLifeEndsOn: "2024-01-01", Lease: &Lease{Contract: "17", EndsOn: "2026-12-31"}, BandwidthKnown: true},
			[]Finding{
				{Code: CodeDataCentre, Outcome: Moves, Rule: "KZ-MIG-S6"}, {Code: CodeNoConformity, Outcome: Moves, Rule: "KZ-DC-EXC"},
				{Code: CodeLifeOver, Outcome: Moves, Rule: "KZ-DC-LIFE", Day: "2024-01-01"},
				{Code: CodeLease, Outcome: Moves, Rule: "KZ-MIG-OFF", Day: "2026-12-31", What: "17"},
			}, "", 2,
		},
		"a lease that is over is said to be": {
			Site{DataCentre: No, Lease: &Lease{Contract: "17", EndsOn: "2026-11-21"}, BandwidthKnown: true},
			[]Finding{
				{Code: CodeServerRoom, Outcome: Moves, Rule: "KZ-MIG-S3"}, {Code: CodeNoConformity, Outcome: Moves, Rule: "KZ-DC-EXC"},
				{Code: CodeLeaseOver, Outcome: Moves, Rule: "KZ-MIG-OFF", Day: "2026-11-21", What: "17"},
			}, "", 2,
		},
	} {
		t.Run(name, func(t *testing.T) {
			if diff := cmp.Diff(tc.want, Judge(tc.site, today)); diff != "" {
				t.Errorf("Judge (-want +got):\n%s", diff)
			}
			if got := tc.site.StaysUntil(today); got != tc.stays {
				t.Errorf("StaysUntil = %q, want %q", got, tc.stays)
			}
			if got := tc.site.Stage(); got != tc.stage {
				t.Errorf("Stage = %d, want %d", got, tc.stage)
			}
		})
	}
}

// day draws a day near today.
func day(t *rapid.T, what string) string {
	at := time.Date(2026, 11, 22, 0, 0, 0, 0, time.UTC).AddDate(0, 0, rapid.IntRange(-3, 3).Draw(t, what))
	return at.Format("2006-01-02")
}

// The gate of a migration and this package must say the same of a site. Of one that
// nobody knows to be a data centre neither says that its systems stay; the gate waits.
func TestASiteStaysExactlyWhenTheGateIsShutByIt(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := Site{DataCentre: rapid.SampledFrom([]Answer{Yes, No, Unknown}).Draw(t, "data centre")}
		if rapid.Bool().Draw(t, "conforms") {
			s.Conformity = &Conformity{Edition: LatestEdition832, From: day(t, "from"), Until: day(t, "until")}
		}
		if rapid.Bool().Draw(t, "life known") {
			s.UsefulLifeEndsOn = day(t, "life")
		}
		f := migration.Facts{Today: today, Goal: migration.Closed, Category: "Priority", Moves: true, Participation: "Mandatory",
			Assessment: migration.Assessment{Disposition: "Move"}, Stage: 3, StageOpen: true,
			Site: &migration.Site{Name: "old", DataCentre: string(s.DataCentre), ConformsUntil: s.ConformsUntil(today), UsefulLifeEndsOn: s.UsefulLifeEndsOn}}
		obstacles := migration.Decide(migration.Position{State: migration.Prioritised}, f, regulation.Book{}).Obstacles
		waits := slices.ContainsFunc(obstacles, func(o migration.Obstacle) bool { return o.Code == migration.CodeSiteUnknown })
		if waits != (s.DataCentre == Unknown) {
			t.Fatalf("the gate waits for the kind of the site: %t: %+v", waits, s)
		}
		shut := len(obstacles) > 0 && !waits
		if stays := s.StaysUntil(today) != ""; stays != shut {
			t.Fatalf("stays %t, the gate is shut %t: %+v", stays, shut, s)
		}
		stays := false
		for _, x := range Judge(s, today) {
			stays = stays || x.Outcome == Stays
		}
		if stays != shut {
			t.Fatalf("findings say that it stays: %t, the gate is shut: %t", stays, shut)
		}
	})
}
