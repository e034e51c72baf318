package server

import (
	"errors"
	"fmt"
	"net"

	"github.com/spf13/pflag"
	genericoptions "k8s.io/apiserver/pkg/server/options"

	"github.com/govtech-kz/ikp/apiserver/machinelog"
)

// Options are the flags of ikp-apiserver.
type Options struct {
	// Kubeconfig reaches Kubernetes as ikp:apiserver; empty means the pod's own.
	Kubeconfig string
	// Ledger is the DSN of the ledger's database.
	Ledger string
	// BindAddress is the address of both ports.
	BindAddress net.IP
	// SecurePort serves the aggregated API.
	SecurePort int
	// WebhookPort serves the admission webhooks.
	WebhookPort int
	// CertFile and KeyFile are the serving certificate of both ports; they are
	// read again when they change.
	CertFile, KeyFile string
	// Agent is what hosts' agents are reached with.
	Agent machinelog.Files
	// EvidenceKey is the file of the key that signs residency reports; empty: none
	// are given.
	EvidenceKey string
	// MetricsAddress serves metrics, "0" nothing.
	MetricsAddress string
	// HealthAddress serves /healthz and /readyz without TLS, "0" nothing.
	HealthAddress string
	// Audit is the audit log of the aggregated API.
	Audit *genericoptions.AuditOptions
}

// NewOptions are the defaults.
func NewOptions() *Options {
	return &Options{
		BindAddress:    net.IPv4zero,
		SecurePort:     6443,
		WebhookPort:    9443,
		MetricsAddress: "0",
		HealthAddress:  "0",
		Audit:          genericoptions.NewAuditOptions(),
	}
}

// AddFlags adds every option to a flag set.
func (o *Options) AddFlags(fs *pflag.FlagSet) {
	fs.StringVar(&o.Kubeconfig, "kubeconfig", o.Kubeconfig, "kubeconfig of user ikp:apiserver; empty: the pod's own account")
	fs.StringVar(&o.Ledger, "ledger", o.Ledger, "the ledger's database: sqlite:/path/file.db or postgres://…")
	fs.IPVar(&o.BindAddress, "bind-address", o.BindAddress, "address on which both ports listen")
	fs.IntVar(&o.SecurePort, "secure-port", o.SecurePort, "port of the aggregated API")
	fs.IntVar(&o.WebhookPort, "webhook-port", o.WebhookPort, "port of the admission webhooks")
	fs.StringVar(&o.CertFile, "tls-cert-file", o.CertFile, "serving certificate of both ports, PEM")
	fs.StringVar(&o.KeyFile, "tls-private-key-file", o.KeyFile, "key of the serving certificate, PEM")
	fs.StringVar(&o.Agent.CA, "agent-ca-file", o.Agent.CA, "CA of the hosts' agents, PEM")
	fs.StringVar(&o.Agent.Cert, "agent-client-cert-file", o.Agent.Cert, "client certificate shown to agents, PEM")
	fs.StringVar(&o.Agent.Key, "agent-client-key-file", o.Agent.Key, "key of the client certificate, PEM")
	fs.StringVar(&o.EvidenceKey, "evidence-key-file", o.EvidenceKey, "Ed25519 key that signs residency reports, PKCS #8 in PEM; empty: none are given")
	fs.StringVar(&o.MetricsAddress, "metrics-bind-address", o.MetricsAddress, "address of /metrics; 0: none")
	fs.StringVar(&o.HealthAddress, "health-probe-bind-address", o.HealthAddress, "address of /healthz and /readyz without TLS; 0: none")
	o.Audit.AddFlags(fs)
}

// Validate names every flag that is missing or wrong.
func (o *Options) Validate() error {
	var errs []error
	for _, f := range []struct{ flag, value string }{
		{"ledger", o.Ledger},
		{"tls-cert-file", o.CertFile},
		{"tls-private-key-file", o.KeyFile},
		{"agent-ca-file", o.Agent.CA},
		{"agent-client-cert-file", o.Agent.Cert},
		{"agent-client-key-file", o.Agent.Key},
	} {
		if f.value == "" {
			errs = append(errs, fmt.Errorf("--%s is required", f.flag))
		}
	}
	errs = append(errs, port("secure-port", o.SecurePort), port("webhook-port", o.WebhookPort))
	if o.SecurePort == o.WebhookPort {
		errs = append(errs, fmt.Errorf("--secure-port and --webhook-port are both %d", o.SecurePort))
	}
	return errors.Join(append(errs, o.Audit.Validate()...)...)
}

func port(flag string, n int) error {
	if n < 1 || n > 65535 {
		return fmt.Errorf("--%s is %d, want 1 to 65535", flag, n)
	}
	return nil
}
