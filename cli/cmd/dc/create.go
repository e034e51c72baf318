package dc

import (
	"context"

	"github.com/spf13/cobra"

	compute "github.com/govtech-kz/ikp/api/compute/v1alpha1"
	tenancy "github.com/govtech-kz/ikp/api/tenancy/v1alpha1"
	"github.com/govtech-kz/ikp/cli/cmdutil"
	"github.com/govtech-kz/ikp/cli/cmdutil/verb"
)

// CreateOptions describe the data centre to create.
type CreateOptions struct {
	verb.Create[*compute.DataCentre]
	Spec compute.DataCentreSpec
	// Segments served, as words.
	Segments []string
	// Conformance to decree 832; kept when its first day is given.
	Conformance compute.Conformance
}

// NewCreate is the command that registers a data centre.
func NewCreate(f *cmdutil.Factory, runF func(*CreateOptions) error) *cobra.Command {
	o := &CreateOptions{Create: verb.NewCreate(f, Kind())}
	cmd := o.Command(verb.Words{
		Short: "Register a data centre",
		Example: `  ikpctl dc create astana-1 --country KZ --region KZ-71 --segment G2G --segment G2CB \
    --registered --registration ЦОД-17 --accession-answered-on 2026-02-01 --commissioned-on 2026-03-01
  ikpctl dc create almaty-2 --country KZ --segment G2G --export`,
	}, func(ctx context.Context) error {
		if runF != nil {
			return runF(o)
		}
		return o.run(ctx)
	})
	o.addFlags(cmd)
	verb.Require(cmd, "country", "segment")
	cmd.MarkFlagsRequiredTogether("conformance-from", "conformance-until")
	verb.CompleteFixed(cmd, "segment", tenancy.SegmentG2G, tenancy.SegmentG2CB)
	return cmd
}

func (o *CreateOptions) addFlags(cmd *cobra.Command) {
	fs := cmd.Flags()
	verb.NamesFlags(fs, &o.Spec.Names)
	fs.StringVar(&o.Spec.Country, "country", "", "Country where the site stands, two letters: KZ (KZ-PD-12)")
	fs.StringVar(&o.Spec.Region, "region", "", "Region of the country: KZ-71 for Astana")
	fs.StringArrayVar(&o.Segments, "segment", nil, "Contour that the site serves: G2G or G2CB; repeatable (C-2.4)")
	fs.BoolVar(&o.Spec.Registered, "registered", false, "The site is on the state's register (KZ-PD-36)")
	fs.StringVar(&o.Spec.Registration, "registration", "", "Number of the entry in the register")
	verb.StringVar(fs, &o.Spec.Accession.AnsweredOn, "accession-answered-on", "Day on which the last accession item was answered, YYYY-MM-DD (KZ-DC-JOIN)")
	fs.StringVar(&o.Spec.Accession.Document, "accession-document", "", "Act that records the accession")
	fs.StringVar(&o.Conformance.Document, "conformance-document", "", "Record of conformity to decree 832 (C-3.6)")
	verb.StringVar(fs, &o.Conformance.ValidFrom, "conformance-from", "First day on which that record holds")
	verb.StringVar(fs, &o.Conformance.ValidUntil, "conformance-until", "Last day on which that record holds")
	verb.StringVar(fs, &o.Spec.CommissionedOn, "commissioned-on", "Day from which the site carries load (C-3.4)")
}

func (o *CreateOptions) run(ctx context.Context) error {
	d := &compute.DataCentre{Spec: o.Spec}
	for _, s := range o.Segments {
		d.Spec.Segments = append(d.Spec.Segments, tenancy.Segment(s))
	}
	if o.Conformance.ValidFrom != "" {
		d.Spec.Conformance832 = &o.Conformance
	}
	if err := o.Identify(d); err != nil {
		return err
	}
	return o.Submit(ctx, d)
}
