package why

import (
	"context"
	"maps"
	"slices"
	"strings"

	"github.com/spf13/cobra"
	"sigs.k8s.io/controller-runtime/pkg/client"

	"github.com/govtech-kz/ikp/cli/cmd/agency"
	"github.com/govtech-kz/ikp/cli/cmd/assessment"
	"github.com/govtech-kz/ikp/cli/cmd/budget"
	"github.com/govtech-kz/ikp/cli/cmd/clearance"
	"github.com/govtech-kz/ikp/cli/cmd/dc"
	"github.com/govtech-kz/ikp/cli/cmd/env"
	"github.com/govtech-kz/ikp/cli/cmd/exception"
	"github.com/govtech-kz/ikp/cli/cmd/host"
	"github.com/govtech-kz/ikp/cli/cmd/image"
	"github.com/govtech-kz/ikp/cli/cmd/integration"
	"github.com/govtech-kz/ikp/cli/cmd/machinetype"
	"github.com/govtech-kz/ikp/cli/cmd/migration"
	"github.com/govtech-kz/ikp/cli/cmd/quota"
	"github.com/govtech-kz/ikp/cli/cmd/statement"
	"github.com/govtech-kz/ikp/cli/cmd/system"
	"github.com/govtech-kz/ikp/cli/cmd/tariff"
	"github.com/govtech-kz/ikp/cli/cmd/vm"
	"github.com/govtech-kz/ikp/cli/cmdutil"
	"github.com/govtech-kz/ikp/cli/cmdutil/verb"
)

// subject is a kind of object that can be asked about.
type subject struct {
	// group of the API whose reasons the conditions carry.
	group string
	// look reads an object by the name that a person wrote.
	look func(context.Context, *cmdutil.Factory, *verb.Place, string) (facts, error)
	// move reads a system's way to the platform; nil for other kinds.
	move func(context.Context, *cmdutil.Factory, *verb.Place, string) (*Move, error)
	// names completes such a name.
	names func(*cmdutil.Factory, *verb.Place) cobra.CompletionFunc
}

// subjects by their nouns.
func subjects() map[string]subject {
	return map[string]subject{
		"vm":           of("compute", vm.Kind()),
		"host":         of("compute", host.Kind()),
		"dc":           of("compute", dc.Kind()),
		"image":        of("compute", image.Kind()),
		"machine-type": of("compute", machinetype.Kind()),
		"agency":       of("tenancy", agency.Kind()),
		"system":       moving(of("tenancy", system.Kind())),
		"env":          of("tenancy", env.Kind()),
		"quota":        of("finance", quota.Kind()),
		"budget":       of("finance", budget.Kind()),
		"tariff":       of("finance", tariff.Kind()),
		"statement":    of("finance", statement.Kind()),
		"clearance":    of("governance", clearance.Kind()),
		"assessment":   of("migration", assessment.Kind()),
		"migration":    of("migration", migration.Kind()),
		"integration":  of("migration", integration.Kind()),
		"exception":    of("governance", exception.Kind()),
	}
}

// kubectlNames are the nouns of kinds that kubectl calls otherwise.
var kubectlNames = map[string]string{
	"virtualmachine": "vm", "datacentre": "dc", "machinetype": "machine-type",
	"informationsystem": "system", "environment": "env", "securityclearance": "clearance",
	"systemassessment": "assessment", "systemmigration": "migration", "integrationrequest": "integration",
	"residencyexception": "exception",
}

// nounOf is the noun of a kind as people or kubectl write it; kubectl may add
// the group: virtualmachine.compute.ikp.gov.kz.
func nounOf(kind string) (string, bool) {
	kind, _, _ = strings.Cut(strings.ToLower(kind), ".")
	if noun, other := kubectlNames[kind]; other {
		kind = noun
	}
	_, known := subjects()[kind]
	return kind, known
}

func nouns() []string { return slices.Sorted(maps.Keys(subjects())) }

func of[T client.Object](group string, k verb.Kind[T]) subject {
	return subject{group: group, look: func(ctx context.Context, f *cmdutil.Factory, p *verb.Place, name string) (facts, error) {
		o, err := verb.Get(ctx, f, k, p, name)
		if err != nil {
			return facts{}, err
		}
		seen := facts{
			created:    o.GetCreationTimestamp().Time,
			generation: o.GetGeneration(),
			deleting:   o.GetDeletionTimestamp(),
			plain:      k.Conditions == nil,
		}
		if !seen.plain {
			seen.conditions = k.Conditions(o)
		}
		return seen, nil
	}, names: func(f *cmdutil.Factory, p *verb.Place) cobra.CompletionFunc {
		return verb.CompleteArgs(f, k, p)
	}}
}
