package ledger

import (
	"context"
	"fmt"
	"time"
)

// bridge is the position from which a batch goes on that begins after records
// which this ledger does not hold: a host sends none twice unless it is asked to,
// so the ledger had acknowledged them, and was restored from an older backup. The
// position stays until the host has sent them, except those that it no longer
// keeps: they are lost, and the batch begins behind them.
func (i intake) bridge(ctx context.Context, before, begins, oldest int64) (int64, error) {
	if begins > oldest {
		return before, i.fallBack(ctx, before, begins-1)
	}
	return begins - 1, i.find(ctx, Transition{Sequence: before + 1}, note{RecordsLost, fmt.Sprintf(
		"records %d to %d were acknowledged, but are not in this ledger, and the host no longer keeps them; machines count as they were before, until their next record",
		before+1, begins-1)})
}

// fallBack keeps a finding when the host was told that more is stored than is.
func (i intake) fallBack(ctx context.Context, before, acknowledged int64) error {
	if acknowledged <= before {
		return nil
	}
	return i.find(ctx, Transition{Sequence: before + 1}, note{LedgerBehind, fmt.Sprintf(
		"records %d to %d were acknowledged, but are not in this ledger: it was restored from an older backup; the host sends them again",
		before+1, acknowledged)})
}

// clockSkew is how far a host's clock may be from the ledger's when it sends: what
// is less can be the way from one to the other.
const clockSkew = 30 * time.Second

// compareClocks keeps a finding when host and ledger do not agree what time it is.
func (i intake) compareClocks(ctx context.Context, last int64, sent time.Time) error {
	if sent.IsZero() {
		return nil
	}
	skew := sent.Sub(i.received)
	if skew.Abs() <= clockSkew {
		return nil
	}
	word := "ahead of"
	if skew < 0 {
		word = "behind"
	}
	return i.find(ctx, Transition{Sequence: last}, note{ClockSkew, fmt.Sprintf(
		"the host's clock is %s %s the ledger's", skew.Abs().Round(time.Second), word)})
}
