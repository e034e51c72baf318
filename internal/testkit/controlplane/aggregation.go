package controlplane

import (
	"errors"
	"fmt"
	"os"
	"time"

	"sigs.k8s.io/controller-runtime/pkg/envtest"

	"github.com/govtech-kz/ikp/internal/local/pki"
)

// frontProxyName is the user as which kube-apiserver forwards requests.
const frontProxyName = "front-proxy-client"

// WithAggregation lets the API server forward requests to aggregated APIs, with
// the name of the user who asked.
func WithAggregation() Option { return func(o *options) { o.aggregation = true } }

// frontProxy is a folder with the certificates of kube-apiserver as a proxy. Nil
// when no aggregation was asked for.
type frontProxy struct{ certificates pki.Store }

func newFrontProxy(asked bool) (*frontProxy, error) {
	if !asked {
		return nil, nil
	}
	dir, err := os.MkdirTemp("", "ikp-front-proxy-")
	if err != nil {
		return nil, fmt.Errorf("making a folder for the front proxy: %w", err)
	}
	f := &frontProxy{pki.Store{Dir: dir, Now: time.Now}}
	if err := f.issue(); err != nil {
		return nil, errors.Join(err, f.stop())
	}
	return f, nil
}

func (f *frontProxy) issue() error {
	ca, err := f.certificates.Authority("ca")
	if err != nil {
		return fmt.Errorf("making the front proxy's authority: %w", err)
	}
	if _, err := f.certificates.Issue("client", ca, pki.Subject{Name: frontProxyName}); err != nil {
		return fmt.Errorf("making the front proxy's certificate: %w", err)
	}
	return nil
}

func (f *frontProxy) configure(server *envtest.APIServer) {
	if f == nil {
		return
	}
	server.Configure().
		Set("requestheader-client-ca-file", f.certificates.CertFile("ca")).
		Set("requestheader-allowed-names", frontProxyName).
		Set("requestheader-username-headers", "X-Remote-User").
		Set("requestheader-group-headers", "X-Remote-Group").
		Set("requestheader-extra-headers-prefix", "X-Remote-Extra-").
		Set("proxy-client-cert-file", f.certificates.CertFile("client")).
		Set("proxy-client-key-file", f.certificates.KeyFile("client"))
}

func (f *frontProxy) stop() error {
	if f == nil {
		return nil
	}
	return os.RemoveAll(f.certificates.Dir)
}
