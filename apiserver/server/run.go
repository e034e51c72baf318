package server

import (
	"context"
	"crypto/ed25519"
	"errors"
	"fmt"

	"golang.org/x/sync/errgroup"
	"k8s.io/apiserver/pkg/registry/rest"
	genericapiserver "k8s.io/apiserver/pkg/server"
	"k8s.io/client-go/tools/clientcmd"
	"k8s.io/utils/clock"
	"sigs.k8s.io/controller-runtime/pkg/client"
	"sigs.k8s.io/controller-runtime/pkg/manager"

	"github.com/govtech-kz/ikp/apiserver/evidence"
	"github.com/govtech-kz/ikp/apiserver/hosted"
	"github.com/govtech-kz/ikp/apiserver/intake"
	"github.com/govtech-kz/ikp/apiserver/inventories"
	"github.com/govtech-kz/ikp/apiserver/machinelog"
	"github.com/govtech-kz/ikp/apiserver/statements"
	"github.com/govtech-kz/ikp/apiserver/webhook"
	"github.com/govtech-kz/ikp/controllers/ledger"
)

// Run serves the aggregated API and the webhooks until ctx ends or one of them
// fails.
func Run(ctx context.Context, o *Options) (err error) {
	agents, err := machinelog.NewAgents(o.Agent)
	if err != nil {
		return err
	}
	key, err := evidence.LoadKey(o.EvidenceKey)
	if err != nil {
		return err
	}
	book, err := ledger.Open(ctx, o.Ledger)
	if err != nil {
		return fmt.Errorf("opening the ledger: %w", err)
	}
	defer func() { err = errors.Join(err, book.Close()) }()
	group, ctx := errgroup.WithContext(ctx)
	mgr, api, err := assemble(o, parts{book: book, agents: agents, key: key, stopping: ctx.Done()})
	if err != nil {
		return err
	}
	group.Go(func() error { return mgr.Start(ctx) })
	group.Go(func() error { return api.PrepareRun().RunWithContext(ctx) })
	return group.Wait()
}

// assemble makes the two servers. Both read from the API server itself: an object
// that was made a moment ago counts. Only to admit a machine, and to tell whose one
// is, a cache is enough.
func assemble(o *Options, p parts) (manager.Manager, *genericapiserver.GenericAPIServer, error) {
	config, err := clientcmd.BuildConfigFromFlags("", o.Kubeconfig)
	if err != nil {
		return nil, nil, fmt.Errorf("reading kubeconfig %q: %w", o.Kubeconfig, err)
	}
	// Requests are answered as they come; the API server itself shares fairly.
	config.QPS = -1
	mgr, err := newManager(o, config)
	if err != nil {
		return nil, nil, err
	}
	reader, err := client.NewWithWatch(config, client.Options{Scheme: mgr.GetScheme(), Mapper: mgr.GetRESTMapper(), HTTPClient: mgr.GetHTTPClient()})
	if err != nil {
		return nil, nil, fmt.Errorf("making a client: %w", err)
	}
	webhook.Register(mgr.GetWebhookServer(), webhook.Readers{Live: reader, Cached: mgr.GetCache()}, p.book, clock.RealClock{})
	checks := readiness(mgr.GetWebhookServer().StartedChecker())
	if err = probe(mgr, checks); err != nil {
		return nil, nil, err
	}
	owners := hosted.Owners{Cache: mgr.GetCache()}
	api, err := newAPI(o, p.resources(reader, owners), checks)
	return mgr, api, err
}

// parts are what the resources are made of.
type parts struct {
	book   *ledger.Ledger
	agents *machinelog.Agents
	// key signs residency reports; nil: none are given.
	key      ed25519.PrivateKey
	stopping <-chan struct{}
}

// resources of the aggregated API.
func (p parts) resources(c client.WithWatch, owners hosted.Owners) map[string]rest.Storage {
	now := clock.RealClock{}
	return map[string]rest.Storage{
		"evidencekeys":          &evidence.Keys{Key: p.key},
		"hostedmachines":        hosted.Machines(c, owners, p.stopping),
		"hostedmachines/events": hosted.MachineEvents(c, owners),
		"hostedmachines/status": hosted.MachineStatus(c, owners),
		"hostviews":             hosted.Hosts(c, p.stopping),
		"residencyfindings":     evidence.NewFindings(p.book, now),
		"residencyinventories":  &inventories.REST{Book: p.book, Reader: c},
		"residencyreports":      &evidence.Reports{Book: p.book, Reader: c, Key: p.key, Clock: now},
		"usagebatches":          &intake.REST{Book: p.book, Clock: now},
		"statementviews":        &statements.REST{Book: p.book, Reader: c, Clock: now},
		"virtualmachines":       machinelog.Parent{},
		"virtualmachines/log":   &machinelog.REST{Reader: c, Agents: p.agents, Stopping: p.stopping},
	}
}
