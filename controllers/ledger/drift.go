package ledger

import (
	"context"
	"fmt"
	"slices"
	"time"

	"github.com/govtech-kz/ikp/internal/domain/whereabouts"
)

// Drift is bytes that were found where they may not be.
type Drift struct {
	whereabouts.Lot
	Rule, Edition, Message string
	Answer                 whereabouts.Answer
	// Since when it is known, Until when it was gone; zero: it stands.
	Since, Until time.Time
}

// driftsAtOnce bounds the transaction that keeps drifts: when a data centre loses
// its registration, everything in it drifts at once.
const driftsAtOnce = 2000

const driftColumns = `
SELECT source, kind, resource, machine, agency, system, host, site, rule, edition, message, answer,
       since_us, COALESCE(until_us, 0) FROM drifts `

const (
	listOpenDrifts = driftColumns + `WHERE until_us IS NULL ORDER BY since_us, source, kind, resource`
	listDrifts     = driftColumns + `WHERE until_us IS NULL OR until_us > @since ORDER BY since_us, source, kind, resource`
)

// OpenDrifts lists the drifts that stand, oldest first.
func (l *Ledger) OpenDrifts(ctx context.Context) ([]Drift, error) {
	return l.drifts(ctx, listOpenDrifts, nil)
}

const countOpenDrifts = `SELECT COUNT(*) FROM drifts WHERE until_us IS NULL`

// CountDrifts is how many drifts stand.
func (l *Ledger) CountDrifts(ctx context.Context) (int64, error) {
	var n int64
	err := l.look(ctx, func(ctx context.Context, b book) error {
		_, err := b.one(ctx, countOpenDrifts, nil, &n)
		return err
	})
	if err != nil {
		return 0, fmt.Errorf("counting drifts: %w", err)
	}
	return n, nil
}

// Drifts lists the drifts that stand or stood after a moment, oldest first.
func (l *Ledger) Drifts(ctx context.Context, since time.Time) ([]Drift, error) {
	return l.drifts(ctx, listDrifts, args{"since": since.UnixMicro()})
}

func (l *Ledger) drifts(ctx context.Context, query string, a args) ([]Drift, error) {
	var out []Drift
	err := l.look(ctx, func(ctx context.Context, b book) (err error) {
		out, err = readDrifts(ctx, b, query, a)
		return err
	})
	if err != nil {
		return nil, fmt.Errorf("listing drifts: %w", err)
	}
	return out, nil
}

func readDrifts(ctx context.Context, b book, query string, a args) ([]Drift, error) {
	var out []Drift
	err := b.each(ctx, query, a, func(scan func(...any) error) error {
		var d Drift
		err := scan(&d.Source, &d.Kind, &d.Resource, &d.Machine, &d.System.Agency, &d.System.System, &d.Host, &d.Site,
			&d.Rule, &d.Edition, &d.Message, &d.Answer, (*micros)(&d.Since), (*end)(&d.Until))
		out = append(out, d)
		return err
	})
	return out, err
}

const (
	insertDrift = `
INSERT INTO drifts (source, kind, resource, machine, agency, system, host, site, rule, edition, message, answer, since_us)
VALUES (@source, @kind, @resource, @machine, @agency, @system, @host, @site, @rule, @edition, @message, @answer, @at)
ON CONFLICT DO NOTHING`
	endDrift = `
UPDATE drifts SET until_us = @at WHERE source = @source AND kind = @kind AND resource = @resource AND until_us IS NULL`
)

// KeepDrifts ends the drifts that are gone and keeps those that came, both as of
// Since and Until. A repeat changes nothing.
func (l *Ledger) KeepDrifts(ctx context.Context, gone, came []Drift) error {
	if err := l.inParts(ctx, gone, endOneDrift); err != nil {
		return fmt.Errorf("ending drifts: %w", err)
	}
	if err := l.inParts(ctx, came, keepOneDrift); err != nil {
		return fmt.Errorf("keeping drifts: %w", err)
	}
	return nil
}

func (l *Ledger) inParts(ctx context.Context, all []Drift, do func(context.Context, book, Drift) error) error {
	for part := range slices.Chunk(all, driftsAtOnce) {
		err := l.change(ctx, func(ctx context.Context, b book) error {
			for i := range part {
				if err := do(ctx, b, part[i]); err != nil {
					return err
				}
			}
			return nil
		})
		if err != nil {
			return err
		}
	}
	return nil
}

func endOneDrift(ctx context.Context, b book, d Drift) error {
	_, err := b.exec(ctx, endDrift, args{
		"source": d.Source, "kind": string(d.Kind), "resource": d.Resource, "at": d.Until.UnixMicro(),
	})
	return err
}

func keepOneDrift(ctx context.Context, b book, d Drift) error {
	_, err := b.exec(ctx, insertDrift, args{
		"source": d.Source, "kind": string(d.Kind), "resource": d.Resource, "machine": d.Machine,
		"agency": d.System.Agency, "system": d.System.System, "host": d.Host, "site": d.Site,
		"rule": d.Rule, "edition": d.Edition, "message": d.Message, "answer": string(d.Answer), "at": d.Since.UnixMicro(),
	})
	return err
}
