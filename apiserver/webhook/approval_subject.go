package webhook

import (
	"context"

	"sigs.k8s.io/controller-runtime/pkg/client"

	governance "github.com/govtech-kz/ikp/api/governance/v1alpha1"
	migrationapi "github.com/govtech-kz/ikp/api/migration/v1alpha1"
	tenancy "github.com/govtech-kz/ikp/api/tenancy/v1alpha1"
	"github.com/govtech-kz/ikp/internal/domain/migration"
	"github.com/govtech-kz/ikp/internal/domain/party"
	"github.com/govtech-kz/ikp/internal/facts"
)

// subject reads the object that an approval is about, with what it binds to.
func (k checks) subject(ctx context.Context, a *governance.Approval, agency string) (party.Subject, bool, error) {
	obj, content := k.subjectOf(ctx, a.Spec)
	if obj == nil {
		// Nothing of such a kind is decided: party.Check says so.
		return party.Subject{Agency: agency}, true, nil
	}
	found, err := k.find(ctx, client.ObjectKey{Namespace: a.Namespace, Name: a.Spec.Subject.Name}, obj)
	if err != nil || !found {
		return party.Subject{}, found, err
	}
	s := party.Subject{Agency: agency, Author: obj.GetAnnotations()[tenancy.AnnotationRequestedBy]}
	s.Hash, s.Turn, err = content()
	return s, true, err
}

// subjectOf is an empty object of the kind, and what will be known of it when it is
// read: the hash of what the matter is about, and whose turn it is.
func (k checks) subjectOf(ctx context.Context, a governance.ApprovalSpec) (client.Object, func() (hash, turn string, err error)) {
	switch a.Subject.Kind {
	case party.KindMigration:
		m := &migrationapi.SystemMigration{}
		return m, func() (string, string, error) {
			hashes, err := k.contents(ctx, m)
			return hashes[migration.PartOf(a.Matter)], facts.Turn(m.Status.Obstacles), err
		}
	case party.KindIntegration:
		r := &migrationapi.IntegrationRequest{}
		return r, func() (string, string, error) {
			hash, err := facts.IntegrationContent(r.Spec)
			return hash, facts.HeldBy(r.Status), err
		}
	case party.KindPlan:
		p := &migrationapi.MigrationPlan{}
		return p, ofNobodysTurn(func() (string, error) { return facts.PlanContent(p.Spec) })
	case party.KindException:
		x := &governance.ResidencyException{}
		return x, ofNobodysTurn(func() (string, error) { return facts.ExceptionContent(x.Spec) })
	case party.KindSystem:
		s := &tenancy.InformationSystem{}
		return s, ofNobodysTurn(func() (string, error) { return facts.NoPersonalDataContent(s.Name, s.Spec) })
	}
	return nil, nil
}

// contents of a migration, with what its words rest on as it is now.
func (k checks) contents(ctx context.Context, m *migrationapi.SystemMigration) (map[migration.Part]string, error) {
	basis, err := facts.BasisOf(ctx, k.reader, m)
	if err != nil {
		return nil, err
	}
	return facts.MigrationContents(m.Spec, basis)
}

func ofNobodysTurn(hash func() (string, error)) func() (string, string, error) {
	return func() (string, string, error) {
		h, err := hash()
		return h, "", err
	}
}
