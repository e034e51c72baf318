package pki

import (
	"crypto/x509"
	"crypto/x509/pkix"
	"net"
	"slices"
	"time"
)

// Subject is whom a certificate names. Kubernetes reads a client's name as its
// user and the groups as the user's groups.
type Subject struct {
	Name   string
	Groups []string
	// Hosts are the names and addresses that a server answers to. A subject with
	// hosts can serve; every subject can be a client.
	Hosts []string
}

func (s Subject) template(now time.Time) *x509.Certificate {
	t := &x509.Certificate{
		Subject:     pkix.Name{CommonName: s.Name, Organization: s.Groups},
		NotBefore:   now.Add(-backdate),
		NotAfter:    now.Add(CertificateLife),
		KeyUsage:    x509.KeyUsageDigitalSignature,
		ExtKeyUsage: []x509.ExtKeyUsage{x509.ExtKeyUsageClientAuth},
	}
	if len(s.Hosts) > 0 {
		t.ExtKeyUsage = append(t.ExtKeyUsage, x509.ExtKeyUsageServerAuth)
	}
	for _, h := range s.Hosts {
		if ip := net.ParseIP(h); ip != nil {
			t.IPAddresses = append(t.IPAddresses, ip)
		} else {
			t.DNSNames = append(t.DNSNames, h)
		}
	}
	return t
}

// namedBy reports whether a certificate is for this subject.
func (s Subject) namedBy(c *x509.Certificate) bool {
	serves := !slices.ContainsFunc(s.Hosts, func(h string) bool { return c.VerifyHostname(h) != nil })
	return serves && c.Subject.CommonName == s.Name && slices.Equal(sorted(c.Subject.Organization), sorted(s.Groups))
}

func sorted(list []string) []string {
	return slices.Sorted(slices.Values(list))
}
