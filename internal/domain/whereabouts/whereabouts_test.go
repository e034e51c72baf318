package whereabouts_test

import (
	"fmt"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"github.com/govtech-kz/ikp/internal/domain/exception"
	"github.com/govtech-kz/ikp/internal/domain/regulation"
	"github.com/govtech-kz/ikp/internal/domain/residency"
	. "github.com/govtech-kz/ikp/internal/domain/whereabouts"
)

var (
	now = time.Date(2026, 11, 22, 6, 0, 0, 0, time.UTC)
	esf = Name{Agency: "minfin", System: "esf"}
	web = Name{Agency: "minfin", System: "web"}
)

// world has esf with personal data, web without, a registered site and one that
// is not. Rule KZ-PD-36 quarantines.
func world(change func(*World)) World {
	p := regulation.Profile{Edition: "test"}
	for _, id := range append(residency.Rules(), RulePassage) {
		r := regulation.Rule{ID: id, Enforcement: regulation.Deny, Moments: []regulation.Moment{regulation.Continuous}}
		if id == residency.RuleRegistered {
			r.Parameters = regulation.Parameters{ParameterOnDrift: "quarantine"}
		}
		p.Rules = append(p.Rules, r)
	}
	site := residency.Site{Name: "astana-1", Country: "KZ", Segments: []string{"G2G"}, Registered: true,
		AccessionAnsweredOn: "2026-01-15", CommissionedOn: "2026-02-01"}
	unregistered := site
	unregistered.Name, unregistered.Registered = "almaty-1", false
	w := World{
		Book:    regulation.NewBook(p, nil),
		Systems: map[Name]residency.System{esf: {PersonalData: "Unknown", Segment: "G2G"}, web: {PersonalData: "No", Segment: "G2G"}},
		Sites:   map[string]residency.Site{"astana-1": site, "almaty-1": unregistered},
		Now:     now, Today: "2026-11-22",
	}
	if change != nil {
		change(&w)
	}
	return w
}

func lot(n Name, site string) Lot {
	return Lot{Source: "host/h1", Kind: Disk, Resource: "root", Machine: "m", System: n, Site: site}
}

func TestAudit(t *testing.T) {
	lifts := exception.Exception{Name: "e-1", System: "esf", Rules: []string{"KZ-PD-36", "KZ-PD-179"}, DataCentres: []string{"almaty-1"},
		ValidFrom: now, ExpiresAt: now.Add(time.Second),
		Words: []exception.Word{{By: "bolat", Approved: true, Current: true}, {By: "dana", Approved: true, Current: true}}}
	type answer struct {
		Rule, Outcome string
		Answer        Answer
	}
	flow := func(p Passage) func(*World) {
		return func(w *World) { w.Passages = map[string]Passage{"host/h1": p} }
	}
	for name, tc := range map[string]struct {
		lot    Lot
		change func(*World)
		want   *answer
	}{
		"keeps what lies where it may": {lot(esf, "astana-1"), nil, nil},
		"finds personal data that nobody denied at an unregistered site, and answers as the rule says": {
			lot(esf, "almaty-1"), nil, &answer{"KZ-PD-36", Broken, Quarantine}},
		"leaves a system without personal data there":        {lot(web, "almaty-1"), nil, nil},
		"takes bytes of nobody for personal data":            {lot(Name{}, "astana-1"), nil, &answer{"KZ-PD-12", Broken, Report}},
		"takes bytes of a system that is gone for nobody's":  {lot(Name{Agency: "minfin", System: "old"}, "astana-1"), nil, &answer{"KZ-PD-12", Broken, Report}},
		"finds bytes at a place that nobody knows":           {lot(web, ""), nil, &answer{"C-3.4", Broken, Report}},
		"leaves an image of the catalogue where it is":       {Lot{Kind: ImageCache, Resource: "debian", Site: "almaty-1"}, nil, nil},
		"judges an image that a system has made as its disk": {Lot{Kind: Image, System: esf, Site: "almaty-1"}, nil, &answer{"KZ-PD-36", Broken, Quarantine}},
		"honours an exception": {lot(esf, "almaty-1"), func(w *World) {
			w.Exceptions = map[string][]exception.Exception{"minfin": {lifts}}
		}, nil},
		"finds it in the second in which the exception expires": {lot(esf, "almaty-1"), func(w *World) {
			w.Exceptions, w.Now = map[string][]exception.Exception{"minfin": {lifts}}, now.Add(time.Second)
		}, &answer{"KZ-PD-36", Broken, Quarantine}},
		"finds a flow abroad without a ground":        {lot(esf, "out/DE"), flow(Passage{Country: "DE"}), &answer{"KZ-PD-16", Broken, Report}},
		"finds a ground without its document":         {lot(esf, "out/DE"), flow(Passage{Country: "DE", Ground: "Treaty"}), &answer{"KZ-PD-16", Broken, Report}},
		"leaves a flow with its ground":               {lot(esf, "out/DE"), flow(Passage{Country: "DE", Ground: "Treaty", Document: "No. 5"}), nil},
		"leaves a flow of a system without such data": {lot(web, "out/DE"), flow(Passage{Country: "DE"}), nil},
		"leaves a flow within the country":            {lot(esf, "out/KZ"), flow(Passage{Country: "KZ"}), nil},
		"forgets an access that is over":              {lot(esf, "out/DE"), flow(Passage{Country: "DE", Until: now}), nil},
	} {
		t.Run(name, func(t *testing.T) {
			drifts, _ := world(tc.change).Audit([]Lot{tc.lot})
			var got *answer
			if len(drifts) == 1 {
				r := drifts[0].Ruling
				got = &answer{r.Rule, r.Outcome(), r.Answer}
			}
			if diff := cmp.Diff(tc.want, got); diff != "" {
				t.Errorf("found (-want +got):\n%s", diff)
			}
		})
	}
}

