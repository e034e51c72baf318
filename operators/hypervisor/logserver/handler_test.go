package logserver_test

import (
	"bufio"
	"context"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/tls"
	"crypto/x509"
	"crypto/x509/pkix"
	"encoding/pem"
	"io"
	"math/big"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"testing"
	"time"

	"k8s.io/utils/clock"

	compute "github.com/govtech-kz/ikp/api/compute/v1alpha1"
	"github.com/govtech-kz/ikp/operators/hypervisor/driver"
	"github.com/govtech-kz/ikp/operators/hypervisor/driver/fixture"
	"github.com/govtech-kz/ikp/operators/hypervisor/logserver"
)

// authority signs certificates for both sides.
type authority struct {
	t    *testing.T
	dir  string
	cert *x509.Certificate
	key  *ecdsa.PrivateKey
}

func newAuthority(t *testing.T) *authority {
	t.Helper()
	a := &authority{t: t, dir: t.TempDir()}
	a.cert, a.key = a.issue("ca")
	return a
}

// issue makes a certificate by the name of cn and writes it and its key.
func (a *authority) issue(cn string) (*x509.Certificate, *ecdsa.PrivateKey) {
	a.t.Helper()
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		a.t.Fatal(err)
	}
	template := &x509.Certificate{
		SerialNumber: big.NewInt(1), Subject: pkix.Name{CommonName: cn}, NotAfter: time.Date(2100, 1, 1, 0, 0, 0, 0, time.UTC),
		IsCA: a.cert == nil, BasicConstraintsValid: true, DNSNames: []string{"example.com"},
		ExtKeyUsage: []x509.ExtKeyUsage{x509.ExtKeyUsageClientAuth, x509.ExtKeyUsageServerAuth},
	}
	parent, signer := a.cert, a.key
	if parent == nil {
		parent, signer = template, key
	}
	der, err := x509.CreateCertificate(rand.Reader, template, parent, &key.PublicKey, signer)
	if err != nil {
		a.t.Fatal(err)
	}
	raw, err := x509.MarshalECPrivateKey(key)
	if err != nil {
		a.t.Fatal(err)
	}
	a.write(cn+".crt", "CERTIFICATE", der)
	a.write(cn+".key", "EC PRIVATE KEY", raw)
	cert, err := x509.ParseCertificate(der)
	if err != nil {
		a.t.Fatal(err)
	}
	return cert, key
}

func (a *authority) write(name, kind string, der []byte) {
	a.t.Helper()
	if err := os.WriteFile(a.at(name), pem.EncodeToMemory(&pem.Block{Type: kind, Bytes: der}), 0o600); err != nil {
		a.t.Fatal(err)
	}
}

func (a *authority) at(name string) string { return filepath.Join(a.dir, name) }

// serve runs the log server of a fixture with one machine, u1, that has started.
func (a *authority) serve() (*httptest.Server, *fixture.Driver) {
	a.t.Helper()
	a.issue("server")
	d, err := fixture.New(fixture.Options{Name: "h1", Clock: clock.RealClock{}})
	if err != nil {
		a.t.Fatal(err)
	}
	m := driver.Machine{UID: "u1", Namespace: "env", Name: "web-1", Probe: compute.GuestProbe{Type: compute.ProbeSerial, Pattern: "ready"}}
	if err := d.Provision(a.t.Context(), m); err != nil {
		a.t.Fatal(err)
	}
	if err := d.Start(a.t.Context(), "u1"); err != nil {
		a.t.Fatal(err)
	}
	s := httptest.NewUnstartedServer(logserver.Handler([]driver.Guest{d}))
	if s.TLS, err = logserver.TLS(a.at("server.crt"), a.at("server.key"), a.at("ca.crt")); err != nil {
		a.t.Fatal(err)
	}
	s.StartTLS()
	a.t.Cleanup(s.Close)
	return s, d
}

