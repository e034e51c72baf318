package sourcesite

import (
	"github.com/spf13/cobra"

	api "github.com/govtech-kz/ikp/api/migration/v1alpha1"
	"github.com/govtech-kz/ikp/cli/cmdutil"
	"github.com/govtech-kz/ikp/cli/cmdutil/verb"
)

// Record is what the flags say about a site. Flags that were not given say
// nothing: they leave a field as it is.
type Record struct {
	Spec        api.SourceSiteSpec
	Conformance api.Conformance832
	Lease       api.Lease
	Bandwidth   int32
	// Given names the flags that were given.
	Given map[string]bool
}

func (r *Record) addFlags(f *cmdutil.Factory, cmd *cobra.Command) {
	fs := cmd.Flags()
	verb.NamesFlags(fs, &r.Spec.Names)
	fs.StringVarP(&r.Spec.Agency, "agency", "a", "", "Agency that owns or rents the site")
	verb.CompleteFlag(f, cmd, "agency", agencies, nowhere)
	verb.StringVar(fs, &r.Spec.DataCentre, "data-centre", "Whether it is a data centre: Yes, No, Unknown (C-3.3)")
	verb.CompleteFixed(cmd, "data-centre", api.AnswerYes, api.AnswerNo, api.AnswerUnknown)
	fs.StringVar(&r.Conformance.Document, "conformance-document", "", "Record of conformity to decree 832 (C-3.6)")
	verb.StringVar(fs, &r.Conformance.Edition, "conformance-edition", "Edition of the decree that was checked: the day of its last amendment, YYYY-MM-DD")
	verb.StringVar(fs, &r.Conformance.ValidFrom, "conformance-from", "First day on which that record holds")
	verb.StringVar(fs, &r.Conformance.ValidUntil, "conformance-until", "Last day on which that record holds")
	verb.StringVar(fs, &r.Spec.UsefulLifeEndsOn, "life-ends", "Last day of the equipment's useful life (C-3.6)")
	fs.StringVar(&r.Lease.Contract, "lease", "", "Contract by which the site is rented: number and date (C-6.3)")
	fs.StringVar(&r.Lease.Lessor, "lessor", "", "Who lets it")
	verb.StringVar(fs, &r.Lease.EndsOn, "lease-ends", "Last day of the lease")
	fs.Int32Var(&r.Bandwidth, "mbps", 0, "Capacity of the link to the platform, in megabits per second")
	fs.StringVar(&r.Spec.Source, "source", "", "Document the record was taken from")
	cmd.MarkFlagsRequiredTogether("conformance-document", "conformance-edition", "conformance-from", "conformance-until")
	cmd.MarkFlagsRequiredTogether("lease", "lessor", "lease-ends")
}

// apply writes the given fields into the record of a site.
func (r *Record) apply(s *api.SourceSiteSpec) {
	for flag, set := range map[string]func(){
		"name-kk":              func() { s.Names.KK = r.Spec.Names.KK },
		"name-ru":              func() { s.Names.RU = r.Spec.Names.RU },
		"name-en":              func() { s.Names.EN = r.Spec.Names.EN },
		"agency":               func() { s.Agency = r.Spec.Agency },
		"data-centre":          func() { s.DataCentre = r.Spec.DataCentre },
		"conformance-document": func() { s.Conformance832 = r.Conformance.DeepCopy() },
		"life-ends":            func() { s.UsefulLifeEndsOn = r.Spec.UsefulLifeEndsOn },
		"lease":                func() { s.Lease = r.Lease.DeepCopy() },
		"mbps":                 func() { s.BandwidthMbps = new(r.Bandwidth) },
		"source":               func() { s.Source = r.Spec.Source },
	} {
		if r.Given[flag] {
			set()
		}
	}
}