func TestEveryBrokenPlaceIsExplained(t *testing.T) {
	for _, l := range []Lot{lot(esf, "almaty-1"), lot(Name{}, "astana-1"), lot(esf, "nowhere"), lot(esf, "")} {
		drifts, _ := world(nil).Audit([]Lot{l})
		if len(drifts) != 1 || drifts[0].Ruling.Message == "" || drifts[0].Ruling.Edition != "test" {
			t.Errorf("%+v: found %+v, want a message and the edition", l, drifts)
		}
	}
}

func TestAPlaceIsJudgedOnce(t *testing.T) {
	_, rulings := world(nil).Audit([]Lot{lot(esf, "astana-1"), lot(web, "astana-1"), lot(esf, "astana-1"), lot(esf, "almaty-1")})
	want := []string{"esf astana-1 Kept", "web astana-1 Kept", "esf almaty-1 Broken"}
	var got []string
	for _, r := range rulings {
		got = append(got, fmt.Sprintf("%s %s %s", r.System.System, r.Site, r.Outcome()))
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("judgements (-want +got):\n%s", diff)
	}
	if diff := cmp.Diff(residency.Rules(), rulings[0].Rules); diff != "" {
		t.Errorf("rules asked (-want +got):\n%s", diff)
	}
}

// What one lot is found to be does not depend on the others.
func TestLotsAreJudgedEachForItself(t *testing.T) {
	some := rapid.Custom(func(t *rapid.T) Lot {
		l := lot(rapid.SampledFrom([]Name{esf, web, {}}).Draw(t, "system"), rapid.SampledFrom([]string{"astana-1", "almaty-1", ""}).Draw(t, "site"))
		l.Kind = rapid.SampledFrom(Stored()).Draw(t, "kind")
		return l
	})
	rapid.Check(t, func(t *rapid.T) {
		lots := rapid.SliceOf(some).Draw(t, "lots")
		w := world(nil)
		together, _ := w.Audit(lots)
		var alone []Drift
		for _, l := range lots {
			one, _ := w.Audit([]Lot{l})
			alone = append(alone, one...)
		}
		if diff := cmp.Diff(alone, together); diff != "" {
			t.Fatalf("drifts (-alone +together):\n%s", diff)
		}
	})
}
