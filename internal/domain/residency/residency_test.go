package residency_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"github.com/govtech-kz/ikp/internal/domain/residency"
)

const today = "2026-11-22"

func astana(change func(*residency.Site)) residency.Site {
	d := residency.Site{
		Name: "astana-1", Country: "KZ", Segments: []string{"G2G"}, Registered: true,
		AccessionAnsweredOn: "2026-01-15", CommissionedOn: "2026-02-01",
	}
	if change != nil {
		change(&d)
	}
	return d
}

func TestCheck(t *testing.T) {
	withData := residency.System{PersonalData: "Yes", Segment: "G2G"}
	unknown := residency.System{PersonalData: "Unknown", Segment: "G2G"}
	without := residency.System{PersonalData: "No", Segment: "G2G"}
	for name, tc := range map[string]struct {
		system residency.System
		site   residency.Site
		want   residency.Verdict
	}{
		"allows personal data at a registered site in Kazakhstan that has joined": {
			withData, astana(nil),
			residency.Verdict{Allowed: true, Reason: "Compliant",
				Message: "data centre astana-1 in KZ serves segment G2G and may hold personal data"},
		},
		"asks no registration for a system without personal data": {
			without, astana(func(d *residency.Site) { d.Registered, d.AccessionAnsweredOn = false, "" }),
			residency.Verdict{Allowed: true, Reason: "Compliant",
				Message: "data centre astana-1 in KZ serves segment G2G; the system holds no personal data"},
		},
		"refuses a system without personal data abroad, where the platform does not run": {
			without, astana(func(d *residency.Site) { d.Name, d.Country = "fra-1", "DE" }),
			residency.Verdict{Reason: "ResidencyViolated", Rule: "KZ-PLT-82-7",
				Message: "data centre fra-1 stands in DE, and the platform runs in Kazakhstan alone; choose a data centre in KZ (KZ-PLT-82-7)"},
		},
		"allows on the very day of commissioning and accession": {
			withData, astana(func(d *residency.Site) { d.CommissionedOn, d.AccessionAnsweredOn = today, today }),
			residency.Verdict{Allowed: true, Reason: "Compliant",
				Message: "data centre astana-1 in KZ serves segment G2G and may hold personal data"},
		},
		"refuses a system whose segment nobody has given": {
			residency.System{PersonalData: "No"}, astana(nil),
			residency.Verdict{Reason: "PassportGaps", Rule: "C-2.4",
				Message: "the system's passport does not say its segment, and the segments are separate; set spec.segment of the InformationSystem to G2G or G2CB (C-2.4)"},
		},
		"refuses the other segment": {
			residency.System{PersonalData: "No", Segment: "G2CB"}, astana(nil),
			residency.Verdict{Reason: "ResidencyViolated", Rule: "C-2.4",
				Message: "data centre astana-1 serves G2G, the system belongs to segment G2CB; choose a data centre of segment G2CB (C-2.4)"},
		},
		"refuses a site that is being built": {
			without, astana(func(d *residency.Site) { d.CommissionedOn = "" }),
			residency.Verdict{Reason: "ResidencyViolated", Rule: "C-3.4",
				Message: "data centre astana-1 is not commissioned; choose one that is (C-3.4)"},
		},
		"refuses a site the day before it is commissioned": {
			without, astana(func(d *residency.Site) { d.CommissionedOn = "2026-11-23" }),
			residency.Verdict{Reason: "ResidencyViolated", Rule: "C-3.4",
				Message: "data centre astana-1 is commissioned only on 2026-11-23; choose one that is in service, or wait until then (C-3.4)"},
		},
		"refuses personal data abroad": {
			withData, astana(func(d *residency.Site) { d.Name, d.Country = "fra-1", "DE" }),
			residency.Verdict{Reason: "ResidencyViolated", Rule: "KZ-PD-12",
				Message: "data centre fra-1 stands in DE, and personal data stays in Kazakhstan; choose a data centre in KZ (KZ-PD-12)"},
		},
		"treats an unanswered passport like personal data": {
			unknown, astana(func(d *residency.Site) { d.Name, d.Country = "fra-1", "DE" }),
			residency.Verdict{Reason: "ResidencyViolated", Rule: "KZ-PD-12",
				Message: "data centre fra-1 stands in DE, and personal data stays in Kazakhstan (the passport leaves personalData unknown, which counts as Yes); choose a data centre in KZ (KZ-PD-12)"},
		},
		"refuses personal data at a site that is not registered": {
			withData, astana(func(d *residency.Site) { d.Registered = false }),
			residency.Verdict{Reason: "ResidencyViolated", Rule: "KZ-PD-36",
				Message: "data centre astana-1 is not on the register of server rooms and data centres, where personal data must lie; choose a registered one, or ask the platform operator to record its registration (KZ-PD-36)"},
		},
		"refuses personal data at a site with open accession items": {
			withData, astana(func(d *residency.Site) { d.AccessionAnsweredOn = "" }),
			residency.Verdict{Reason: "ResidencyViolated", Rule: "KZ-DC-JOIN",
				Message: "data centre astana-1 has open accession items, and personal data waits for them; choose another one, or ask the platform operator to finish the accession (KZ-DC-JOIN)"},
		},
		"refuses personal data before the accession is answered": {
			withData, astana(func(d *residency.Site) { d.AccessionAnsweredOn = "2027-01-01" }),
			residency.Verdict{Reason: "ResidencyViolated", Rule: "KZ-DC-JOIN",
				Message: "data centre astana-1 answers its last accession item only on 2027-01-01, and personal data waits for them; choose another one, or ask the platform operator to finish the accession (KZ-DC-JOIN)"},
		},
		"names the segment first when everything is wrong": {
			withData, residency.Site{Name: "fra-1", Country: "DE", Segments: []string{"G2CB"}},
			residency.Verdict{Reason: "ResidencyViolated", Rule: "C-2.4",
				Message: "data centre fra-1 serves G2CB, the system belongs to segment G2G; choose a data centre of segment G2G (C-2.4)"},
		},
	} {
		t.Run(name, func(t *testing.T) {
			if diff := cmp.Diff(tc.want, check(tc.system, tc.site, today)); diff != "" {
				t.Errorf("Check (-want +got):\n%s", diff)
			}
		})
	}
}

