package api

import (
	"context"
	_ "embed"
	"fmt"
	"os"
	"path/filepath"
	"time"

	"github.com/govtech-kz/ikp/hack/bench/report"
	"github.com/govtech-kz/ikp/hack/bench/site"
	"github.com/govtech-kz/ikp/internal/local/state"
)

const (
	// machines are created at once; each is a real guest under QEMU. Two cores have
	// room for sixteen.
	machines = 12
	hosts    = 2
	// rest is how long the platform may finish its work after the last guest is
	// ready: what is looked at each minute has been looked at by then.
	rest = 90 * time.Second
	// idle is how long nothing happens: longer than what is done every minute.
	idle = 3 * time.Minute
	// mostWrites are the create, the gates, the binding and the agent's report.
	mostWrites = 4
)

//go:embed audit-policy.yaml
var policy []byte

// Run counts the writes of a whole control plane with real guests.
func Run(ctx context.Context, r *report.Report) error {
	return site.On(ctx, r, state.DriverLibvirt, hosts, func(s *site.Site) error {
		log, err := audit(ctx, s)
		if err != nil {
			return err
		}
		if err := s.Furnish(ctx); err != nil {
			return err
		}
		if err := work(ctx, r, s, log); err != nil {
			return err
		}
		return rests(ctx, r, log)
	})
}

// audit starts the API server again with an audit log of every write, and the
// agents after it: one that cannot renew its lease meanwhile ends.
func audit(ctx context.Context, s *site.Site) (log string, err error) {
	path := filepath.Join(s.Dir, "bench-audit-policy.yaml")
	log = filepath.Join(s.Dir, "logs", "bench-audit.log")
	if err := os.WriteFile(path, policy, 0o600); err != nil {
		return "", fmt.Errorf("writing the audit policy: %w", err)
	}
	var commands []site.Command
	for _, part := range []string{"kube-apiserver", "ikp-hypervisor-host-a", "ikp-hypervisor-host-b"} {
		command, err := s.Command(part)
		if err != nil {
			return "", err
		}
		commands = append(commands, command)
	}
	commands[0].Set("--audit-policy-file", path)
	commands[0].Set("--audit-log-path", log)
	for _, command := range commands {
		if err := s.Restart(ctx, command); err != nil {
			return "", err
		}
	}
	return log, nil
}

// work counts until every guest is ready.
func work(ctx context.Context, r *report.Report, s *site.Site, log string) error {
	r.Progress("running %d real guests", machines)
	began := time.Now()
	started, err := s.Run(ctx, site.Image, 0, machines, site.Ready)
	if err != nil {
		return err
	}
	all, err := readAudit(log, began, began.Add(started.Elapsed))
	if err != nil {
		return err
	}
	addWork(r, all, started.At)
	return nil
}

// rests counts while nothing happens.
func rests(ctx context.Context, r *report.Report, log string) error {
	r.Progress("watching %s of rest after %s", idle, rest)
	if err := pause(ctx, rest); err != nil {
		return err
	}
	began := time.Now()
	if err := pause(ctx, idle); err != nil {
		return err
	}
	all, err := readAudit(log, began, time.Now())
	if err != nil {
		return err
	}
	addRest(r, all)
	return nil
}

func pause(ctx context.Context, d time.Duration) error {
	select {
	case <-ctx.Done():
		return ctx.Err()
	case <-time.After(d):
		return nil
	}
}
