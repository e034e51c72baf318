package ledger

import (
	"context"
	"fmt"
	"time"

	"github.com/govtech-kz/ikp/internal/domain/whereabouts"
)

// History is everything that is on record about where a system's bytes were
// between two moments, on one snapshot.
type History struct {
	Held    []Held
	Rulings []Ruling
	Drifts  []Drift
}

const (
	between   = `WHERE agency = @agency AND system = @system AND since_us < @to AND (until_us IS NULL OR until_us > @from) `
	heldIn    = heldColumns + between + `ORDER BY since_us, source, kind, resource`
	rulingsIn = rulingColumns + between + `ORDER BY since_us, site`
	driftsIn  = driftColumns + between + `ORDER BY since_us, source, kind, resource`
)

// History reads where a system's bytes were, how that was judged and what had
// drifted.
func (l *Ledger) History(ctx context.Context, n whereabouts.Name, from, to time.Time) (History, error) {
	var h History
	a := args{"agency": n.Agency, "system": n.System, "from": from.UnixMicro(), "to": to.UnixMicro()}
	err := l.look(ctx, func(ctx context.Context, b book) (err error) {
		if h.Held, err = readHeld(ctx, b, heldIn, a); err != nil {
			return err
		}
		if h.Rulings, err = readRulings(ctx, b, rulingsIn, a); err != nil {
			return err
		}
		h.Drifts, err = readDrifts(ctx, b, driftsIn, a)
		return err
	})
	if err != nil {
		return History{}, fmt.Errorf("reading where system %s/%s was: %w", n.Agency, n.System, err)
	}
	return h, nil
}
