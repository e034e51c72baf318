package pki

import (
	"crypto/ed25519"
	"crypto/rand"
	"crypto/rsa"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"time"

	"github.com/govtech-kz/ikp/internal/domain/evidence"
)

// serviceAccountKeyBits suits RS256, which tokens of service accounts are signed with.
const serviceAccountKeyBits = 2048

// Store keeps authorities and certificates in a folder: what is there and still
// holds is used again.
type Store struct {
	// Dir is the folder, readable by its owner only.
	Dir string
	// Now tells the time.
	Now func() time.Time
}

// Authority loads the authority of this name, or makes it.
func (s Store) Authority(name string) (*Authority, error) {
	pair, err := s.read(name)
	if errors.Is(err, fs.ErrNotExist) {
		return s.makeAuthority(name)
	}
	if err != nil {
		return nil, err
	}
	cert, key, err := decode(pair)
	if err != nil {
		return nil, fmt.Errorf("reading authority %q: %w", name, err)
	}
	return &Authority{cert: cert, key: key, now: s.Now}, nil
}

func (s Store) makeAuthority(name string) (*Authority, error) {
	a, err := newAuthority(name, s.Now)
	if err != nil {
		return nil, err
	}
	key, err := encodeKey(a.key)
	if err != nil {
		return nil, fmt.Errorf("encoding the key of authority %q: %w", name, err)
	}
	return a, s.write(name, Pair{Cert: encodeCertificate(a.cert), Key: key})
}

// Issue is the pair kept under a name; it is made when there is none, when it
// ends soon, or when it names another subject or comes from another authority.
func (s Store) Issue(name string, a *Authority, subject Subject) (Pair, error) {
	pair, err := s.read(name)
	if err == nil && s.holds(pair, a, subject) {
		return pair, nil
	}
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return Pair{}, err
	}
	if pair, err = a.Issue(subject); err != nil {
		return Pair{}, err
	}
	return pair, s.write(name, pair)
}

// holds reports whether a pair can still be used. One that cannot be read cannot.
func (s Store) holds(p Pair, a *Authority, subject Subject) bool {
	cert, _, err := decode(p)
	if err != nil {
		return false
	}
	lasts := s.Now().Add(renewBefore).Before(cert.NotAfter)
	return lasts && subject.namedBy(cert) && cert.CheckSignatureFrom(a.cert) == nil
}

// SigningKey makes the key that signs the tokens of service accounts.
func (s Store) SigningKey(name string) error {
	if _, err := os.Stat(s.KeyFile(name)); !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	key, err := rsa.GenerateKey(rand.Reader, serviceAccountKeyBits)
	if err != nil {
		return fmt.Errorf("making the signing key %q: %w", name, err)
	}
	raw, err := encodeKey(key)
	if err != nil {
		return fmt.Errorf("encoding the signing key %q: %w", name, err)
	}
	return s.writeFile(s.KeyFile(name), raw)
}

// EvidenceKey makes the key that signs residency reports.
func (s Store) EvidenceKey(name string) error {
	if _, err := os.Stat(s.KeyFile(name)); !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	_, key, err := ed25519.GenerateKey(rand.Reader)
	if err != nil {
		return fmt.Errorf("making the evidence key %q: %w", name, err)
	}
	raw, err := evidence.EncodePrivate(key)
	if err != nil {
		return err
	}
	return s.writeFile(s.KeyFile(name), raw)
}

// CertFile is where the certificate of this name lies.
func (s Store) CertFile(name string) string { return filepath.Join(s.Dir, name+".crt") }

// KeyFile is where the key of this name lies.
func (s Store) KeyFile(name string) string { return filepath.Join(s.Dir, name+".key") }

func (s Store) read(name string) (Pair, error) {
	cert, err := os.ReadFile(s.CertFile(name))
	if err != nil {
		return Pair{}, fmt.Errorf("reading certificate %q: %w", name, err)
	}
	key, err := os.ReadFile(s.KeyFile(name))
	if err != nil {
		return Pair{}, fmt.Errorf("reading key %q: %w", name, err)
	}
	return Pair{Cert: cert, Key: key}, nil
}

// write stores the key first: a certificate without its key is never left behind.
func (s Store) write(name string, p Pair) error {
	if err := s.writeFile(s.KeyFile(name), p.Key); err != nil {
		return err
	}
	return s.writeFile(s.CertFile(name), p.Cert)
}

func (s Store) writeFile(path string, raw []byte) error {
	if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
		return fmt.Errorf("making the folder of %q: %w", path, err)
	}
	if err := os.WriteFile(path, raw, 0o600); err != nil {
		return fmt.Errorf("writing %q: %w", path, err)
	}
	return nil
}
