// Package dc holds the commands for data centres.
package dc

import (
	"github.com/spf13/cobra"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"sigs.k8s.io/controller-runtime/pkg/client"

	compute "github.com/govtech-kz/ikp/api/compute/v1alpha1"
	tenancy "github.com/govtech-kz/ikp/api/tenancy/v1alpha1"
	"github.com/govtech-kz/ikp/cli/cmdutil"
	"github.com/govtech-kz/ikp/cli/cmdutil/verb"
)

// New is the command that holds the verbs of data centres.
func New(f *cmdutil.Factory) *cobra.Command {
	return cmdutil.Group("dc", "Data centres and the records that decide what may run there",
		NewList(f, nil), NewShow(f, nil), NewCreate(f, nil), NewDelete(f, nil))
}

// Kind is what the verbs need to know of data centres.
func Kind() verb.Kind[*compute.DataCentre] {
	return verb.Kind[*compute.DataCentre]{
		Noun: "dc", Scope: verb.OfPlatform,
		New:        func() *compute.DataCentre { return &compute.DataCentre{} },
		NewList:    func() client.ObjectList { return &compute.DataCentreList{} },
		Conditions: conditions,
		Columns: []verb.Column[*compute.DataCentre]{
			{Head: "COUNTRY", Value: func(d *compute.DataCentre) string { return d.Spec.Country }},
			{Head: "REGION", Value: func(d *compute.DataCentre) string { return d.Spec.Region }},
			{Head: "SEGMENTS", Value: func(d *compute.DataCentre) string { return verb.Join(d.Spec.Segments) }},
			verb.StatusColumn("PERSONAL-DATA", compute.ConditionPersonalDataAllowed, conditions),
			verb.NumberColumn("HOSTS", func(d *compute.DataCentre) int64 { return int64(d.Status.Hosts) }),
			verb.NumberColumn("VCPU", func(d *compute.DataCentre) int64 { return d.Status.Allocatable.VCPU }),
			verb.NumberColumn("USED", func(d *compute.DataCentre) int64 { return d.Status.Allocated.VCPU }),
		},
		Details: details(),
	}
}

func details() []verb.Column[*compute.DataCentre] {
	return append(verb.NameColumns(func(d *compute.DataCentre) tenancy.Names { return d.Spec.Names }),
		verb.Column[*compute.DataCentre]{Head: "REGISTERED", Value: func(d *compute.DataCentre) string { return verb.YesNo(d.Spec.Registered) }},
		verb.Column[*compute.DataCentre]{Head: "REGISTRATION", Value: func(d *compute.DataCentre) string { return d.Spec.Registration }},
		verb.Column[*compute.DataCentre]{Head: "ACCESSION-ANSWERED-ON", Value: func(d *compute.DataCentre) string { return string(d.Spec.Accession.AnsweredOn) }},
		verb.Column[*compute.DataCentre]{Head: "ACCESSION-DOCUMENT", Value: func(d *compute.DataCentre) string { return d.Spec.Accession.Document }},
		verb.Column[*compute.DataCentre]{Head: "CONFORMANCE-832", Value: conformance},
		verb.Column[*compute.DataCentre]{Head: "COMMISSIONED-ON", Value: func(d *compute.DataCentre) string { return string(d.Spec.CommissionedOn) }},
	)
}

func conditions(d *compute.DataCentre) []metav1.Condition { return d.Status.Conditions }

func conformance(d *compute.DataCentre) string {
	c := d.Spec.Conformance832
	if c == nil {
		return ""
	}
	return string(c.ValidFrom) + " … " + string(c.ValidUntil) + " " + c.Document
}
