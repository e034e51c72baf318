package server_test

import (
	"bufio"
	"crypto/tls"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"testing"

	apierrors "k8s.io/apimachinery/pkg/api/errors"
	"k8s.io/client-go/kubernetes"
	"sigs.k8s.io/controller-runtime/pkg/client"

	compute "github.com/govtech-kz/ikp/api/compute/v1alpha1"
	"github.com/govtech-kz/ikp/internal/local/pki"
)

// agent is host h1's agent as far as logs go: it greets, and keeps the stream
// open when it is followed.
func (w *world) agent(t *testing.T) {
	t.Helper()
	pair, err := w.agents.Issue(pki.Subject{Name: compute.HostUser("h1"), Hosts: []string{"h1"}})
	if err != nil {
		t.Fatal(err)
	}
	certificate, err := tls.X509KeyPair(pair.Cert, pair.Key)
	if err != nil {
		t.Fatal(err)
	}
	server := httptest.NewUnstartedServer(http.HandlerFunc(func(rw http.ResponseWriter, r *http.Request) {
		_, _ = fmt.Fprintf(rw, "%s for %s\n", r.URL.Path, r.TLS.PeerCertificates[0].Subject.CommonName)
		if r.URL.Query().Get("follow") == "true" {
			_ = http.NewResponseController(rw).Flush()
			<-r.Context().Done()
		}
	}))
	server.TLS = &tls.Config{
		Certificates: []tls.Certificate{certificate}, ClientCAs: w.agents.Pool(),
		ClientAuth: tls.RequireAndVerifyClientCert, MinVersion: tls.VersionTLS13,
	}
	server.StartTLS()
	t.Cleanup(server.Close)
	host := &compute.Host{}
	if err := w.Client.Get(t.Context(), client.ObjectKey{Name: "h1"}, host); err != nil {
		t.Fatal(err)
	}
	host.Status.AgentEndpoint = server.Listener.Addr().String()
	if err := w.Client.Status().Update(t.Context(), host); err != nil {
		t.Fatal(err)
	}
}

// log opens a log as a user.
func (w *world) log(t *testing.T, machine, query, user string, groups ...string) (io.ReadCloser, error) {
	t.Helper()
	clients, err := kubernetes.NewForConfig(w.ConfigAs(user, groups...))
	if err != nil {
		t.Fatal(err)
	}
	path := "/apis/subresources.ikp.gov.kz/v1alpha1/namespaces/" + namespace + "/virtualmachines/" + machine + "/log" + query
	return clients.RESTClient().Get().RequestURI(path).Stream(t.Context())
}

func (w *world) streamsLogs(t *testing.T) {
	w.agent(t)
	want := fmt.Sprintf("/v1/machines/%s/log for ikp:apiserver\n", w.machine.UID)
	body, err := w.log(t, "web-1", "", "arman", "ikp:agency:minfin:developer")
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = body.Close() }()
	if text, err := io.ReadAll(body); err != nil || string(text) != want {
		t.Errorf("log %q, %v, want %q", text, err, want)
	}
	if line := firstLine(t, w.follow(t)); line != want {
		t.Errorf("first followed line %q, want %q", line, want)
	}
	if _, err := w.log(t, "unbound", "", "arman", "ikp:agency:minfin:developer"); !apierrors.IsBadRequest(err) {
		t.Errorf("the log of a machine without a host was answered with %v, want BadRequest", err)
	}
	if _, err := w.log(t, "web-1", "", "dana", "ikp:agency:mzdrav:developer"); !apierrors.IsForbidden(err) {
		t.Errorf("another agency's developer was answered with %v, want Forbidden", err)
	}
}

func (w *world) follow(t *testing.T) io.ReadCloser {
	t.Helper()
	body, err := w.log(t, "web-1", "?follow=true", "arman", "ikp:agency:minfin:developer")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = body.Close() })
	return body
}

func firstLine(t *testing.T, r io.Reader) string {
	t.Helper()
	line, err := bufio.NewReader(r).ReadString('\n')
	if err != nil {
		t.Fatalf("reading the first line: %v", err)
	}
	return line
}
