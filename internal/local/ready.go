package local

import (
	"context"
	"crypto/tls"
	"crypto/x509"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"os"
	"strings"
	"time"
)

// probeTimeout bounds one question to a part.
const probeTimeout = 2 * time.Second

// longestAnswer bounds what is quoted of an answer that is no.
const longestAnswer = 300

// answers asks a URL over mutual TLS. The certificates are read at the question:
// they may not exist yet when the part is described.
func (c *Cluster) answers(url, authority, client string) func(context.Context) error {
	return func(ctx context.Context) error {
		trusted, err := os.ReadFile(c.pki.CertFile(authority))
		if err != nil {
			return err
		}
		pair, err := tls.LoadX509KeyPair(c.pki.CertFile(client), c.pki.KeyFile(client))
		if err != nil {
			return err
		}
		pool := x509.NewCertPool()
		if !pool.AppendCertsFromPEM(trusted) {
			return fmt.Errorf("no certificate in %s", c.pki.CertFile(authority))
		}
		return get(ctx, url, &tls.Config{RootCAs: pool, Certificates: []tls.Certificate{pair}})
	}
}

// plain asks a URL without TLS.
func plain(url string) func(context.Context) error {
	return func(ctx context.Context) error { return get(ctx, url, nil) }
}

// dials connects to a TCP address and hangs up.
func dials(address string) func(context.Context) error {
	return func(ctx context.Context) error {
		conn, err := (&net.Dialer{Timeout: probeTimeout}).DialContext(ctx, "tcp", address)
		if err != nil {
			return err
		}
		return conn.Close()
	}
}

// all asks one question after the other.
func all(questions ...func(context.Context) error) func(context.Context) error {
	return func(ctx context.Context) error {
		for _, ask := range questions {
			if err := ask(ctx); err != nil {
				return err
			}
		}
		return nil
	}
}

func get(ctx context.Context, url string, config *tls.Config) error {
	transport := &http.Transport{TLSClientConfig: config, DisableKeepAlives: true}
	client := &http.Client{Transport: transport, Timeout: probeTimeout}
	request, err := http.NewRequestWithContext(ctx, http.MethodGet, url, http.NoBody)
	if err != nil {
		return err
	}
	response, err := client.Do(request)
	if err != nil {
		return err
	}
	defer response.Body.Close() //nolint:errcheck // it was only read
	body, err := io.ReadAll(io.LimitReader(response.Body, longestAnswer))
	if err != nil {
		return err
	}
	if response.StatusCode != http.StatusOK {
		return errors.New(response.Status + ": " + strings.TrimSpace(string(body)))
	}
	return nil
}
