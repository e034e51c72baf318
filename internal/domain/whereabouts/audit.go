package whereabouts

// Drift is bytes that are where they may not be.
type Drift struct {
	Lot
	Ruling Ruling
}

// Audit judges everything that lies or passes anywhere. All bytes of one system at
// one site are judged once: rulings is each of these judgements, in the order of
// their first lot.
func (w World) Audit(lots []Lot) (drifts []Drift, rulings []Ruling) {
	type place struct {
		system  Name
		site    string
		passage Passage
	}
	judged := map[place]Ruling{}
	for _, l := range lots {
		passage, passes := w.Passages[l.Source]
		if l.Shared() || passes && !passage.Open(w.Now) {
			continue
		}
		at := place{l.System, l.Site, passage}
		r, known := judged[at]
		if !known {
			r = w.rule(l, passage, passes)
			judged[at] = r
			rulings = append(rulings, r)
		}
		if r.Drifted() {
			drifts = append(drifts, Drift{Lot: l, Ruling: r})
		}
	}
	return drifts, rulings
}

func (w World) rule(l Lot, p Passage, passes bool) Ruling {
	if passes {
		return w.JudgePassage(l.System, p)
	}
	return w.Judge(l.System, l.Site)
}
