// Package machinetype holds the commands for the catalogue of machine sizes.
package machinetype

import (
	"github.com/spf13/cobra"
	"sigs.k8s.io/controller-runtime/pkg/client"

	compute "github.com/govtech-kz/ikp/api/compute/v1alpha1"
	"github.com/govtech-kz/ikp/cli/cmdutil"
	"github.com/govtech-kz/ikp/cli/cmdutil/verb"
)

// New is the command that holds the verbs of machine types.
func New(f *cmdutil.Factory) *cobra.Command {
	return cmdutil.Group("machine-type", "Catalogue of machine sizes",
		NewList(f, nil), NewShow(f, nil), NewCreate(f, nil), NewDelete(f, nil))
}

// Kind is what the verbs need to know of machine types.
func Kind() verb.Kind[*compute.MachineType] {
	return verb.Kind[*compute.MachineType]{
		Noun: "machine-type", Scope: verb.OfPlatform,
		New:     func() *compute.MachineType { return &compute.MachineType{} },
		NewList: func() client.ObjectList { return &compute.MachineTypeList{} },
		Columns: []verb.Column[*compute.MachineType]{
			verb.NumberColumn("VCPU", func(t *compute.MachineType) int64 { return t.Spec.VCPU }),
			verb.NumberColumn("MEMORY-MIB", func(t *compute.MachineType) int64 { return t.Spec.MemoryMiB }),
			{Head: "WITHDRAWN", Value: func(t *compute.MachineType) string { return verb.YesNo(t.Spec.Withdrawn) }},
		},
	}
}
