package main

import (
	"context"
	"errors"
	"fmt"
	"net"
	"net/http"
	"path/filepath"
	"time"

	"golang.org/x/sync/errgroup"
	"k8s.io/apimachinery/pkg/util/uuid"
	"k8s.io/client-go/tools/clientcmd"
	"k8s.io/utils/clock"
	ctrl "sigs.k8s.io/controller-runtime"
	"sigs.k8s.io/controller-runtime/pkg/healthz"

	"github.com/govtech-kz/ikp/operators/hypervisor/agent"
	"github.com/govtech-kz/ikp/operators/hypervisor/driver"
	"github.com/govtech-kz/ikp/operators/hypervisor/driver/timed"
	"github.com/govtech-kz/ikp/operators/hypervisor/journal"
	"github.com/govtech-kz/ikp/operators/hypervisor/lease"
	"github.com/govtech-kz/ikp/operators/hypervisor/logserver"
	"github.com/govtech-kz/ikp/operators/hypervisor/stocktaking"
)

const (
	// headerTimeout is how long a client may take to say what it wants.
	headerTimeout = 10 * time.Second
	// nothing is the address of a server that shall not run.
	nothing = "0"
)

// process is everything that runs here.
type process struct {
	managers []ctrl.Manager
	drivers  []driver.Driver
	logs     *http.Server
	listener net.Listener
	state    *stateDir
}

// start opens what the agents need. Hypervisors need not answer yet.
func start(o *options, hosts []host) (*process, error) {
	state, err := openState(o.stateDir)
	if err != nil {
		return nil, err
	}
	p := &process{state: state}
	if err := p.listen(o); err != nil {
		return nil, errors.Join(err, state.close())
	}
	for i, h := range hosts {
		// Metrics and health speak for the whole process: the first host's manager serves them.
		metrics, health := nothing, nothing
		if i == 0 {
			metrics, health = o.metrics, o.health
		}
		if err := p.addHost(o, h, metrics, health); err != nil {
			p.close()
			return nil, fmt.Errorf("starting the agent of host %q: %w", h.name, err)
		}
	}
	p.logs.Handler = logserver.Handler(guests(p.drivers))
	return p, nil
}

func (p *process) listen(o *options) error {
	tls, err := logserver.TLS(o.certFile, o.keyFile, o.caFile)
	if err != nil {
		return err
	}
	if p.listener, err = net.Listen("tcp", o.listen); err != nil {
		return fmt.Errorf("listening on --listen=%s: %w", o.listen, err)
	}
	p.logs = &http.Server{TLSConfig: tls, ReadHeaderTimeout: headerTimeout}
	return nil
}

func (p *process) addHost(o *options, h host, metrics, health string) error {
	d, err := openDriver(o, h)
	if err != nil {
		return err
	}
	d = timed.New(h.name, d, clock.RealClock{})
	p.drivers = append(p.drivers, d)
	book, aside, err := journal.Open(filepath.Join(o.stateDir, "journal", h.name+".jsonl"), uuid.NewUUID)
	if err != nil {
		return err
	}
	if aside != "" {
		ctrl.Log.Info("the metering journal was damaged and a new one begun; what it had not posted is lost", "host", h.name, "kept", aside)
	}
	cfg, err := clientcmd.BuildConfigFromFlags("", h.kubeconfig)
	if err != nil {
		return fmt.Errorf("reading --kubeconfig: %w", err)
	}
	cfg.QPS, cfg.Burst = -1, -1 // the API server is fair; the agent need not be slow
	held, err := lease.New(cfg, h.name, p.state.identity)
	if err != nil {
		return err
	}
	mgr, err := agent.NewManager(cfg, h.name, held, metrics, health)
	if err != nil {
		return err
	}
	p.managers = append(p.managers, mgr)
	intake, err := journal.NewIntake(cfg, mgr.GetScheme())
	if err != nil {
		return fmt.Errorf("reaching the ledger: %w", err)
	}
	stock, err := stocktaking.NewIntake(cfg, mgr.GetScheme())
	if err != nil {
		return fmt.Errorf("reaching the intake of inventories: %w", err)
	}
	err = agent.Add(mgr, agent.Config{
		Host: h.name, Driver: d, Journal: book, Ledger: intake, Stock: stock, StateDir: o.stateDir,
		Endpoint: p.listener.Addr().String(), Network: network(o), Clock: clock.RealClock{},
		Permit: held.Permit,
	})
	return errors.Join(err, mgr.AddHealthzCheck("ping", healthz.Ping), mgr.AddReadyzCheck("ping", healthz.Ping))
}

// network is nil, not a typed nil, when guests have none.
func network(o *options) agent.Network {
	if o.network == nil {
		return nil
	}
	return o.network
}

func guests(drivers []driver.Driver) []driver.Guest {
	out := make([]driver.Guest, len(drivers))
	for i, d := range drivers {
		out[i] = d
	}
	return out
}

// run works until ctx ends or one part fails: an agent that lost its lease must
// not go on.
func (p *process) run(ctx context.Context) error {
	g, ctx := errgroup.WithContext(ctx)
	for _, mgr := range p.managers {
		g.Go(func() error { return mgr.Start(ctx) })
	}
	g.Go(func() error {
		if err := p.logs.ServeTLS(p.listener, "", ""); !errors.Is(err, http.ErrServerClosed) {
			return fmt.Errorf("serving logs: %w", err)
		}
		return nil
	})
	g.Go(func() error {
		<-ctx.Done()
		return p.logs.Close()
	})
	return g.Wait()
}

// close lets go of everything. Machines run on.
func (p *process) close() {
	for _, d := range p.drivers {
		if err := d.Close(); err != nil {
			ctrl.Log.Error(err, "letting go of a hypervisor")
		}
	}
	if err := p.listener.Close(); err != nil && !errors.Is(err, net.ErrClosed) {
		ctrl.Log.Error(err, "closing the log server's port")
	}
	if err := p.state.close(); err != nil {
		ctrl.Log.Error(err, "unlocking the state folder")
	}
}
