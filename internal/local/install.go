package local

import (
	"context"
	"fmt"

	"k8s.io/client-go/rest"
	"k8s.io/client-go/tools/clientcmd"
	"sigs.k8s.io/controller-runtime/pkg/client"

	"github.com/govtech-kz/ikp/api/scheme"
	"github.com/govtech-kz/ikp/config"
	"github.com/govtech-kz/ikp/internal/install"
)

// Client acts as the local administrator.
func (c *Cluster) Client() (client.Client, error) {
	cfg, err := clientcmd.BuildConfigFromFlags("", c.layout.adminConfig())
	if err != nil {
		return nil, fmt.Errorf("reading the administrator's kubeconfig: %w", err)
	}
	cfg.QPS = -1
	cfg.WarningHandler = rest.NoWarnings{}
	return client.New(cfg, client.Options{Scheme: scheme.New()})
}

func (c *Cluster) installPlatform(ctx context.Context) error {
	began := c.now()
	admin, err := c.Client()
	if err != nil {
		return err
	}
	ctx, cancel := context.WithTimeout(ctx, readyTimeout)
	defer cancel()
	if err := install.Platform(ctx, admin, config.Files); err != nil {
		return fmt.Errorf("installing the platform: %w", err)
	}
	c.say("%-28s installed after %.1f s", "kinds, roles, policies", c.now().Sub(began).Seconds())
	return nil
}

// connectPlatform tells the API server where ikp-apiserver is. It comes after
// ikp-apiserver is ready: from then on nothing is admitted without it.
func (c *Cluster) connectPlatform(ctx context.Context) error {
	admin, err := c.Client()
	if err != nil {
		return err
	}
	authority, err := c.pki.Authority(authorityClients)
	if err != nil {
		return err
	}
	ctx, cancel := context.WithTimeout(ctx, readyTimeout)
	defer cancel()
	at := install.Endpoints{
		Webhook: c.url(portWebhook), Port: int64(c.state.Ports[portAggregated]), CA: authority.PEM(),
	}
	if err := install.Connect(ctx, admin, config.Files, at); err != nil {
		return fmt.Errorf("connecting ikp-apiserver: %w", err)
	}
	return nil
}
