package server

import (
	"context"
	"errors"
	"fmt"

	"golang.org/x/sync/errgroup"
	"k8s.io/apiserver/pkg/registry/rest"
	"k8s.io/client-go/tools/clientcmd"
	"k8s.io/utils/clock"
	"sigs.k8s.io/controller-runtime/pkg/client"

	"github.com/govtech-kz/ikp/apiserver/intake"
	"github.com/govtech-kz/ikp/apiserver/machinelog"
	"github.com/govtech-kz/ikp/apiserver/statements"
	"github.com/govtech-kz/ikp/controllers/ledger"
)

// Run serves the aggregated API and the webhooks until ctx ends or one of them
// fails.
func Run(ctx context.Context, o *Options) (err error) {
	config, err := clientcmd.BuildConfigFromFlags("", o.Kubeconfig)
	if err != nil {
		return fmt.Errorf("reading kubeconfig %q: %w", o.Kubeconfig, err)
	}
	agents, err := machinelog.NewAgents(o.Agent)
	if err != nil {
		return err
	}
	book, err := ledger.Open(ctx, o.Ledger)
	if err != nil {
		return fmt.Errorf("opening the ledger: %w", err)
	}
	defer func() { err = errors.Join(err, book.Close()) }()
	group, ctx := errgroup.WithContext(ctx)
	mgr, err := newManager(ctx, o, config)
	if err != nil {
		return err
	}
	checks := readiness(book, mgr.Elected())
	if err := probe(mgr, checks); err != nil {
		return err
	}
	api, err := newAPI(o, resources(book, mgr.GetClient(), agents, ctx.Done()), checks)
	if err != nil {
		return err
	}
	group.Go(func() error { return mgr.Start(ctx) })
	group.Go(func() error { return api.PrepareRun().RunWithContext(ctx) })
	return group.Wait()
}

// resources of the aggregated API.
func resources(book *ledger.Ledger, reader client.Reader, agents *machinelog.Agents, stopping <-chan struct{}) map[string]rest.Storage {
	now := clock.RealClock{}
	return map[string]rest.Storage{
		"usagebatches":        &intake.REST{Book: book, Clock: now},
		"statementviews":      &statements.REST{Book: book, Reader: reader, Clock: now},
		"virtualmachines":     machinelog.Parent{},
		"virtualmachines/log": &machinelog.REST{Reader: reader, Agents: agents, Stopping: stopping},
	}
}
