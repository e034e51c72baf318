package migration

import (
	"context"
	"fmt"

	apierrors "k8s.io/apimachinery/pkg/api/errors"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"

	api "github.com/govtech-kz/ikp/api/migration/v1alpha1"
	"github.com/govtech-kz/ikp/internal/facts"
)

const (
	// historyFull is how many steps a status holds before the oldest are archived: a
	// migration that is never paused makes fifteen.
	historyFull = 100
	// chunk is how many are archived at once.
	chunk = 50
)

// archive is the status without the oldest steps of a long history, which it puts
// into a MigrationRecord first. Steps never change once they are written, so the
// record that is there after a crash is the one that would be made again.
func (r *reconciler) archive(ctx context.Context, m *api.SystemMigration) (*api.SystemMigrationStatus, error) {
	s := m.Status.DeepCopy()
	if len(s.History) < historyFull {
		return s, nil
	}
	record, err := recordOf(m)
	if err != nil {
		return nil, err
	}
	if err := r.client.Create(ctx, record); err != nil && !apierrors.IsAlreadyExists(err) {
		return nil, fmt.Errorf("archiving the steps of %q: %w", m.Name, err)
	}
	s.Archived, s.Archive, s.History = s.Archived+chunk, record.Spec.Hash, s.History[chunk:]
	return s, nil
}

// recordOf is the record of the oldest steps, which hashes all before it. Its name
// follows from the migration and the first step.
func recordOf(m *api.SystemMigration) (*api.MigrationRecord, error) {
	spec := api.MigrationRecordSpec{
		Migration: m.Name, UID: string(m.UID), Previous: m.Status.Archive, Steps: m.Status.History[:chunk],
	}
	hash, err := facts.Hash([]any{spec.Previous, spec.Steps})
	if err != nil {
		return nil, err
	}
	spec.Hash = hash
	return &api.MigrationRecord{
		ObjectMeta: metav1.ObjectMeta{Namespace: m.Namespace, Name: fmt.Sprintf("%s-%d", m.UID, spec.Steps[0].Number)},
		Spec:       spec,
	}, nil
}
