package evidence

import (
	"slices"
	"strings"

	"github.com/govtech-kz/ikp/controllers/ledger"
	"github.com/govtech-kz/ikp/internal/domain/evidence"
	"github.com/govtech-kz/ikp/internal/domain/residency"
	"github.com/govtech-kz/ikp/internal/domain/whereabouts"
)

// build lays out what is on record for a period.
func build(h ledger.History, p evidence.Period, sites map[string]residency.Site) evidence.Report {
	report := evidence.Report{
		Schema: evidence.Schema, Stays: []evidence.Stay{}, Verdicts: []evidence.Verdict{},
		Exceptions: []evidence.Exception{}, Drifts: []evidence.Drift{},
	}
	for _, held := range h.Held {
		report.Stays = append(report.Stays, stay(held, p, sites))
	}
	for _, ruling := range h.Rulings {
		report.Verdicts = append(report.Verdicts, verdicts(ruling, p)...)
		for _, e := range ruling.Exceptions {
			if !slices.ContainsFunc(report.Exceptions, func(x evidence.Exception) bool { return x.Name == e.Name }) {
				report.Exceptions = append(report.Exceptions, e)
			}
		}
	}
	for _, d := range h.Drifts {
		report.Drifts = append(report.Drifts, drift(d, p))
	}
	return report
}

func stay(h ledger.Held, p evidence.Period, sites map[string]residency.Site) evidence.Stay {
	s := evidence.Stay{
		Kind: string(h.Kind), Resource: h.Resource, UID: h.Machine, Host: h.Host,
		DataCentre: h.Site, Country: country(h.Site, sites), MovedBy: h.MovedBy,
	}
	s.From, s.To = p.Clip(h.Since, h.Until)
	return s
}

// country is where a site stands; of a passage, where it leads.
func country(site string, sites map[string]residency.Site) string {
	if abroad, passes := strings.CutPrefix(site, whereabouts.Abroad("")); passes {
		return abroad
	}
	return sites[site].Country
}

// verdicts is a judgement rule by rule: a broken one stands alone, for nothing was
// asked after it.
func verdicts(r ledger.Ruling, p evidence.Period) []evidence.Verdict {
	var all []evidence.Verdict
	for rule := range strings.SplitSeq(r.Rule, ", ") {
		v := evidence.Verdict{Rule: rule, Edition: r.Edition, DataCentre: r.Site, Outcome: r.Outcome, Message: r.Message}
		if r.Outcome == whereabouts.Excepted && !lifted(r.Exceptions, rule) {
			v.Outcome = whereabouts.Kept
		}
		v.From, v.To = p.Clip(r.Since, r.Until)
		all = append(all, v)
	}
	return all
}

func lifted(all []evidence.Exception, rule string) bool {
	return slices.ContainsFunc(all, func(e evidence.Exception) bool { return slices.Contains(e.Rules, rule) })
}

func drift(d ledger.Drift, p evidence.Period) evidence.Drift {
	out := evidence.Drift{
		Rule: d.Rule, Resource: string(d.Kind) + " " + d.Resource, Place: d.Source + " in " + d.Site, Message: d.Message,
	}
	out.Since, out.Until = p.Clip(d.Since, d.Until)
	return out
}
