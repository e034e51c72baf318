package lease_test

import (
	"context"
	"errors"
	"testing"
	"time"

	"k8s.io/client-go/tools/leaderelection/resourcelock"
	clocktesting "k8s.io/utils/clock/testing"

	"github.com/govtech-kz/ikp/operators/hypervisor/lease"
)

// lock is a lease whose writes take time and can fail.
type lock struct {
	resourcelock.Interface
	clock *clocktesting.FakePassiveClock
	takes time.Duration
	err   error
}

func (l *lock) Identity() string { return "me" }

func (l *lock) Update(context.Context, resourcelock.LeaderElectionRecord) error {
	l.clock.SetTime(l.clock.Now().Add(l.takes))
	return l.err
}

func (l *lock) Create(ctx context.Context, r resourcelock.LeaderElectionRecord) error {
	return l.Update(ctx, r)
}

func TestPermit(t *testing.T) {
	renew := func(holder string, takes time.Duration, err error) func(*testing.T, *lease.Lease, *lock) {
		return func(t *testing.T, l *lease.Lease, api *lock) {
			api.takes, api.err = takes, err
			if got := l.Update(t.Context(), resourcelock.LeaderElectionRecord{HolderIdentity: holder}); !errors.Is(got, err) {
				t.Fatalf("Update = %v, want %v", got, err)
			}
		}
	}
	wait := func(d time.Duration) func(*testing.T, *lease.Lease, *lock) {
		return func(_ *testing.T, _ *lease.Lease, api *lock) { api.clock.SetTime(api.clock.Now().Add(d)) }
	}
	errBroken := errors.New("broken")
	tests := map[string]struct {
		steps []func(*testing.T, *lease.Lease, *lock)
		want  error
	}{
		"nobody may act before the lease was taken": {want: lease.ErrNotHeld},
		"the holder may act":                        {steps: []func(*testing.T, *lease.Lease, *lock){renew("me", 0, nil)}},
		"the holder may act shortly before others could take over": {
			steps: []func(*testing.T, *lease.Lease, *lock){renew("me", 0, nil), wait(8 * time.Second)}},
		"a holder that was paused may not act": {
			steps: []func(*testing.T, *lease.Lease, *lock){renew("me", 0, nil), wait(9 * time.Second)}, want: lease.ErrNotHeld},
		"the time counts from before the question": {
			steps: []func(*testing.T, *lease.Lease, *lock){renew("me", 9*time.Second, nil)}, want: lease.ErrNotHeld},
		"a renewal that failed prolongs nothing": {
			steps: []func(*testing.T, *lease.Lease, *lock){renew("me", 0, nil), wait(5 * time.Second), renew("me", 4*time.Second, errBroken)}, want: lease.ErrNotHeld},
		"a lease that is being given away is not held, even if that fails": {
			steps: []func(*testing.T, *lease.Lease, *lock){renew("me", 0, nil), renew("", 0, errBroken)}, want: lease.ErrNotHeld},
	}
	for name, tc := range tests {
		t.Run(name, func(t *testing.T) {
			api := &lock{clock: clocktesting.NewFakePassiveClock(time.Now())}
			l := lease.Watch(api, api.clock)
			for _, step := range tc.steps {
				step(t, l, api)
			}
			if got := l.Permit(); !errors.Is(got, tc.want) {
				t.Errorf("Permit = %v, want %v", got, tc.want)
			}
		})
	}
}

func TestALeaseThatIsMadeIsHeld(t *testing.T) {
	api := &lock{clock: clocktesting.NewFakePassiveClock(time.Now())}
	l := lease.Watch(api, api.clock)
	if err := l.Create(t.Context(), resourcelock.LeaderElectionRecord{HolderIdentity: "me"}); err != nil {
		t.Fatal(err)
	}
	if err := l.Permit(); err != nil {
		t.Errorf("Permit = %v, want nil", err)
	}
}
