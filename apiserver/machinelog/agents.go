package machinelog

import (
	"context"
	"crypto/tls"
	"crypto/x509"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/url"
	"os"
	"strconv"
	"strings"
	"time"

	compute "github.com/govtech-kz/ikp/api/compute/v1alpha1"
	subresources "github.com/govtech-kz/ikp/api/subresources/v1alpha1"
)

const (
	// dialTimeout bounds reaching an agent.
	dialTimeout = 5 * time.Second
	// answerTimeout bounds the wait for the first byte of an answer. The agent
	// gives its hypervisor 10 s, so that its own error comes first.
	answerTimeout = 15 * time.Second
	// maxRefusal is how many bytes of an agent's error are repeated to the user.
	maxRefusal = 512
)

// Files are the PEM files for speaking to agents over mutual TLS.
type Files struct {
	// CA signs the agents' serving certificates.
	CA string
	// Cert and Key are the client certificate of ikp:apiserver. They are read
	// again for each connection, so that they can be renewed.
	Cert, Key string
}

// Agents speaks to the agents of all hosts over mutual TLS. A host's serving
// certificate carries the host's name as DNS name.
type Agents struct {
	roots *x509.CertPool
	files Files
}

// NewAgents reads the certificates, so that a wrong file is told at the start.
func NewAgents(files Files) (*Agents, error) {
	raw, err := os.ReadFile(files.CA)
	if err != nil {
		return nil, fmt.Errorf("reading the agents' CA: %w", err)
	}
	a := &Agents{roots: x509.NewCertPool(), files: files}
	if !a.roots.AppendCertsFromPEM(raw) {
		return nil, fmt.Errorf("reading the agents' CA %q: it holds no PEM certificate", files.CA)
	}
	if _, err := a.certificate(nil); err != nil {
		return nil, err
	}
	return a, nil
}

func (a *Agents) certificate(*tls.CertificateRequestInfo) (*tls.Certificate, error) {
	pair, err := tls.LoadX509KeyPair(a.files.Cert, a.files.Key)
	if err != nil {
		return nil, fmt.Errorf("reading the client certificate for agents: %w", err)
	}
	return &pair, nil
}

// log opens the log of a machine at its host. The caller closes it.
func (a *Agents) log(ctx context.Context, host *compute.Host, vm *compute.VirtualMachine, o *subresources.VirtualMachineLogOptions) (io.ReadCloser, error) {
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, logURL(host, vm, o), nil)
	if err != nil {
		return nil, silent(host, err)
	}
	resp, err := a.client(host).Do(req)
	if err != nil {
		return nil, silent(host, reasonOf(err))
	}
	if resp.StatusCode == http.StatusOK {
		return resp.Body, nil
	}
	defer func() { _ = resp.Body.Close() }()
	return nil, refusalOf(resp, host, vm)
}

// refusalOf is what an agent's answer means that is no log.
func refusalOf(resp *http.Response, host *compute.Host, vm *compute.VirtualMachine) error {
	if resp.StatusCode == http.StatusNotFound {
		return noLog(vm)
	}
	body, err := io.ReadAll(io.LimitReader(resp.Body, maxRefusal))
	if err != nil {
		return silent(host, err)
	}
	text := strings.TrimSpace(string(body))
	if resp.StatusCode == http.StatusServiceUnavailable {
		return unable(host, text)
	}
	return refused(host, resp.Status, text)
}

// client is for one request: hosts that share an address differ in the name that
// their certificate must carry, so connections are not shared.
func (a *Agents) client(host *compute.Host) *http.Client {
	return &http.Client{
		CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse },
		Transport: &http.Transport{
			DialContext: (&net.Dialer{Timeout: dialTimeout}).DialContext,
			TLSClientConfig: &tls.Config{
				MinVersion:           tls.VersionTLS13,
				RootCAs:              a.roots,
				ServerName:           host.Name,
				GetClientCertificate: a.certificate,
			},
			TLSHandshakeTimeout:   dialTimeout,
			ResponseHeaderTimeout: answerTimeout,
			DisableKeepAlives:     true,
		},
	}
}

func logURL(host *compute.Host, vm *compute.VirtualMachine, o *subresources.VirtualMachineLogOptions) string {
	query := url.Values{}
	if o.Follow {
		query.Set("follow", "true")
	}
	if o.TailLines != nil {
		query.Set("tailLines", strconv.FormatInt(*o.TailLines, 10))
	}
	u := url.URL{Scheme: "https", Host: host.Status.AgentEndpoint, RawQuery: query.Encode()}
	return u.JoinPath("v1", "machines", string(vm.UID), "log").String()
}

// reasonOf is an error without the URL, which the message names already.
func reasonOf(err error) error {
	var u *url.Error
	if errors.As(err, &u) {
		return u.Err
	}
	return err
}
