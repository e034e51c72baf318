package pki_test

import (
	"bytes"
	"crypto/tls"
	"crypto/x509"
	"os"
	"testing"
	"time"

	"github.com/govtech-kz/ikp/internal/local/pki"
)

// clock is a time that tests move.
type clock struct{ now time.Time }

func (c *clock) Now() time.Time { return c.now }

func newStore(t *testing.T) (pki.Store, *clock, *pki.Authority) {
	t.Helper()
	c := &clock{now: time.Date(2026, 11, 22, 9, 0, 0, 0, time.UTC)}
	s := pki.Store{Dir: t.TempDir(), Now: c.Now}
	a, err := s.Authority("ca")
	if err != nil {
		t.Fatal(err)
	}
	return s, c, a
}

func TestIssue(t *testing.T) {
	minister := pki.Subject{Name: "aigerim", Groups: []string{"ikp:agency:minfin:admin"}}
	server := pki.Subject{Name: "kube-apiserver", Hosts: []string{"localhost", "127.0.0.1"}}
	tests := map[string]struct {
		first, second pki.Subject
		later         time.Duration
		wantRenewed   bool
	}{
		"uses a certificate again while it holds":           {first: minister, second: minister, later: 300 * 24 * time.Hour},
		"renews a certificate in its last month":            {first: minister, second: minister, later: 340 * 24 * time.Hour, wantRenewed: true},
		"makes another certificate for another group":       {first: minister, second: pki.Subject{Name: "aigerim"}, wantRenewed: true},
		"makes another certificate for another server name": {first: server, second: pki.Subject{Name: "kube-apiserver", Hosts: []string{"ikp.local"}}, wantRenewed: true},
	}
	for name, tc := range tests {
		t.Run(name, func(t *testing.T) {
			s, clock, a := newStore(t)
			one, err := s.Issue("x", a, tc.first)
			if err != nil {
				t.Fatal(err)
			}
			clock.now = clock.now.Add(tc.later)
			two, err := s.Issue("x", a, tc.second)
			if err != nil {
				t.Fatal(err)
			}
			if renewed := !bytes.Equal(one.Cert, two.Cert); renewed != tc.wantRenewed {
				t.Errorf("renewed = %v, want %v", renewed, tc.wantRenewed)
			}
		})
	}
}

func TestIssuedCertificatesProveTheSubject(t *testing.T) {
	s, clock, a := newStore(t)
	pair, err := s.Issue("server", a, pki.Subject{Name: "kube-apiserver", Groups: []string{"g"}, Hosts: []string{"localhost", "127.0.0.1"}})
	if err != nil {
		t.Fatal(err)
	}
	loaded, err := tls.X509KeyPair(pair.Cert, pair.Key)
	if err != nil {
		t.Fatal(err)
	}
	for _, host := range []string{"localhost", "127.0.0.1"} {
		opts := x509.VerifyOptions{DNSName: host, Roots: a.Pool(), CurrentTime: clock.now}
		if _, err := loaded.Leaf.Verify(opts); err != nil {
			t.Errorf("%s: %v", host, err)
		}
	}
	if got := loaded.Leaf.Subject.Organization; len(got) != 1 || got[0] != "g" {
		t.Errorf("groups = %q, want [g]", got)
	}
}

func TestAuthorityOutlivesTheProcess(t *testing.T) {
	s, clock, a := newStore(t)
	again, err := s.Authority("ca")
	if err != nil {
		t.Fatal(err)
	}
	pair, err := again.Issue(pki.Subject{Name: "a"})
	if err != nil {
		t.Fatal(err)
	}
	loaded, err := tls.X509KeyPair(pair.Cert, pair.Key)
	if err != nil {
		t.Fatal(err)
	}
	opts := x509.VerifyOptions{Roots: a.Pool(), CurrentTime: clock.now, KeyUsages: []x509.ExtKeyUsage{x509.ExtKeyUsageClientAuth}}
	if _, err := loaded.Leaf.Verify(opts); err != nil {
		t.Error(err)
	}
}

func TestKeysAreTheOwnersAlone(t *testing.T) {
	s, _, a := newStore(t)
	if _, err := s.Issue("x", a, pki.Subject{Name: "x"}); err != nil {
		t.Fatal(err)
	}
	if err := s.SigningKey("sa"); err != nil {
		t.Fatal(err)
	}
	for _, path := range []string{s.KeyFile("x"), s.KeyFile("ca"), s.KeyFile("sa")} {
		info, err := os.Stat(path)
		if err != nil {
			t.Fatal(err)
		}
		if got := info.Mode().Perm(); got != 0o600 {
			t.Errorf("%s has mode %o, want 600", path, got)
		}
	}
}