// client is a client by the name of cn, or without a certificate.
func (a *authority) client(cn string) *http.Client {
	a.t.Helper()
	pool := x509.NewCertPool()
	pool.AddCert(a.cert)
	cfg := &tls.Config{RootCAs: pool, ServerName: "example.com"}
	if cn != "" {
		a.issue(cn)
		pair, err := tls.LoadX509KeyPair(a.at(cn+".crt"), a.at(cn+".key"))
		if err != nil {
			a.t.Fatal(err)
		}
		cfg.Certificates = []tls.Certificate{pair}
	}
	transport := &http.Transport{TLSClientConfig: cfg}
	a.t.Cleanup(transport.CloseIdleConnections)
	return &http.Client{Transport: transport}
}

func get(ctx context.Context, t *testing.T, c *http.Client, url string) (*http.Response, error) {
	t.Helper()
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, url, nil)
	if err != nil {
		t.Fatal(err)
	}
	return c.Do(req)
}

func bodyOf(t *testing.T, resp *http.Response) string {
	t.Helper()
	defer closeBody(t, resp)
	body, err := io.ReadAll(resp.Body)
	if err != nil {
		t.Fatal(err)
	}
	return string(body)
}

func closeBody(t *testing.T, resp *http.Response) {
	t.Helper()
	if err := resp.Body.Close(); err != nil {
		t.Error(err)
	}
}

func TestServesLogsToTheAPIServerAlone(t *testing.T) {
	t.Parallel()
	a := newAuthority(t)
	s, _ := a.serve()
	cases := map[string]struct {
		cn, path string
		code     int
		body     string
	}{
		"the whole log":                 {compute.UserAPIServer, "/v1/machines/u1/log", 200, "fixture guest env/web-1 started\nready\n"},
		"its last line":                 {compute.UserAPIServer, "/v1/machines/u1/log?tailLines=1", 200, "ready\n"},
		"no machine that is not here":   {compute.UserAPIServer, "/v1/machines/u2/log", 404, "the machine has written no log on this host\n"},
		"no number of lines below zero": {compute.UserAPIServer, "/v1/machines/u1/log?tailLines=-1", 400, "tailLines=\"-1\" is no number of lines\n"},
		"nobody else": {
			"ikp:host:h2", "/v1/machines/u1/log", 403,
			"only ikp:apiserver may read the logs of machines here; ask the platform's API server\n",
		},
	}
	for name, tc := range cases {
		resp, err := get(t.Context(), t, a.client(tc.cn), s.URL+tc.path)
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		if body := bodyOf(t, resp); resp.StatusCode != tc.code || body != tc.body {
			t.Errorf("%s: %d %q; want %d %q", name, resp.StatusCode, body, tc.code, tc.body)
		}
	}
	if resp, err := get(t.Context(), t, a.client(""), s.URL+"/v1/machines/u1/log"); err == nil {
		t.Errorf("a client without a certificate gets %d %q", resp.StatusCode, bodyOf(t, resp))
	}
}

func TestFollowsALogAsItGrows(t *testing.T) {
	t.Parallel()
	a := newAuthority(t)
	s, d := a.serve()
	ctx, cancel := context.WithTimeout(t.Context(), time.Minute)
	defer cancel()
	resp, err := get(ctx, t, a.client(compute.UserAPIServer), s.URL+"/v1/machines/u1/log?follow=true&tailLines=0")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { closeBody(t, resp) })
	for _, act := range []func(context.Context) error{
		func(ctx context.Context) error { return d.PowerOff(ctx, "u1") },
		func(ctx context.Context) error { return d.Start(ctx, "u1") },
	} {
		if err := act(ctx); err != nil {
			t.Fatal(err)
		}
	}
	line, err := bufio.NewReader(resp.Body).ReadString('\n')
	if line != "fixture guest env/web-1 started\n" || err != nil {
		t.Errorf("followed %q, %v; want the greeting of the second run", line, err)
	}
}
