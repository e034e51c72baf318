package controlplane

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"testing"

	corev1 "k8s.io/api/core/v1"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/client-go/rest"
	"sigs.k8s.io/controller-runtime/pkg/client"
	"sigs.k8s.io/controller-runtime/pkg/envtest"
)

// ConfigAs reaches the API server as another user.
func (c *ControlPlane) ConfigAs(user string, groups ...string) *rest.Config {
	cfg := rest.CopyConfig(c.Config)
	cfg.Impersonate = rest.ImpersonationConfig{UserName: user, Groups: groups}
	return cfg
}

// As is a client of another user, with the rights that the roles of ikp give.
func (c *ControlPlane) As(user string, groups ...string) client.Client {
	as, err := client.New(c.ConfigAs(user, groups...), client.Options{Scheme: c.Client.Scheme(), Mapper: c.Client.RESTMapper()})
	if err != nil {
		// The same configuration has made the admin's client.
		panic(err)
	}
	return as
}

// Kubeconfig is the path of a kubeconfig by which a program acts as a user, with
// a certificate of its own.
func (c *ControlPlane) Kubeconfig(t testing.TB, user string, groups ...string) string {
	t.Helper()
	raw, err := c.KubeconfigFor(user, groups...)
	if err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(t.TempDir(), "kubeconfig")
	if err := os.WriteFile(path, raw, 0o600); err != nil {
		t.Fatalf("writing the kubeconfig of user %q: %v", user, err)
	}
	return path
}

// KubeconfigFor is the content of a kubeconfig by which a program acts as a user,
// with a certificate of its own.
func (c *ControlPlane) KubeconfigFor(user string, groups ...string) ([]byte, error) {
	u, err := c.env.AddUser(envtest.User{Name: user, Groups: groups}, nil)
	if err != nil {
		return nil, fmt.Errorf("adding user %q: %w", user, err)
	}
	raw, err := u.KubeConfig()
	if err != nil {
		return nil, fmt.Errorf("making the kubeconfig of user %q: %w", user, err)
	}
	return raw, nil
}

// Namespace makes a namespace of the test's own, with these labels, and deletes
// it at the test's end.
func (c *ControlPlane) Namespace(t testing.TB, labels map[string]string) string {
	t.Helper()
	ns := &corev1.Namespace{ObjectMeta: metav1.ObjectMeta{GenerateName: "env-test-", Labels: labels}}
	if err := c.Client.Create(t.Context(), ns); err != nil {
		t.Fatalf("creating a namespace: %v", err)
	}
	t.Cleanup(func() {
		// The test's own context is over by now.
		if err := c.Client.Delete(context.Background(), ns); client.IgnoreNotFound(err) != nil {
			t.Errorf("deleting namespace %q: %v", ns.Name, err)
		}
	})
	return ns.Name
}
