package why

import (
	"context"
	"time"

	apierrors "k8s.io/apimachinery/pkg/api/errors"
	"sigs.k8s.io/controller-runtime/pkg/client"

	migration "github.com/govtech-kz/ikp/api/migration/v1alpha1"
	"github.com/govtech-kz/ikp/cli/cmd/system"
	"github.com/govtech-kz/ikp/cli/cmdutil"
	"github.com/govtech-kz/ikp/cli/cmdutil/verb"
)

// Move is how far a system is on its way to the platform.
type Move struct {
	// State and since when; empty: nobody has registered the move.
	State string     `json:"state,omitempty"`
	Since *time.Time `json:"since,omitempty"`
	// Obstacles shut the next gate.
	Obstacles []migration.Obstacle `json:"obstacles,omitempty"`
	// Cutover and Wave by the agency's plan; empty: it is in none.
	Cutover string `json:"cutover,omitempty"`
	Wave    string `json:"wave,omitempty"`
	// Binding says why it is not planned earlier.
	Binding string `json:"binding,omitempty"`
}

// waits says that a gate is shut.
func (m *Move) waits() bool { return m != nil && len(m.Obstacles) > 0 }

// moving adds to a subject that it is a system, which moves.
func moving(s subject) subject {
	s.move = readMove
	return s
}

func readMove(ctx context.Context, f *cmdutil.Factory, p *verb.Place, name string) (*Move, error) {
	c, err := f.Client()
	if err != nil {
		return nil, err
	}
	key, err := p.Key(system.Kind().Scope, name)
	if err != nil {
		return nil, err
	}
	var moves migration.SystemMigrationList
	var plans migration.MigrationPlanList
	for _, l := range []client.ObjectList{&moves, &plans} {
		switch err := c.List(ctx, l, client.InNamespace(key.Namespace)); {
		case apierrors.IsForbidden(err):
			return nil, nil
		case err != nil:
			return nil, &cmdutil.ActionError{Action: cmdutil.ActionList, Object: "migration", Err: err}
		}
	}
	return moveOf(key.Name, moves.Items, plans.Items), nil
}

// moveOf is the move of a system among those of its agency.
func moveOf(name string, moves []migration.SystemMigration, plans []migration.MigrationPlan) *Move {
	out := &Move{}
	for _, m := range moves {
		if m.Spec.System != name {
			continue
		}
		out.State, out.Obstacles = string(m.Status.State), m.Status.Obstacles
		if out.State == "" {
			out.State = string(migration.StateRegistered)
		}
		since := m.CreationTimestamp.UTC()
		if m.Status.Since != nil {
			since = m.Status.Since.UTC()
		}
		out.Since = &since
	}
	for _, plan := range plans {
		for _, i := range plan.Spec.Items {
			if i.System == name {
				out.Cutover, out.Wave, out.Binding = string(i.Cutover), i.Wave, i.BindingConstraint
			}
		}
	}
	return out
}
