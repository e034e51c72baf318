package evidence

import (
	"bytes"
	"context"
	"crypto"
	"crypto/ed25519"
	"encoding/json"
	"errors"
	"fmt"

	"github.com/secure-systems-lab/go-securesystemslib/dsse"
)

// payloadType is what an envelope says of its content.
const payloadType = "application/vnd.ikp.residency-report+json"

// ErrUnsigned is an envelope that none of the given keys has signed.
var ErrUnsigned = errors.New("no given key has signed this report, or it was changed since")

// key signs and checks with Ed25519.
type key struct {
	id      string
	private ed25519.PrivateKey
	public  ed25519.PublicKey
}

func (k key) KeyID() (string, error) { return k.id, nil }

func (k key) Public() crypto.PublicKey { return k.public }

func (k key) Sign(_ context.Context, data []byte) ([]byte, error) {
	return ed25519.Sign(k.private, data), nil
}

func (k key) Verify(_ context.Context, data, sig []byte) error {
	if !ed25519.Verify(k.public, data, sig) {
		return ErrUnsigned
	}
	return nil
}

// KeyID names a public key: it starts with SHA256: and is in every envelope.
func KeyID(public ed25519.PublicKey) (string, error) {
	id, err := dsse.SHA256KeyID(public)
	if err != nil {
		return "", fmt.Errorf("naming the key: %w", err)
	}
	return id, nil
}

// Sign puts a report into a signed envelope, as JSON.
func Sign(ctx context.Context, r Report, private ed25519.PrivateKey) ([]byte, error) {
	public, ok := private.Public().(ed25519.PublicKey)
	if !ok || len(private) != ed25519.PrivateKeySize {
		return nil, errors.New("signing the report: the key is no Ed25519 key")
	}
	id, err := KeyID(public)
	if err != nil {
		return nil, err
	}
	signer, err := dsse.NewEnvelopeSigner(key{id: id, private: private, public: public})
	if err != nil {
		return nil, fmt.Errorf("signing the report: %w", err)
	}
	payload, err := r.Encode()
	if err != nil {
		return nil, err
	}
	envelope, err := signer.SignPayload(ctx, payloadType, payload)
	if err != nil {
		return nil, fmt.Errorf("signing the report: %w", err)
	}
	return json.MarshalIndent(envelope, "", "  ")
}

// Verify opens an envelope that one of some keys has signed. It returns the
// report and the name of that key, or ErrUnsigned.
func Verify(ctx context.Context, raw []byte, keys ...ed25519.PublicKey) (Report, string, error) {
	var envelope dsse.Envelope
	d := json.NewDecoder(bytes.NewReader(raw))
	d.DisallowUnknownFields()
	if err := d.Decode(&envelope); err != nil {
		return Report{}, "", fmt.Errorf("reading the envelope: %w", err)
	}
	if envelope.PayloadType != payloadType {
		return Report{}, "", fmt.Errorf("the envelope holds %q, no residency report", envelope.PayloadType)
	}
	verifier, err := verifierOf(keys)
	if err != nil {
		return Report{}, "", err
	}
	accepted, payload, err := verifier.VerifyAndDecode(ctx, &envelope)
	if err != nil || len(accepted) == 0 {
		return Report{}, "", ErrUnsigned
	}
	r, err := Decode(payload)
	return r, accepted[0].KeyID, err
}

func verifierOf(keys []ed25519.PublicKey) (*dsse.EnvelopeVerifier, error) {
	var all []dsse.Verifier
	for _, public := range keys {
		id, err := KeyID(public)
		if err != nil {
			return nil, err
		}
		all = append(all, key{id: id, public: public})
	}
	v, err := dsse.NewEnvelopeVerifier(all...)
	if err != nil {
		return nil, fmt.Errorf("choosing the keys: %w", err)
	}
	return v, nil
}
