package evidence

import "time"

// Period is the part of a month that a report covers.
type Period struct{ From, To time.Time }

// Clip is a time within the period: its end is nil while it goes on at the end of
// the period. A zero until has not come.
func (p Period) Clip(since, until time.Time) (from time.Time, to *time.Time) {
	from = since.UTC()
	if from.Before(p.From) {
		from = p.From.UTC()
	}
	if until.IsZero() || !until.Before(p.To) {
		return from, nil
	}
	end := until.UTC()
	return from, &end
}