func TestCheckPersonalData(t *testing.T) {
	for name, tc := range map[string]struct {
		site residency.Site
		want string
	}{
		"allows a site that meets all":                {astana(nil), ""},
		"refuses a site that is not commissioned":     {astana(func(d *residency.Site) { d.CommissionedOn = "" }), "C-3.4"},
		"refuses a site abroad":                       {astana(func(d *residency.Site) { d.Country = "DE" }), "KZ-PD-12"},
		"refuses a site that is not registered":       {astana(func(d *residency.Site) { d.Registered = false }), "KZ-PD-36"},
		"refuses a site with an unfinished accession": {astana(func(d *residency.Site) { d.AccessionAnsweredOn = "" }), "KZ-DC-JOIN"},
	} {
		t.Run(name, func(t *testing.T) {
			got := residency.CheckPersonalData(tc.site, today)
			if got.Rule != tc.want || got.Allowed != (tc.want == "") {
				t.Errorf("CheckPersonalData = %+v, want rule %q", got, tc.want)
			}
		})
	}
}

func TestHoldsPersonalData(t *testing.T) {
	for answer, want := range map[string]bool{"Yes": true, "Unknown": true, "": true, "No": false} {
		if got := residency.HoldsPersonalData(answer); got != want {
			t.Errorf("HoldsPersonalData(%q) = %v, want %v", answer, got, want)
		}
	}
}

func TestPersonalDataNeverLeavesKazakhstan(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s, d := drawSystem(t), drawSite(t)
		v := check(s, d, today)
		if v.Allowed && s.PersonalData != "No" && (d.Country != "KZ" || !d.Registered || d.AccessionAnsweredOn == "") {
			t.Fatalf("%+v was allowed at %+v", s, d)
		}
		if v.Allowed == (v.Rule != "") || v.Message == "" || !strings.HasSuffix(v.Message, suffix(v)) {
			t.Fatalf("a verdict names its rule exactly when it refuses, got %+v", v)
		}
	})
}

func TestUnknownIsTreatedAsYes(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s, d := drawSystem(t), drawSite(t)
		s.PersonalData = "Unknown"
		unknown := check(s, d, today)
		s.PersonalData = "Yes"
		yes := check(s, d, today)
		if unknown.Allowed != yes.Allowed || unknown.Rule != yes.Rule {
			t.Fatalf("Unknown gives %+v, Yes gives %+v", unknown, yes)
		}
	})
}

// check asks with every rule enforced.
func check(s residency.System, d residency.Site, today string) residency.Verdict {
	return residency.Judge(residency.Question{System: s, Site: d, Today: today}).Verdict
}

func suffix(v residency.Verdict) string {
	if v.Allowed {
		return ""
	}
	return "(" + v.Rule + ")"
}

func drawSystem(t *rapid.T) residency.System {
	return residency.System{
		PersonalData: rapid.SampledFrom([]string{"Yes", "No", "Unknown"}).Draw(t, "personalData"),
		Segment:      rapid.SampledFrom([]string{"", "G2G", "G2CB"}).Draw(t, "segment"),
	}
}

func drawSite(t *rapid.T) residency.Site {
	day := rapid.SampledFrom([]string{"", "2026-01-01", today, "2027-01-01"})
	return residency.Site{
		Name:                "site",
		Country:             rapid.SampledFrom([]string{"KZ", "DE", "RU"}).Draw(t, "country"),
		Segments:            rapid.SampledFrom([][]string{{"G2G"}, {"G2CB"}, {"G2G", "G2CB"}}).Draw(t, "segments"),
		Registered:          rapid.Bool().Draw(t, "registered"),
		AccessionAnsweredOn: day.Draw(t, "accession"),
		CommissionedOn:      day.Draw(t, "commissioned"),
	}
}
