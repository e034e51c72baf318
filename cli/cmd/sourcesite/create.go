package sourcesite

import (
	"context"

	"github.com/spf13/cobra"
	"sigs.k8s.io/controller-runtime/pkg/client"

	api "github.com/govtech-kz/ikp/api/migration/v1alpha1"
	tenancy "github.com/govtech-kz/ikp/api/tenancy/v1alpha1"
	"github.com/govtech-kz/ikp/cli/cmdutil"
	"github.com/govtech-kz/ikp/cli/cmdutil/verb"
)

func agencies() client.ObjectList { return &tenancy.AgencyList{} }
func nowhere() string             { return "" }

// CreateOptions describe the site to create.
type CreateOptions struct {
	verb.Create[*api.SourceSite]
	Record Record
}

// NewCreate is the command that puts a site on record.
func NewCreate(f *cmdutil.Factory, runF func(*CreateOptions) error) *cobra.Command {
	o := &CreateOptions{Create: verb.NewCreate(f, Kind(f))}
	var cmd *cobra.Command
	cmd = o.Command(verb.Words{
		Short: "Put a site from which systems move on record; what is not known yet may stay unknown",
		Example: `  ikpctl sourcesite create minfin-server-room -a minfin --data-centre No --mbps 100
  ikpctl sourcesite create minfin-dc -a minfin --data-centre Yes --life-ends 2028-06-30 \
    --conformance-document 'акт 17 от 01.02.2025' --conformance-edition 2023-02-10 \
    --conformance-from 2025-02-01 --conformance-until 2027-01-31`,
	}, func(ctx context.Context) error {
		o.Record.Given = cmdutil.Given(cmd)
		if runF != nil {
			return runF(o)
		}
		return o.run(ctx)
	})
	o.Record.addFlags(f, cmd)
	verb.Require(cmd, "agency")
	return cmd
}

func (o *CreateOptions) run(ctx context.Context) error {
	s := &api.SourceSite{}
	o.Record.apply(&s.Spec)
	if err := o.Identify(s); err != nil {
		return err
	}
	return o.Submit(ctx, s)
}

// SetOptions say which fields of a record change.
type SetOptions struct {
	verb.Change[*api.SourceSite]
	Record Record
}

// NewSet is the command that completes or corrects the record of a site.
func NewSet(f *cmdutil.Factory, runF func(*SetOptions) error) *cobra.Command {
	o := &SetOptions{Change: verb.NewChange(f, Kind(f))}
	var cmd *cobra.Command
	cmd = o.Command("set NAME", verb.Words{
		Short: "Complete or correct the record of a site",
		Example: `  ikpctl sourcesite set minfin-dc --life-ends 2028-06-30 --mbps 1000
  ikpctl sourcesite set minfin-dc --lease 'договор 5 от 10.01.2024' --lessor Казахтелеком --lease-ends 2026-12-31`,
	}, func(ctx context.Context) error {
		o.Record.Given = cmdutil.Given(cmd)
		if runF != nil {
			return runF(o)
		}
		return o.Apply(ctx, func(s *api.SourceSite) error {
			o.Record.apply(&s.Spec)
			return nil
		}, nil)
	})
	o.Record.addFlags(f, cmd)
	return cmd
}
