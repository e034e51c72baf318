package facts

import (
	"context"
	"fmt"

	"sigs.k8s.io/controller-runtime/pkg/client"

	governance "github.com/govtech-kz/ikp/api/governance/v1alpha1"
	"github.com/govtech-kz/ikp/internal/domain/party"
	"github.com/govtech-kz/ikp/internal/domain/regulation"
)

// Edition reads who decides what on a day (Asia/Almaty, 2026-11-22). Without an
// edition in force it knows nobody.
func Edition(ctx context.Context, r client.Reader, day string) (party.Edition, error) {
	var profiles governance.RegulationProfileList
	if err := r.List(ctx, &profiles); err != nil {
		return party.Edition{}, fmt.Errorf("listing regulation profiles: %w", err)
	}
	in, found := regulation.InForce(Profiles(profiles.Items), day)
	for i := range profiles.Items {
		if p := &profiles.Items[i]; found && p.Name == in.Edition {
			return EditionOf(p), nil
		}
	}
	return party.Edition{Name: regulation.BuiltIn}, nil
}

// EditionOf is what one edition says of who decides what.
func EditionOf(p *governance.RegulationProfile) party.Edition {
	return party.Edition{Name: p.Name, Parties: Parties(p.Spec.Parties), Measures: Demanded(p.Spec.Measures)}
}

// Parties of an edition.
func Parties(list []governance.Party) party.Register {
	all := make(party.Register, 0, len(list))
	for _, p := range list {
		all = append(all, party.Party{Code: p.Code, SuccessorOf: p.SuccessorOf, Groups: p.Groups})
	}
	return all
}
