package ledger

import (
	"context"
	"encoding/json"
	"fmt"
	"time"

	"github.com/govtech-kz/ikp/internal/domain/evidence"
	"github.com/govtech-kz/ikp/internal/domain/whereabouts"
)

// Ruling is how the bytes of a system at a site were judged for a time.
type Ruling struct {
	System                                whereabouts.Name
	Site, Edition, Rule, Outcome, Message string
	// Exceptions that the judgement rests on.
	Exceptions []evidence.Exception
	// Since when it was judged so, Until when otherwise; zero: it still is.
	Since, Until time.Time
}

const rulingColumns = `
SELECT agency, system, site, edition, rule, outcome, message, exceptions, since_us, COALESCE(until_us, 0) FROM rulings `

const listOpenRulings = rulingColumns + `WHERE until_us IS NULL ORDER BY agency, system, site`

// OpenRulings lists how everything is judged now.
func (l *Ledger) OpenRulings(ctx context.Context) ([]Ruling, error) {
	var out []Ruling
	err := l.look(ctx, func(ctx context.Context, b book) (err error) {
		out, err = readRulings(ctx, b, listOpenRulings, nil)
		return err
	})
	if err != nil {
		return nil, fmt.Errorf("listing judgements: %w", err)
	}
	return out, nil
}

func readRulings(ctx context.Context, b book, query string, a args) ([]Ruling, error) {
	var out []Ruling
	err := b.each(ctx, query, a, func(scan func(...any) error) error {
		var r Ruling
		var exceptions string
		if err := scan(&r.System.Agency, &r.System.System, &r.Site, &r.Edition, &r.Rule, &r.Outcome, &r.Message,
			&exceptions, (*micros)(&r.Since), (*end)(&r.Until)); err != nil {
			return err
		}
		err := json.Unmarshal([]byte(exceptions), &r.Exceptions)
		out = append(out, r)
		return err
	})
	return out, err
}

const (
	insertRuling = `
INSERT INTO rulings (agency, system, site, edition, rule, outcome, message, exceptions, since_us)
VALUES (@agency, @system, @site, @edition, @rule, @outcome, @message, @exceptions, @at)
ON CONFLICT DO NOTHING`
	endRuling = `
UPDATE rulings SET until_us = @at WHERE agency = @agency AND system = @system AND site = @site AND until_us IS NULL`
)

// KeepRulings ends the judgements that hold no more and keeps those that came,
// both as of Since and Until. A repeat changes nothing.
func (l *Ledger) KeepRulings(ctx context.Context, gone, came []Ruling) error {
	err := l.change(ctx, func(ctx context.Context, b book) error {
		for _, r := range gone {
			if err := endOneRuling(ctx, b, r); err != nil {
				return err
			}
		}
		for _, r := range came {
			if err := keepOneRuling(ctx, b, r); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		return fmt.Errorf("keeping judgements: %w", err)
	}
	return nil
}

func endOneRuling(ctx context.Context, b book, r Ruling) error {
	_, err := b.exec(ctx, endRuling, args{
		"agency": r.System.Agency, "system": r.System.System, "site": r.Site, "at": r.Until.UnixMicro(),
	})
	return err
}

func keepOneRuling(ctx context.Context, b book, r Ruling) error {
	exceptions, err := json.Marshal(r.Exceptions)
	if err != nil {
		return err
	}
	_, err = b.exec(ctx, insertRuling, args{
		"agency": r.System.Agency, "system": r.System.System, "site": r.Site, "edition": r.Edition, "rule": r.Rule,
		"outcome": r.Outcome, "message": r.Message, "exceptions": string(exceptions), "at": r.Since.UnixMicro(),
	})
	return err
}
