package residency

import (
	"context"
	"crypto/ed25519"
	"fmt"

	"sigs.k8s.io/controller-runtime/pkg/client"

	subresources "github.com/govtech-kz/ikp/api/subresources/v1alpha1"
	tenancy "github.com/govtech-kz/ikp/api/tenancy/v1alpha1"
	"github.com/govtech-kz/ikp/cli/cmdutil"
	"github.com/govtech-kz/ikp/internal/domain/evidence"
)

// keyName is the name of the platform's evidence key.
const keyName = "residency"

// FetchKey asks the platform for the key by which its reports are verified.
func FetchKey(ctx context.Context, c client.Client) (*subresources.EvidenceKey, error) {
	key := &subresources.EvidenceKey{}
	if err := c.Get(ctx, client.ObjectKey{Name: keyName}, key); err != nil {
		return nil, &cmdutil.ActionError{Action: cmdutil.ActionRead, Object: "evidence key", Err: err}
	}
	return key, nil
}

// fetch asks for a report and opens it with the platform's own key.
func fetch(ctx context.Context, c client.Client, s Subject) (*subresources.ResidencyReport, evidence.Report, error) {
	signed := &subresources.ResidencyReport{}
	key := client.ObjectKey{Namespace: tenancy.AgencyNamespace(s.Agency), Name: s.name()}
	if err := c.Get(ctx, key, signed); err != nil {
		return nil, evidence.Report{}, &cmdutil.ActionError{Action: cmdutil.ActionRead, Object: "residency report " + s.Agency + "/" + s.name(), Err: err}
	}
	public, err := publicKey(ctx, c)
	if err != nil {
		return nil, evidence.Report{}, err
	}
	report, _, err := evidence.Verify(ctx, signed.Envelope, public)
	if err != nil {
		return nil, evidence.Report{}, fmt.Errorf("opening residency report %s/%s: %w", s.Agency, s.name(), err)
	}
	return signed, report, nil
}

func publicKey(ctx context.Context, c client.Client) (ed25519.PublicKey, error) {
	key, err := FetchKey(ctx, c)
	if err != nil {
		return nil, err
	}
	return evidence.ParsePublic([]byte(key.PublicKey))
}
