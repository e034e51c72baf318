package timed

import (
	"context"
	"errors"
	"time"

	"github.com/prometheus/client_golang/prometheus"
	"k8s.io/apimachinery/pkg/types"
	"k8s.io/utils/clock"
	"sigs.k8s.io/controller-runtime/pkg/metrics"

	"github.com/govtech-kz/ikp/operators/hypervisor/driver"
)

// How a call ended, as a label.
const (
	ended       = "ok"
	refused     = "rejected"
	conflicting = "conflict"
	silent      = "unreachable"
	failed      = "error"
)

var seconds = prometheus.NewHistogramVec(prometheus.HistogramOpts{
	Name:    "ikp_hypervisor_driver_call_seconds",
	Help:    "Duration of calls of a hypervisor by host, call and result: ok, rejected, conflict, unreachable or error.",
	Buckets: []float64{.001, .005, .025, .1, .5, 1, 2.5, 5, 10, 30, 60, 300},
}, []string{"host", "call", "result"})

func init() { metrics.Registry.MustRegister(seconds) }

// Driver is a driver whose calls are measured. What never waits for the
// hypervisor is not.
type Driver struct {
	driver.Driver
	host  string
	clock clock.PassiveClock
}

// New measures d, which is the hypervisor of host, by c.
func New(host string, d driver.Driver, c clock.PassiveClock) *Driver {
	return &Driver{Driver: d, host: host, clock: c}
}

func (d *Driver) measure(call string, began time.Time, err error) {
	seconds.WithLabelValues(d.host, call, result(err)).Observe(d.clock.Since(began).Seconds())
}

func result(err error) string {
	var unreachable *driver.Unreachable
	switch {
	case driver.IgnoreNotFound(err) == nil:
		return ended
	case errors.As(err, &unreachable):
		return silent
	}
	if _, ok := driver.AsRejected(err); ok {
		return refused
	}
	if _, ok := driver.AsConflict(err); ok {
		return conflicting
	}
	return failed
}

// Describe implements driver.Host.
func (d *Driver) Describe(ctx context.Context) (driver.HostInfo, error) {
	began := d.clock.Now()
	info, err := d.Driver.Describe(ctx)
	d.measure("Describe", began, err)
	return info, err
}

// Observe implements driver.Observer.
func (d *Driver) Observe(ctx context.Context, uid types.UID) driver.Observation {
	began := d.clock.Now()
	o := d.Driver.Observe(ctx, uid)
	d.measure("Observe", began, o.Err)
	return o
}

// List implements driver.Observer.
func (d *Driver) List(ctx context.Context) (driver.Inventory, error) {
	began := d.clock.Now()
	inventory, err := d.Driver.List(ctx)
	d.measure("List", began, err)
	return inventory, err
}

// Provision implements driver.Lifecycle.
func (d *Driver) Provision(ctx context.Context, m driver.Machine) error {
	began := d.clock.Now()
	err := d.Driver.Provision(ctx, m)
	d.measure("Provision", began, err)
	return err
}

// Start implements driver.Lifecycle.
func (d *Driver) Start(ctx context.Context, uid types.UID) error {
	return d.act(ctx, "Start", uid, d.Driver.Start)
}

// Shutdown implements driver.Lifecycle.
func (d *Driver) Shutdown(ctx context.Context, uid types.UID) error {
	return d.act(ctx, "Shutdown", uid, d.Driver.Shutdown)
}

// PowerOff implements driver.Lifecycle.
func (d *Driver) PowerOff(ctx context.Context, uid types.UID) error {
	return d.act(ctx, "PowerOff", uid, d.Driver.PowerOff)
}

// Remove implements driver.Lifecycle.
func (d *Driver) Remove(ctx context.Context, uid types.UID) error {
	return d.act(ctx, "Remove", uid, d.Driver.Remove)
}

// Holdings implements driver.Observer.
func (d *Driver) Holdings(ctx context.Context) ([]driver.Holding, error) {
	began := d.clock.Now()
	held, err := d.Driver.Holdings(ctx)
	d.measure("Holdings", began, err)
	return held, err
}

// Plug implements driver.Lifecycle.
func (d *Driver) Plug(ctx context.Context, uid types.UID, in bool) error {
	return d.act(ctx, "Plug", uid, func(ctx context.Context, uid types.UID) error { return d.Driver.Plug(ctx, uid, in) })
}

// Ping implements driver.Guest.
func (d *Driver) Ping(ctx context.Context, uid types.UID) error {
	return d.act(ctx, "Ping", uid, d.Driver.Ping)
}

// TrimLog implements driver.Guest.
func (d *Driver) TrimLog(ctx context.Context, uid types.UID) error {
	return d.act(ctx, "TrimLog", uid, d.Driver.TrimLog)
}

func (d *Driver) act(ctx context.Context, call string, uid types.UID, do func(context.Context, types.UID) error) error {
	began := d.clock.Now()
	err := do(ctx, uid)
	d.measure(call, began, err)
	return err
}
