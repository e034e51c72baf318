package webhook_test

import (
	"context"
	"errors"
	"fmt"
	"os"
	"sync"
	"testing"
	"time"

	admissionregistrationv1 "k8s.io/api/admissionregistration/v1"
	"k8s.io/apimachinery/pkg/runtime"
	"k8s.io/client-go/rest"
	clocktesting "k8s.io/utils/clock/testing"
	"sigs.k8s.io/controller-runtime/pkg/client"
	"sigs.k8s.io/controller-runtime/pkg/envtest"
	ctrlwebhook "sigs.k8s.io/controller-runtime/pkg/webhook"

	"github.com/govtech-kz/ikp/apiserver/webhook"
	"github.com/govtech-kz/ikp/config"
	"github.com/govtech-kz/ikp/controllers/ledger"
	"github.com/govtech-kz/ikp/internal/install"
	"github.com/govtech-kz/ikp/internal/testkit/controlplane"
)

var now = time.Date(2026, 11, 22, 10, 0, 0, 0, time.UTC)

func TestMain(m *testing.M) { os.Exit(controlplane.Start(m)) }

// desk is a ledger that answers as the test says.
type desk struct {
	mu     sync.Mutex
	answer error
	asked  ledger.Request
}

func (d *desk) Look(_ context.Context, r ledger.Request) error {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.asked = r
	return d.answer
}

func (d *desk) LookTariff(context.Context, ledger.Tariff, time.Time) error {
	d.mu.Lock()
	defer d.mu.Unlock()
	return d.answer
}

func (d *desk) set(answer error) {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.answer = answer
}

func (d *desk) last() ledger.Request {
	d.mu.Lock()
	defer d.mu.Unlock()
	return d.asked
}

// serve runs the webhooks as ikp-apiserver and has the API server call them, as
// config/webhook says, until the test ends.
func serve(t *testing.T, d *desk) {
	t.Helper()
	cp := controlplane.New(t)
	options := &envtest.WebhookInstallOptions{ValidatingWebhooks: configurations(t)}
	if err := options.PrepWithoutInstalling(); err != nil {
		t.Fatal(err)
	}
	server := ctrlwebhook.NewServer(ctrlwebhook.Options{
		Host: options.LocalServingHost, Port: options.LocalServingPort, CertDir: options.LocalServingCertDir,
	})
	webhook.Register(server, webhook.Readers{Live: cp.As("ikp:apiserver"), Cached: silent{}}, d, clocktesting.NewFakePassiveClock(now))
	ctx, cancel := context.WithCancel(context.Background())
	ended := make(chan error, 1)
	go func() { ended <- server.Start(ctx) }()
	t.Cleanup(func() {
		cancel()
		if err := errors.Join(<-ended, options.Cleanup()); err != nil {
			t.Error(err)
		}
	})
	started := server.StartedChecker()
	controlplane.Eventually(t, "the webhook server listens", func() bool { return started(nil) == nil })
	apply(t, cp.Config, options)
}

// apply installs the configurations and takes them away at the end of the test.
func apply(t *testing.T, cfg *rest.Config, options *envtest.WebhookInstallOptions) {
	t.Helper()
	c, err := client.New(cfg, client.Options{})
	if err != nil {
		t.Fatal(err)
	}
	for _, hook := range options.ValidatingWebhooks {
		if err := c.Create(t.Context(), hook); err != nil {
			t.Fatal(err)
		}
		t.Cleanup(func() {
			if err := c.Delete(context.Background(), hook); err != nil {
				t.Error(err)
			}
		})
	}
}

func configurations(t *testing.T) []*admissionregistrationv1.ValidatingWebhookConfiguration {
	t.Helper()
	manifests, err := install.Read(config.Files, "webhook")
	if err != nil {
		t.Fatal(err)
	}
	var all []*admissionregistrationv1.ValidatingWebhookConfiguration
	for _, u := range manifests {
		hook := &admissionregistrationv1.ValidatingWebhookConfiguration{}
		if err := runtime.DefaultUnstructuredConverter.FromUnstructured(u.Object, hook); err != nil {
			t.Fatal(fmt.Errorf("reading %q: %w", u.GetName(), err))
		}
		all = append(all, hook)
	}
	return all
}
