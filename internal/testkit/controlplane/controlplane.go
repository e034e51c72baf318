package controlplane

import (
	"context"
	"errors"
	"fmt"
	"os"
	"time"

	"k8s.io/client-go/rest"
	"sigs.k8s.io/controller-runtime/pkg/client"
	"sigs.k8s.io/controller-runtime/pkg/envtest"
	"sigs.k8s.io/controller-runtime/pkg/log"
	"sigs.k8s.io/controller-runtime/pkg/log/zap"

	"github.com/govtech-kz/ikp/api/scheme"
	"github.com/govtech-kz/ikp/config"
	"github.com/govtech-kz/ikp/internal/install"
)

// startTimeout is how long each part may take on a machine that is busy with
// other packages' tests.
const startTimeout = 2 * time.Minute

// ControlPlane is a running etcd and kube-apiserver.
type ControlPlane struct {
	// Config reaches the API server as a member of system:masters.
	Config *rest.Config
	// Client is an uncached client of that user, with every kind of ikp.
	Client client.Client

	env     *envtest.Environment
	manager *process
	proxy   *frontProxy
}

// Open starts a control plane outside of tests. The caller ends it with Stop.
func Open(opts ...Option) (*ControlPlane, error) { return start(apply(opts)) }

// start brings up the processes and installs the platform's manifests.
func start(o options) (*ControlPlane, error) {
	log.SetLogger(zap.New(zap.WriteTo(os.Stderr)))
	if err := checkAssets(); err != nil {
		return nil, err
	}
	proxy, err := newFrontProxy(o.aggregation)
	if err != nil {
		return nil, err
	}
	c := &ControlPlane{env: environment(), proxy: proxy}
	proxy.configure(c.env.ControlPlane.GetAPIServer())
	if err := c.open(o); err != nil {
		return nil, errors.Join(err, c.Stop())
	}
	return c, nil
}

func (c *ControlPlane) open(o options) error {
	var err error
	if c.Config, err = c.env.Start(); err != nil {
		return fmt.Errorf("starting etcd and kube-apiserver: %w", err)
	}
	c.Config.QPS, c.Config.Burst = -1, -1
	if c.Client, err = client.New(c.Config, client.Options{Scheme: scheme.New()}); err != nil {
		return fmt.Errorf("making a client: %w", err)
	}
	ctx, cancel := context.WithTimeout(context.Background(), startTimeout)
	defer cancel()
	if err = install.Platform(ctx, c.Client, config.Files); err != nil {
		return fmt.Errorf("installing the platform: %w", err)
	}
	if o.controllerManager {
		c.manager, err = startControllerManager(c.env.KubeConfig)
	}
	return err
}

// environment is etcd and kube-apiserver with the shortest waits they allow.
func environment() *envtest.Environment {
	env := &envtest.Environment{
		ControlPlaneStartTimeout: startTimeout,
		ControlPlaneStopTimeout:  startTimeout,
	}
	etcd := &envtest.Etcd{}
	etcd.Configure().Set("heartbeat-interval", "20").Set("election-timeout", "200").Set("log-level", "error")
	env.ControlPlane.Etcd = etcd
	return env
}

// Stop ends the processes and deletes what they kept.
func (c *ControlPlane) Stop() error {
	return errors.Join(c.manager.stop(), c.env.Stop(), c.proxy.stop())
}
