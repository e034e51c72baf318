//go:build e2e

package e2e

import (
	"context"
	"os/exec"
	"regexp"
	"strings"
	"time"

	"sigs.k8s.io/controller-runtime/pkg/client"
)

// events are what a hypervisor itself tells of its domains.
type events struct{ said *output }

// run is one run of a domain as its hypervisor saw it; end is zero while it runs.
type run struct{ start, end time.Time }

// follow listens to a host until the test ends.
func (w world) follow(host string) *events {
	w.t.Helper()
	e := &events{said: &output{}}
	cmd := exec.CommandContext(w.t.Context(), "stdbuf", "-oL", "virsh", "-c", uri(w, host), "event", "--event", "lifecycle", "--loop", "--timestamp")
	cmd.Env = []string{"PATH=/usr/bin:/bin", "LC_ALL=C", "TZ=UTC"}
	cmd.Stdout, cmd.Stderr = e.said, e.said
	if err := cmd.Start(); err != nil {
		w.t.Fatal(err)
	}
	w.t.Cleanup(func() { _ = cmd.Wait() }) // the end of the test has ended it
	const mark = "ikp-listening"
	w.await("the listener of "+host, func(context.Context, client.Client) (bool, error) {
		w.define(host, stranger(mark, ""))
		w.virsh(host, "undefine", mark)
		return strings.Contains(e.said.String(), mark), nil
	})
	return e
}

var lifecycle = regexp.MustCompile(`^(\S+ \S+): event 'lifecycle' for domain '([^']+)': (Started|Stopped)`)

// runs are the runs of a domain in their order.
func (e *events) runs(domain string) []run { return e.all()[domain] }

// all are the runs of the platform's domains.
func (e *events) all() map[string][]run {
	out := map[string][]run{}
	for line := range strings.Lines(e.said.String()) {
		m := lifecycle.FindStringSubmatch(line)
		if m == nil || !strings.HasPrefix(m[2], "ikp-") {
			continue
		}
		at, err := time.Parse("2006-01-02 15:04:05.000-0700", m[1])
		if err != nil {
			continue
		}
		if runs := out[m[2]]; m[3] == "Started" {
			out[m[2]] = append(runs, run{start: at})
		} else if len(runs) > 0 {
			runs[len(runs)-1].end = at
		}
	}
	return out
}

func (e *events) String() string { return e.said.String() }
