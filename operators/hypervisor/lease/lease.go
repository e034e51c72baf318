package lease

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"time"

	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	coordination "k8s.io/client-go/kubernetes/typed/coordination/v1"
	"k8s.io/client-go/rest"
	"k8s.io/client-go/tools/leaderelection/resourcelock"
	"k8s.io/utils/clock"

	compute "github.com/govtech-kz/ikp/api/compute/v1alpha1"
)

const (
	// Duration is how long after its last renewal a lease keeps others away: an
	// agent that was killed is replaced after it.
	Duration = 10 * time.Second
	// RenewDeadline is when an agent that cannot renew gives up and ends.
	RenewDeadline = 7 * time.Second
	// RetryPeriod is the pause between renewals.
	RetryPeriod = 2 * time.Second
	// margin is what an act may take that was permitted in the last moment.
	margin = time.Second
)

// ErrNotHeld says that another agent may work for the host by now.
var ErrNotHeld = errors.New("the lease of the host is not held: another agent may act for it by now")

// Lease is a host's lease as its agent sees it.
type Lease struct {
	resourcelock.Interface
	clock clock.PassiveClock

	mu    sync.Mutex
	until time.Time
}

// New is the lease that is named like the host, in the host's namespace. Whoever
// gives the same identity holds the same lease: it must be that of one process at
// a time.
func New(cfg *rest.Config, host, identity string) (*Lease, error) {
	cfg = rest.AddUserAgent(rest.CopyConfig(cfg), "leader-election")
	cfg.Timeout = RenewDeadline / 2 // one question that hangs must not cost the lease
	api, err := coordination.NewForConfig(cfg)
	if err != nil {
		return nil, fmt.Errorf("reaching the lease of host %q: %w", host, err)
	}
	return Watch(&resourcelock.LeaseLock{
		LeaseMeta:  metav1.ObjectMeta{Namespace: compute.HostNamespace(host), Name: host},
		Client:     api,
		LockConfig: resourcelock.ResourceLockConfig{Identity: identity},
	}, clock.RealClock{}), nil
}

// Watch notes until when lock is held. c must not step when the wall clock does,
// as the real clock does not.
func Watch(lock resourcelock.Interface, c clock.PassiveClock) *Lease {
	return &Lease{Interface: lock, clock: c}
}

// Permit is ErrNotHeld unless the lease is surely held now. It asks nobody.
func (l *Lease) Permit() error {
	l.mu.Lock()
	defer l.mu.Unlock()
	if !l.clock.Now().Before(l.until) {
		return ErrNotHeld
	}
	return nil
}

// Create implements resourcelock.Interface.
func (l *Lease) Create(ctx context.Context, r resourcelock.LeaderElectionRecord) error {
	return l.write(ctx, r, l.Interface.Create)
}

// Update implements resourcelock.Interface.
func (l *Lease) Update(ctx context.Context, r resourcelock.LeaderElectionRecord) error {
	return l.write(ctx, r, l.Interface.Update)
}

// write counts from before the question: others count from when they see its
// effect, which is later. A lease that is given away is not held from before.
func (l *Lease) write(ctx context.Context, r resourcelock.LeaderElectionRecord, write func(context.Context, resourcelock.LeaderElectionRecord) error) error {
	asked, mine := l.clock.Now(), r.HolderIdentity == l.Identity()
	if !mine {
		l.hold(time.Time{})
	}
	if err := write(ctx, r); err != nil {
		return err
	}
	if mine {
		l.hold(asked.Add(Duration - margin))
	}
	return nil
}

func (l *Lease) hold(until time.Time) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.until = until
}
