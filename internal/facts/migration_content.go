package facts

import (
	"cmp"
	"context"
	"fmt"
	"time"

	"sigs.k8s.io/controller-runtime/pkg/client"

	migrationapi "github.com/govtech-kz/ikp/api/migration/v1alpha1"
	"github.com/govtech-kz/ikp/internal/domain/migration"
)

// Basis is what the words on a migration rest on besides itself. A word that was
// given before any of it was there, or before it changed, counts no more.
type Basis struct {
	// Assessment that counts, and the last Rehearsal of the move as it is now.
	Assessment *migrationapi.SystemAssessment
	Rehearsal  *migrationapi.Rehearsal
	// Steps that the migration has made: what went over binds to when it did.
	Steps []migrationapi.TransitionRecord
}

// BasisOf reads what the words on a migration rest on.
func BasisOf(ctx context.Context, r client.Reader, m *migrationapi.SystemMigration) (Basis, error) {
	var audits migrationapi.SystemAssessmentList
	if err := r.List(ctx, &audits, client.InNamespace(m.Namespace)); err != nil {
		return Basis{}, fmt.Errorf("listing assessments: %w", err)
	}
	var rehearsals migrationapi.RehearsalList
	if err := r.List(ctx, &rehearsals, client.InNamespace(m.Namespace)); err != nil {
		return Basis{}, fmt.Errorf("listing rehearsals: %w", err)
	}
	b := Basis{Assessment: LastAssessment(audits.Items, m.Spec.System), Steps: m.Status.History}
	for i := range rehearsals.Items {
		if x := &rehearsals.Items[i]; RehearsalCounts(x, m) && (b.Rehearsal == nil || RehearsedBefore(b.Rehearsal, x) < 0) {
			b.Rehearsal = x
		}
	}
	return b, nil
}

// LastAssessment is the assessment of a system that counts: of several the one that
// was made last; nil: there is none.
func LastAssessment(list []migrationapi.SystemAssessment, system string) *migrationapi.SystemAssessment {
	var last *migrationapi.SystemAssessment
	for i := range list {
		if a := &list[i]; a.Spec.System == system && (last == nil || older(last, a)) {
			last = a
		}
	}
	return last
}

func older(a, b *migrationapi.SystemAssessment) bool {
	return cmp.Or(a.CreationTimestamp.Compare(b.CreationTimestamp.Time), cmp.Compare(a.Name, b.Name)) < 0
}

// RehearsalCounts reports whether a rehearsal is one of a migration as it is now:
// from its site and into its environment.
func RehearsalCounts(x *migrationapi.Rehearsal, m *migrationapi.SystemMigration) bool {
	return x.Spec.Migration == m.Name && x.Spec.Environment == m.Spec.Environment && x.Spec.SourceSite == m.Spec.SourceSite
}

// RehearsedBefore orders rehearsals by when they ended.
func RehearsedBefore(a, b *migrationapi.Rehearsal) int {
	return cmp.Or(a.Spec.EndedAt.Compare(b.Spec.EndedAt.Time), a.CreationTimestamp.Compare(b.CreationTimestamp.Time), cmp.Compare(a.Name, b.Name))
}

// wentOver is when the migration went over last, as text; empty: it has not.
func (b Basis) wentOver() string {
	for i := len(b.Steps) - 1; i >= 0; i-- {
		if b.Steps[i].To == migrationapi.StateCuttingOver {
			return b.Steps[i].At.UTC().Format(time.RFC3339)
		}
	}
	return ""
}

// MigrationContents are the hashes that approvals of a migration bind to, by
// part. What only steers it, its goal, window and stops, is in none of them.
func MigrationContents(s migrationapi.SystemMigrationSpec, b Basis) (map[migration.Part]string, error) {
	audit, rehearsal := any(nil), any(nil)
	if b.Assessment != nil {
		audit = b.Assessment.Spec
	}
	if b.Rehearsal != nil {
		rehearsal = []any{b.Rehearsal.Name, b.Rehearsal.UID, b.Rehearsal.Spec}
	}
	hashes := map[migration.Part]string{}
	for part, content := range map[migration.Part][]any{
		migration.Identity:    {},
		migration.Audit:       {audit},
		migration.Preparation: {s.Stage, s.SourceSite, s.Environment, s.Payer},
		migration.Trial:       {s.SourceSite, s.Environment, s.DataGiB, s.Criteria, rehearsal},
		migration.Result:      {s.SourceSite, s.Environment, b.wentOver()},
	} {
		hash, err := Hash(append([]any{s.System, s.Programme}, content...))
		if err != nil {
			return nil, err
		}
		hashes[part] = hash
	}
	return hashes, nil
}
