// Package vm holds the commands for virtual machines.
package vm

import (
	"strings"

	"github.com/spf13/cobra"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"sigs.k8s.io/controller-runtime/pkg/client"

	compute "github.com/govtech-kz/ikp/api/compute/v1alpha1"
	"github.com/govtech-kz/ikp/cli/cmdutil"
	"github.com/govtech-kz/ikp/cli/cmdutil/verb"
)

// New is the command that holds the verbs of virtual machines.
func New(f *cmdutil.Factory) *cobra.Command {
	return cmdutil.Group("vm", "Virtual machines",
		NewList(f, nil), NewShow(f, nil), NewCreate(f, nil), NewDelete(f, nil),
		NewStart(f, nil), NewStop(f, nil), NewRestart(f, nil), NewLogs(f, nil))
}

// Kind is what the verbs need to know of virtual machines.
func Kind() verb.Kind[*compute.VirtualMachine] {
	return verb.Kind[*compute.VirtualMachine]{
		Noun: "vm", Scope: verb.OfEnvironment,
		New:        func() *compute.VirtualMachine { return &compute.VirtualMachine{} },
		NewList:    func() client.ObjectList { return &compute.VirtualMachineList{} },
		Conditions: conditions,
		Columns: []verb.Column[*compute.VirtualMachine]{
			{Head: "TYPE", Value: func(v *compute.VirtualMachine) string { return v.Spec.MachineType }},
			{Head: "IMAGE", Value: func(v *compute.VirtualMachine) string { return v.Spec.Image }},
			{Head: "RUN", Value: func(v *compute.VirtualMachine) string { return string(v.Spec.RunStrategy) }},
			{Head: "POWER", Value: func(v *compute.VirtualMachine) string { return string(v.Status.PowerState) }},
			verb.ReadyColumn(conditions),
			verb.ReadyReasonColumn(conditions),
			{Head: "HOST", Value: func(v *compute.VirtualMachine) string { return v.Spec.Host }},
		},
		Details: []verb.Column[*compute.VirtualMachine]{
			verb.NumberColumn("ROOT-DISK-GIB", func(v *compute.VirtualMachine) int64 { return v.Spec.RootDiskGiB }),
			{Head: "DATA-DISKS", Value: dataDisks},
			{Head: "DATA-CENTRE", Value: func(v *compute.VirtualMachine) string { return v.Spec.DataCentre }},
			{Head: "ANTI-AFFINITY", Value: func(v *compute.VirtualMachine) string { return v.Spec.AntiAffinity }},
			{Head: "ADDRESSES", Value: func(v *compute.VirtualMachine) string { return verb.Join(v.Status.Addresses) }},
			{Head: "STARTED", Value: started},
			verb.RequestedByColumn[*compute.VirtualMachine]("REQUESTED-BY"),
		},
	}
}

func conditions(v *compute.VirtualMachine) []metav1.Condition { return v.Status.Conditions }

func dataDisks(v *compute.VirtualMachine) string {
	out := make([]string, len(v.Spec.DataDisks))
	for i, d := range v.Spec.DataDisks {
		out[i] = disk(d)
	}
	return strings.Join(out, ",")
}

func started(v *compute.VirtualMachine) string {
	if v.Status.StartedAt == nil {
		return ""
	}
	return cmdutil.Moment(v.Status.StartedAt.Time)
}
