package aggregated

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"net"
	"os"
	"path/filepath"
	"time"

	"sigs.k8s.io/controller-runtime/pkg/client"

	compute "github.com/govtech-kz/ikp/api/compute/v1alpha1"
	"github.com/govtech-kz/ikp/apiserver/machinelog"
	"github.com/govtech-kz/ikp/apiserver/server"
	"github.com/govtech-kz/ikp/config"
	"github.com/govtech-kz/ikp/internal/install"
	"github.com/govtech-kz/ikp/internal/local/pki"
	"github.com/govtech-kz/ikp/internal/local/state"
	"github.com/govtech-kz/ikp/internal/testkit/controlplane"
)

// startTimeout is how long the API server may take to find the aggregated API.
const startTimeout = 2 * time.Minute

// API is a running aggregated API.
type API struct {
	// Ledger is the DSN of its ledger.
	Ledger string
	// Agents issues the certificates of hosts' log servers.
	Agents *pki.Authority

	dir    string
	cancel context.CancelFunc
	done   chan error
}

// Serve starts the aggregated API behind a control plane that was started
// WithAggregation, and returns when it is reached. The caller ends it with Stop.
func Serve(cp *controlplane.ControlPlane) (*API, error) { return serve(cp, install.Aggregate) }

// ServeAll is Serve with the admission webhooks in force.
func ServeAll(cp *controlplane.ControlPlane) (*API, error) { return serve(cp, install.Connect) }

// connect makes the API server reach what is served.
type connect func(context.Context, client.Client, fs.FS, install.Endpoints) error

func serve(cp *controlplane.ControlPlane, connect connect) (*API, error) {
	dir, err := os.MkdirTemp("", "ikp-aggregated-")
	if err != nil {
		return nil, fmt.Errorf("making a folder for the aggregated API: %w", err)
	}
	a := &API{dir: dir, Ledger: "sqlite:" + filepath.Join(dir, "ledger.db"), done: make(chan error, 1)}
	o, ca, err := a.options(cp)
	if err != nil {
		return nil, errors.Join(err, os.RemoveAll(dir))
	}
	ctx, cancel := context.WithCancel(context.Background())
	a.cancel = cancel
	go func() { a.done <- server.Run(ctx, o) }()
	reached, stop := context.WithTimeout(ctx, startTimeout)
	defer stop()
	err = connect(reached, cp.Client, config.Files, install.Endpoints{
		Webhook: fmt.Sprintf("https://127.0.0.1:%d", o.WebhookPort), Port: int64(o.SecurePort), CA: ca.PEM()})
	if err != nil {
		return nil, errors.Join(err, a.Stop())
	}
	return a, nil
}

// Stop ends the aggregated API.
func (a *API) Stop() error {
	a.cancel()
	return errors.Join(<-a.done, os.RemoveAll(a.dir))
}

func (a *API) options(cp *controlplane.ControlPlane) (*server.Options, *pki.Authority, error) {
	store := pki.Store{Dir: a.dir, Now: time.Now}
	serving, err := store.Authority("serving")
	if err != nil {
		return nil, nil, err
	}
	if a.Agents, err = store.Authority("agents"); err != nil {
		return nil, nil, err
	}
	_, err = store.Issue("server", serving, pki.Subject{Name: "server", Hosts: []string{"ikp-apiserver.ikp-system.svc", "127.0.0.1"}})
	if err != nil {
		return nil, nil, err
	}
	if _, err = store.Issue("client", a.Agents, pki.Subject{Name: compute.UserAPIServer}); err != nil {
		return nil, nil, err
	}
	o := server.NewOptions()
	o.Ledger, o.BindAddress = a.Ledger, net.IPv4(127, 0, 0, 1)
	o.CertFile, o.KeyFile = store.CertFile("server"), store.KeyFile("server")
	o.Agent = machinelog.Files{CA: store.CertFile("agents"), Cert: store.CertFile("client"), Key: store.KeyFile("client")}
	if o.Kubeconfig, err = a.kubeconfig(cp); err != nil {
		return nil, nil, err
	}
	var ports state.State
	if err := ports.ChoosePorts(a.dir, "api", "webhook"); err != nil {
		return nil, nil, err
	}
	o.SecurePort, o.WebhookPort = ports.Ports["api"], ports.Ports["webhook"]
	return o, serving, nil
}

func (a *API) kubeconfig(cp *controlplane.ControlPlane) (string, error) {
	raw, err := cp.KubeconfigFor(compute.UserAPIServer)
	if err != nil {
		return "", err
	}
	path := filepath.Join(a.dir, "kubeconfig")
	return path, os.WriteFile(path, raw, 0o600)
}
