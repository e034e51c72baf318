package evidence

import (
	"crypto/ed25519"
	"crypto/x509"
	"encoding/pem"
	"errors"
	"fmt"
)

const (
	privateBlock = "PRIVATE KEY"
	publicBlock  = "PUBLIC KEY"
)

// ErrNoKey is a file that holds no Ed25519 key in PEM.
var ErrNoKey = errors.New("no Ed25519 key in PEM")

// ParsePrivate reads the key that signs: PKCS #8 in PEM.
func ParsePrivate(raw []byte) (ed25519.PrivateKey, error) {
	key, err := parse(raw, privateBlock, x509.ParsePKCS8PrivateKey)
	if err != nil {
		return nil, err
	}
	private, ok := key.(ed25519.PrivateKey)
	if !ok {
		return nil, fmt.Errorf("%w: it is %T", ErrNoKey, key)
	}
	return private, nil
}

// ParsePublic reads a key that verifies: PKIX in PEM.
func ParsePublic(raw []byte) (ed25519.PublicKey, error) {
	key, err := parse(raw, publicBlock, x509.ParsePKIXPublicKey)
	if err != nil {
		return nil, err
	}
	public, ok := key.(ed25519.PublicKey)
	if !ok {
		return nil, fmt.Errorf("%w: it is %T", ErrNoKey, key)
	}
	return public, nil
}

func parse(raw []byte, kind string, read func([]byte) (any, error)) (any, error) {
	block, _ := pem.Decode(raw)
	if block == nil || block.Type != kind {
		return nil, fmt.Errorf("%w: want a block %s", ErrNoKey, kind)
	}
	key, err := read(block.Bytes)
	if err != nil {
		return nil, fmt.Errorf("%w: %w", ErrNoKey, err)
	}
	return key, nil
}

// EncodePrivate writes the key that signs.
func EncodePrivate(key ed25519.PrivateKey) ([]byte, error) {
	raw, err := x509.MarshalPKCS8PrivateKey(key)
	if err != nil {
		return nil, fmt.Errorf("encoding the signing key: %w", err)
	}
	return pem.EncodeToMemory(&pem.Block{Type: privateBlock, Bytes: raw}), nil
}

// EncodePublic writes a key that verifies.
func EncodePublic(key ed25519.PublicKey) ([]byte, error) {
	raw, err := x509.MarshalPKIXPublicKey(key)
	if err != nil {
		return nil, fmt.Errorf("encoding the public key: %w", err)
	}
	return pem.EncodeToMemory(&pem.Block{Type: publicBlock, Bytes: raw}), nil
}
