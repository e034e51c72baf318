package machinelog

import (
	"crypto/tls"
	"net"
	"net/http"
	"net/http/httptest"
	"testing"

	compute "github.com/govtech-kz/ikp/api/compute/v1alpha1"
	"github.com/govtech-kz/ikp/internal/local/pki"
)

func authority(t *testing.T, store pki.Store, name string) *pki.Authority {
	t.Helper()
	ca, err := store.Authority(name)
	if err != nil {
		t.Fatal(err)
	}
	return ca
}

func dialer(t *testing.T, store pki.Store, ca *pki.Authority) *Agents {
	t.Helper()
	if _, err := store.Issue("apiserver", ca, pki.Subject{Name: compute.UserAPIServer}); err != nil {
		t.Fatal(err)
	}
	agents, err := NewAgents(Files{CA: store.CertFile("agents"), Cert: store.CertFile("apiserver"), Key: store.KeyFile("apiserver")})
	if err != nil {
		t.Fatal(err)
	}
	return agents
}

// serve is an agent that demands a client certificate; it returns its address.
func serve(t *testing.T, ca *pki.Authority, name string, handler http.HandlerFunc) string {
	t.Helper()
	pair, err := ca.Issue(pki.Subject{Name: compute.HostUser(name), Hosts: []string{name}})
	if err != nil {
		t.Fatal(err)
	}
	cert, err := tls.X509KeyPair(pair.Cert, pair.Key)
	if err != nil {
		t.Fatal(err)
	}
	server := httptest.NewUnstartedServer(handler)
	server.TLS = &tls.Config{
		Certificates: []tls.Certificate{cert}, ClientCAs: ca.Pool(),
		ClientAuth: tls.RequireAndVerifyClientCert, MinVersion: tls.VersionTLS13,
	}
	server.StartTLS()
	t.Cleanup(server.Close)
	return server.Listener.Addr().String()
}

func closedPort(t *testing.T) string {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = l.Close() }()
	return l.Addr().String()
}
