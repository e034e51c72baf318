package audit

import (
	"slices"
	"strings"
	"time"

	"github.com/govtech-kz/ikp/controllers/ledger"
	"github.com/govtech-kz/ikp/internal/domain/evidence"
	"github.com/govtech-kz/ikp/internal/domain/exception"
	"github.com/govtech-kz/ikp/internal/domain/whereabouts"
)

// lotKey names a lot among all of them.
type lotKey struct {
	source   string
	kind     whereabouts.Kind
	resource string
}

func keyOf(l whereabouts.Lot) lotKey { return lotKey{l.Source, l.Kind, l.Resource} }

// compareDrifts tells which of the open drifts are gone and which came. A drift
// whose rule, edition, answer or place is another now ends and begins anew.
func compareDrifts(open []ledger.Drift, found []whereabouts.Drift, now time.Time) (gone, came []ledger.Drift) {
	stand := make(map[lotKey]ledger.Drift, len(open))
	for _, d := range open {
		stand[keyOf(d.Lot)] = d
	}
	for _, f := range found {
		d := ledger.Drift{
			Lot: f.Lot, Rule: f.Ruling.Rule, Edition: f.Ruling.Edition, Message: f.Ruling.Message, Answer: f.Ruling.Answer, Since: now,
		}
		before, known := stand[keyOf(f.Lot)]
		delete(stand, keyOf(f.Lot))
		if known && sameDrift(before, d) {
			continue
		}
		if known {
			before.Until = now
			gone = append(gone, before)
		}
		came = append(came, d)
	}
	for _, d := range open {
		if _, left := stand[keyOf(d.Lot)]; left {
			d.Until = now
			gone = append(gone, d)
		}
	}
	return gone, came
}

func sameDrift(a, b ledger.Drift) bool {
	return a.Lot == b.Lot && a.Rule == b.Rule && a.Edition == b.Edition && a.Answer == b.Answer
}

// place is what is judged as one.
type place struct {
	system whereabouts.Name
	site   string
}

// compareRulings tells which judgements hold no more and which came. Of two flows
// of one system to one country the broken one stands for both.
func compareRulings(open []ledger.Ruling, found []whereabouts.Ruling, w whereabouts.World) (gone, came []ledger.Ruling) {
	now := map[place]ledger.Ruling{}
	for _, f := range found {
		p := place{f.System, f.Site}
		if before, known := now[p]; !known || before.Outcome != whereabouts.Broken {
			now[p] = rulingOf(f, w)
		}
	}
	for _, o := range open {
		p := place{o.System, o.Site}
		if r, found := now[p]; found && sameRuling(o, r) {
			delete(now, p)
			continue
		}
		o.Until = w.Now
		gone = append(gone, o)
	}
	for _, r := range now {
		came = append(came, r)
	}
	return gone, came
}

func sameRuling(a, b ledger.Ruling) bool {
	sameException := func(x, y evidence.Exception) bool { return x.Name == y.Name }
	return a.Edition == b.Edition && a.Rule == b.Rule && a.Outcome == b.Outcome && a.Message == b.Message &&
		slices.EqualFunc(a.Exceptions, b.Exceptions, sameException)
}

// rulingOf is a judgement for the record: the rule that is broken, or those that
// were asked.
func rulingOf(f whereabouts.Ruling, w whereabouts.World) ledger.Ruling {
	r := ledger.Ruling{
		System: f.System, Site: f.Site, Edition: f.Edition, Rule: f.Rule, Outcome: f.Outcome(),
		Message: strings.Join(append([]string{f.Message}, f.Warnings...), "; "), Since: w.Now,
	}
	if r.Rule == "" {
		r.Rule = strings.Join(f.Rules, ", ")
	}
	for _, lifted := range f.Exceptions {
		r.Exceptions = append(r.Exceptions, exceptionNamed(w.Exceptions[f.System.Agency], lifted.Exception))
	}
	return r
}

// exceptionNamed is an exception for the record, as it was when it counted.
func exceptionNamed(all []exception.Exception, name string) evidence.Exception {
	for _, e := range all {
		if e.Name == name {
			return evidence.Exception{
				Name: e.Name, Act: e.Act, Rules: e.Rules, DataCentres: e.DataCentres,
				ValidFrom: e.ValidFrom, ExpiresAt: e.ExpiresAt, ApprovedBy: e.ApprovedBy(),
			}
		}
	}
	return evidence.Exception{Name: name}
}

// quarantined are the machines that an open drift takes off the network.
func quarantined(found []whereabouts.Drift) map[string]whereabouts.Drift {
	machines := map[string]whereabouts.Drift{}
	for _, f := range found {
		if f.Machine != "" && f.Ruling.Answer == whereabouts.Quarantine {
			machines[f.Machine] = f
		}
	}
	return machines
}
