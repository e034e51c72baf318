package plan

import (
	"context"

	"sigs.k8s.io/controller-runtime/pkg/client"

	api "github.com/govtech-kz/ikp/api/migration/v1alpha1"
	tenancy "github.com/govtech-kz/ikp/api/tenancy/v1alpha1"
	"github.com/govtech-kz/ikp/cli/cmdutil"
)

// agencyPlan is the plan of an agency with where its systems stand.
type agencyPlan struct {
	*api.MigrationPlan
	states map[string]api.State
}

// read reads a plan as the agency's own people may.
func read(ctx context.Context, f *cmdutil.Factory, agency string) (agencyPlan, error) {
	p := agencyPlan{&api.MigrationPlan{}, map[string]api.State{}}
	c, err := f.Client()
	if err != nil {
		return p, err
	}
	ns := tenancy.AgencyNamespace(agency)
	if err := c.Get(ctx, client.ObjectKey{Namespace: ns, Name: agency}, p.MigrationPlan); err != nil {
		return p, &cmdutil.ActionError{Action: cmdutil.ActionRead, Object: "plan/" + agency, Err: err}
	}
	var moves api.SystemMigrationList
	if err := c.List(ctx, &moves, client.InNamespace(ns)); err != nil {
		return p, &cmdutil.ActionError{Action: cmdutil.ActionList, Object: "migration -a " + agency, Err: err}
	}
	for _, m := range moves.Items {
		p.states[m.Spec.System] = m.Status.State
	}
	return p, nil
}
