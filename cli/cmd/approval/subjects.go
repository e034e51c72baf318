package approval

import (
	"context"
	"maps"
	"slices"
	"strings"

	"github.com/spf13/cobra"
	"sigs.k8s.io/controller-runtime/pkg/client"

	governance "github.com/govtech-kz/ikp/api/governance/v1alpha1"
	api "github.com/govtech-kz/ikp/api/migration/v1alpha1"
	tenancy "github.com/govtech-kz/ikp/api/tenancy/v1alpha1"
	"github.com/govtech-kz/ikp/cli/cmdutil"
	"github.com/govtech-kz/ikp/cli/cmdutil/verb"
	"github.com/govtech-kz/ikp/internal/domain/migration"
	"github.com/govtech-kz/ikp/internal/domain/party"
	"github.com/govtech-kz/ikp/internal/facts"
)

// subject is a kind of object on which parties decide.
type subject struct {
	// kind as the API calls it.
	kind string
	// look reads an object by the name that a person wrote, with the hash of what a
	// matter is about.
	look func(ctx context.Context, f *cmdutil.Factory, p *verb.Place, name, matter string) (client.Object, string, error)
	// names completes such a name.
	names func(*cmdutil.Factory, *verb.Place) cobra.CompletionFunc
}

// subjects by their nouns.
func subjects() map[string]subject {
	return map[string]subject{
		"migration": of(party.KindMigration, verb.Kind[*api.SystemMigration]{Noun: "migration", Scope: verb.OfAgency,
			New:     func() *api.SystemMigration { return &api.SystemMigration{} },
			NewList: func() client.ObjectList { return &api.SystemMigrationList{} },
		}, MigrationContent),
		"plan": of(party.KindPlan, verb.Kind[*api.MigrationPlan]{Noun: "plan", Scope: verb.OfAgency,
			New:     func() *api.MigrationPlan { return &api.MigrationPlan{} },
			NewList: func() client.ObjectList { return &api.MigrationPlanList{} },
		}, alone(func(p *api.MigrationPlan) (string, error) { return facts.PlanContent(p.Spec) })),
		"integration": of(party.KindIntegration, verb.Kind[*api.IntegrationRequest]{Noun: "integration", Scope: verb.OfAgency,
			New:     func() *api.IntegrationRequest { return &api.IntegrationRequest{} },
			NewList: func() client.ObjectList { return &api.IntegrationRequestList{} },
		}, alone(func(r *api.IntegrationRequest) (string, error) { return facts.IntegrationContent(r.Spec) })),
		"exception": of(party.KindException, verb.Kind[*governance.ResidencyException]{Noun: "exception", Scope: verb.OfAgency,
			New:     func() *governance.ResidencyException { return &governance.ResidencyException{} },
			NewList: func() client.ObjectList { return &governance.ResidencyExceptionList{} },
		}, alone(func(x *governance.ResidencyException) (string, error) {
			return facts.ExceptionContent(x.Spec)
		})),
		"system": of(party.KindSystem, verb.Kind[*tenancy.InformationSystem]{Noun: "system", Scope: verb.OfAgency,
			New:     func() *tenancy.InformationSystem { return &tenancy.InformationSystem{} },
			NewList: func() client.ObjectList { return &tenancy.InformationSystemList{} },
		}, alone(func(s *tenancy.InformationSystem) (string, error) {
			return facts.NoPersonalDataContent(s.Name, s.Spec)
		})),
	}
}

// MigrationContent is the hash of the part of a migration that a matter is about.
func MigrationContent(ctx context.Context, r client.Reader, m *api.SystemMigration, matter string) (string, error) {
	basis, err := facts.BasisOf(ctx, r, m)
	if err != nil {
		return "", err
	}
	hashes, err := facts.MigrationContents(m.Spec, basis)
	return hashes[migration.PartOf(matter)], err
}

// alone is the content of an object that rests on nothing else.
func alone[T client.Object](content func(T) (string, error)) func(context.Context, client.Reader, T, string) (string, error) {
	return func(_ context.Context, _ client.Reader, o T, _ string) (string, error) { return content(o) }
}

func of[T client.Object](kind string, k verb.Kind[T], content func(context.Context, client.Reader, T, string) (string, error)) subject {
	return subject{
		kind: kind,
		look: func(ctx context.Context, f *cmdutil.Factory, p *verb.Place, name, matter string) (client.Object, string, error) {
			o, err := verb.Get(ctx, f, k, p, name)
			if err != nil {
				return nil, "", err
			}
			c, err := f.Client()
			if err != nil {
				return nil, "", err
			}
			hash, err := content(ctx, c, o, matter)
			return o, hash, err
		},
		names: func(f *cmdutil.Factory, p *verb.Place) cobra.CompletionFunc { return verb.CompleteArgs(f, k, p) },
	}
}

func nouns() []string { return slices.Sorted(maps.Keys(subjects())) }

// completeGive completes the kind, then the name.
func completeGive(f *cmdutil.Factory, p *verb.Place) cobra.CompletionFunc {
	return func(cmd *cobra.Command, args []string, typed string) ([]string, cobra.ShellCompDirective) {
		if len(args) > 0 {
			return nil, cobra.ShellCompDirectiveNoFileComp
		}
		noun, name, ok := strings.Cut(typed, "/")
		s, known := subjects()[noun]
		if !ok || !known {
			all := nouns()
			for i := range all {
				all[i] += "/"
			}
			return all, cobra.ShellCompDirectiveNoFileComp | cobra.ShellCompDirectiveNoSpace
		}
		found, directive := s.names(f, p)(cmd, args, name)
		for i := range found {
			found[i] = noun + "/" + found[i]
		}
		return found, directive
	}
}
