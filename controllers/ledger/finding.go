package ledger

import (
	"context"
	"fmt"
	"time"
)

const insertFinding = `
INSERT INTO findings (host, journal, sequence, kind, machine, detail, found_at)
VALUES (@host, @journal, @sequence, @kind, @machine, @detail, @at)
ON CONFLICT (host, journal, sequence, kind) DO NOTHING`

func (i intake) find(ctx context.Context, r Transition, n note) error {
	return keep(ctx, i.book, Finding{
		Kind: n.kind, Host: i.host, Journal: i.journal, Sequence: r.Sequence, Machine: r.Machine, Detail: n.detail, At: i.received,
	})
}

// findAbout keeps a finding about a machine's reservation, which no journal names.
func findAbout(ctx context.Context, b book, machine string, at time.Time, n note) error {
	return keep(ctx, b, Finding{Kind: n.kind, Journal: machine, Sequence: at.Unix(), Machine: machine, Detail: n.detail, At: at})
}

func keep(ctx context.Context, b book, f Finding) error {
	_, err := b.exec(ctx, insertFinding, args{
		"host": f.Host, "journal": f.Journal, "sequence": f.Sequence, "kind": string(f.Kind),
		"machine": f.Machine, "detail": f.Detail, "at": f.At.Unix(),
	})
	if err != nil {
		return fmt.Errorf("keeping a finding: %w", err)
	}
	return nil
}

const (
	listFindings = `
SELECT kind, host, journal, sequence, machine, detail, found_at
FROM findings WHERE found_at >= @since ORDER BY found_at, host, journal, sequence, kind`
	countFindings = `SELECT kind, COUNT(*) FROM findings GROUP BY kind`
)

// Findings lists what did not fit since a moment, oldest first.
func (l *Ledger) Findings(ctx context.Context, since time.Time) ([]Finding, error) {
	var out []Finding
	err := l.look(ctx, func(ctx context.Context, b book) error {
		return b.each(ctx, listFindings, args{"since": since.Unix()}, func(scan func(...any) error) error {
			var f Finding
			err := scan(&f.Kind, &f.Host, &f.Journal, &f.Sequence, &f.Machine, &f.Detail, (*seconds)(&f.At))
			out = append(out, f)
			return err
		})
	})
	if err != nil {
		return nil, fmt.Errorf("listing findings: %w", err)
	}
	return out, nil
}

// CountFindings is how many findings there are of each kind.
func (l *Ledger) CountFindings(ctx context.Context) (map[FindingKind]int64, error) {
	out := map[FindingKind]int64{}
	err := l.look(ctx, func(ctx context.Context, b book) error {
		return b.each(ctx, countFindings, nil, func(scan func(...any) error) error {
			var kind FindingKind
			var n int64
			err := scan(&kind, &n)
			out[kind] = n
			return err
		})
	})
	if err != nil {
		return nil, fmt.Errorf("counting findings: %w", err)
	}
	return out, nil
}
