package ledger

import (
	"context"
	"fmt"
	"time"

	"github.com/govtech-kz/ikp/internal/domain/whereabouts"
)

// Held is bytes that lie somewhere.
type Held struct {
	whereabouts.Lot
	Bytes   int64
	MovedBy string
	// Since when they are known there, Until when they were gone; zero: still there.
	Since, Until time.Time
}

const heldColumns = `
SELECT source, kind, resource, machine, agency, system, host, site, bytes, moved_by, since_us, COALESCE(until_us, 0) FROM holdings `

const listHeld = heldColumns + `WHERE until_us IS NULL`

// Held lists everything that lies anywhere now.
func (l *Ledger) Held(ctx context.Context) ([]Held, error) {
	var out []Held
	err := l.look(ctx, func(ctx context.Context, b book) (err error) {
		out, err = readHeld(ctx, b, listHeld, nil)
		return err
	})
	if err != nil {
		return nil, fmt.Errorf("listing what lies where: %w", err)
	}
	return out, nil
}

func readHeld(ctx context.Context, b book, query string, a args) ([]Held, error) {
	var out []Held
	err := b.each(ctx, query, a, func(scan func(...any) error) error {
		var h Held
		err := scan(&h.Source, &h.Kind, &h.Resource, &h.Machine, &h.System.Agency, &h.System.System, &h.Host, &h.Site,
			&h.Bytes, &h.MovedBy, (*micros)(&h.Since), (*end)(&h.Until))
		out = append(out, h)
		return err
	})
	return out, err
}

// end reads microseconds where 0 is a time that has not come.
type end time.Time

// Scan implements sql.Scanner.
func (e *end) Scan(value any) error {
	if n, ok := value.(int64); ok && n == 0 {
		*e = end{}
		return nil
	}
	return (*micros)(e).Scan(value)
}
