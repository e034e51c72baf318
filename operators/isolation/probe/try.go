package main

import (
	"context"
	"fmt"
	"net"
	"os"
	"sync"
	"time"

	"github.com/govtech-kz/ikp/operators/isolation/trial"
)

const (
	// controlPatience is how long a network may take to let a new pod talk at all.
	controlPatience = 20 * time.Second
	// patience is how long one connection may take: what a network drops without
	// a word is refused after it.
	patience = 4 * time.Second
	// pause lies between two tries of the control.
	pause = 200 * time.Millisecond
)

// try reaches for the control until it answers, so that a network that is not up
// yet is not taken for a closed one, and then for each target once.
func try(ctx context.Context, args []string) error {
	var targets []trial.Target
	for _, arg := range args {
		t, err := trial.ParseTarget(arg)
		if err != nil {
			return err
		}
		targets = append(targets, t)
	}
	report, err := trial.Encode(tryAll(ctx, targets))
	if err != nil {
		return err
	}
	if err := os.WriteFile(trial.ReportFile, report, 0o600); err != nil {
		return fmt.Errorf("reporting: %w", err)
	}
	return nil
}

func tryAll(ctx context.Context, targets []trial.Target) []trial.Outcome {
	outcomes := make([]trial.Outcome, len(targets))
	outcomes[0] = control(ctx, targets[0])
	var wg sync.WaitGroup
	for i, t := range targets[1:] {
		wg.Go(func() { outcomes[i+1] = once(ctx, t) })
	}
	wg.Wait()
	return outcomes
}

func control(ctx context.Context, t trial.Target) trial.Outcome {
	ctx, cancel := context.WithTimeout(ctx, controlPatience)
	defer cancel()
	tick := time.NewTicker(pause)
	defer tick.Stop()
	for {
		o := once(ctx, t)
		if o.Reached || ctx.Err() != nil {
			return o
		}
		select {
		case <-ctx.Done():
		case <-tick.C:
		}
	}
}

func once(ctx context.Context, t trial.Target) trial.Outcome {
	conn, err := (&net.Dialer{Timeout: patience}).DialContext(ctx, "tcp", t.Address)
	if err != nil {
		return trial.Outcome{Name: t.Name, Detail: err.Error()}
	}
	conn.Close() //nolint:errcheck // that it was made is all
	return trial.Outcome{Name: t.Name, Reached: true}
}
