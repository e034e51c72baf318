package conformance

import (
	"context"
	"errors"
	"runtime"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"k8s.io/apimachinery/pkg/types"
	"k8s.io/apimachinery/pkg/util/wait"

	"github.com/govtech-kz/ikp/operators/hypervisor/driver"
)

const (
	// noticed is how soon a daemon that hangs must be noticed without a question.
	noticed = 30 * time.Second
	// questions are asked of a daemon that hangs; each may take hurry.
	questions = 30
	hurry     = 50 * time.Millisecond
)

func restart(t *testing.T, s Subject) {
	if s.Restart == nil {
		return
	}
	d, m := started(t, s)
	before := d.Observe(t.Context(), m.UID)
	s.Restart(t)
	eventually(t, d, m.UID, "seen again as before", func(o driver.Observation) bool { return cmp.Equal(before, o) })
	s.Crash(t, d, m.UID)
	told(t, d, m.UID)
	eventually(t, d, m.UID, "crashed", func(o driver.Observation) bool { return o.Cause == driver.Crashed })
}

func hang(t *testing.T, s Subject) {
	if s.Hang == nil {
		return
	}
	d, m := started(t, s)
	before := d.Observe(t.Context(), m.UID)
	toldAll(t, d, 0)
	goroutines := runtime.NumGoroutine()
	s.Hang(t, d, true)
	toldAll(t, d, noticed)
	for range questions {
		ctx, cancel := context.WithTimeout(t.Context(), hurry)
		o := d.Observe(ctx, m.UID)
		cancel()
		var silent *driver.Unreachable
		if o.Presence != driver.Unknown || !errors.As(o.Err, &silent) {
			t.Fatalf("a daemon that hangs says %+v, want Unknown because it is unreachable", o)
		}
	}
	if n := runtime.NumGoroutine() - goroutines; n >= questions/2 {
		t.Errorf("%d goroutines wait for a daemon that hangs, after %d questions", n, questions)
	}
	s.Hang(t, d, false)
	eventually(t, d, m.UID, "seen again as before", func(o driver.Observation) bool { return cmp.Equal(before, o) })
	err := wait.PollUntilContextTimeout(t.Context(), glance, patience, true, func(context.Context) (bool, error) {
		return runtime.NumGoroutine() <= goroutines+1, nil
	})
	if err != nil {
		t.Errorf("%d goroutines are left, there were %d", runtime.NumGoroutine(), goroutines)
	}
}

// toldAll waits until the driver wants everything looked at; with no time to wait
// it takes the marks that are there.
func toldAll(t *testing.T, d driver.Driver, limit time.Duration) {
	t.Helper()
	d.Changes().Mark("nobody")
	for limitless := limit == 0; ; {
		ctx, cancel := context.WithTimeout(t.Context(), max(limit, hurry))
		_, all, err := d.Changes().Take(ctx)
		cancel()
		must(t, "waiting for the driver to notice", err)
		if all || limitless {
			return
		}
	}
}

var errNotPermitted = errors.New("another agent may act by now")

func permit(t *testing.T, s Subject) {
	d, m := started(t, s)
	absent := s.Machine(t)
	before := d.Observe(t.Context(), m.UID)
	ctx := driver.WithPermit(t.Context(), func() error { return errNotPermitted })
	for name, act := range map[string]func(types.UID) error{
		"Start":     func(uid types.UID) error { return d.Start(ctx, uid) },
		"Shutdown":  func(uid types.UID) error { return d.Shutdown(ctx, uid) },
		"PowerOff":  func(uid types.UID) error { return d.PowerOff(ctx, uid) },
		"Remove":    func(uid types.UID) error { return d.Remove(ctx, uid) },
		"Provision": func(types.UID) error { return d.Provision(ctx, absent) },
	} {
		if err := act(m.UID); !errors.Is(err, errNotPermitted) {
			t.Errorf("%s without the right to: %v", name, err)
		}
	}
	if diff := cmp.Diff(before, d.Observe(t.Context(), m.UID)); diff != "" {
		t.Errorf("observed (-before +after):\n%s", diff)
	}
	if o := d.Observe(t.Context(), absent.UID); o.Presence != driver.Absent {
		t.Errorf("a machine that nobody may make is %s", o.Presence)
	}
}
