package evidence

import (
	"context"
	"crypto/ed25519"
	"fmt"
	"os"

	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/runtime"
	"k8s.io/apiserver/pkg/registry/rest"

	subresources "github.com/govtech-kz/ikp/api/subresources/v1alpha1"
	"github.com/govtech-kz/ikp/internal/domain/evidence"
)

// KeyName is the name of the one evidence key.
const KeyName = "residency"

// LoadKey reads the key that signs reports; no file, no key.
func LoadKey(file string) (ed25519.PrivateKey, error) {
	if file == "" {
		return nil, nil
	}
	raw, err := os.ReadFile(file)
	if err != nil {
		return nil, fmt.Errorf("reading the signing key: %w", err)
	}
	key, err := evidence.ParsePrivate(raw)
	if err != nil {
		return nil, fmt.Errorf("reading the signing key %q: %w", file, err)
	}
	return key, nil
}

// Keys is the storage of evidencekeys.
type Keys struct {
	// Key that signs; nil: none.
	Key ed25519.PrivateKey
}

var (
	_ rest.Getter               = (*Keys)(nil)
	_ rest.Scoper               = (*Keys)(nil)
	_ rest.SingularNameProvider = (*Keys)(nil)
)

// New is an empty key.
func (k *Keys) New() runtime.Object { return &subresources.EvidenceKey{} }

// Destroy has nothing to free.
func (k *Keys) Destroy() {}

// NamespaceScoped says that the key is the platform's.
func (k *Keys) NamespaceScoped() bool { return false }

// GetSingularName is the singular in discovery.
func (k *Keys) GetSingularName() string { return "evidencekey" }

// Get is the public key.
func (k *Keys) Get(_ context.Context, name string, _ *metav1.GetOptions) (runtime.Object, error) {
	if name != KeyName || k.Key == nil {
		return nil, noKey(name)
	}
	public := k.Key.Public().(ed25519.PublicKey)
	id, err := evidence.KeyID(public)
	if err != nil {
		return nil, err
	}
	raw, err := evidence.EncodePublic(public)
	if err != nil {
		return nil, err
	}
	return &subresources.EvidenceKey{ObjectMeta: metav1.ObjectMeta{Name: name}, KeyID: id, PublicKey: string(raw)}, nil
}
