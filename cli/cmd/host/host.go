// Package host holds the commands for hypervisor hosts.
package host

import (
	"fmt"
	"strconv"
	"strings"

	"github.com/spf13/cobra"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"sigs.k8s.io/controller-runtime/pkg/client"

	compute "github.com/govtech-kz/ikp/api/compute/v1alpha1"
	"github.com/govtech-kz/ikp/cli/cmdutil"
	"github.com/govtech-kz/ikp/cli/cmdutil/verb"
)

// New is the command that holds the verbs of hosts.
func New(f *cmdutil.Factory) *cobra.Command {
	return cmdutil.Group("host", "Hypervisor hosts",
		NewList(f, nil), NewShow(f, nil), NewCreate(f, nil), NewCordon(f, nil), NewUncordon(f, nil), NewDelete(f, nil))
}

// Kind is what the verbs need to know of hosts.
func Kind() verb.Kind[*compute.Host] {
	return verb.Kind[*compute.Host]{
		Noun: "host", Scope: verb.OfPlatform,
		New:        func() *compute.Host { return &compute.Host{} },
		NewList:    func() client.ObjectList { return &compute.HostList{} },
		Conditions: conditions,
		Columns: []verb.Column[*compute.Host]{
			{Head: "DC", Value: func(h *compute.Host) string { return h.Spec.DataCentre }},
			{Head: "SEGMENT", Value: func(h *compute.Host) string { return string(h.Spec.Segment) }},
			verb.NumberColumn("VCPU", func(h *compute.Host) int64 { return h.Status.Allocatable.VCPU }),
			verb.NumberColumn("MEMORY-MIB", func(h *compute.Host) int64 { return h.Status.Allocatable.MemoryMiB }),
			verb.NumberColumn("DISK-GIB", func(h *compute.Host) int64 { return h.Status.Allocatable.DiskGiB }),
			verb.NumberColumn("MACHINES", func(h *compute.Host) int64 { return int64(len(h.Status.Machines)) }),
			{Head: "CORDONED", Value: func(h *compute.Host) string { return verb.YesNo(h.Spec.Unschedulable) }},
			verb.ReadyColumn(conditions),
		},
		Details: []verb.Column[*compute.Host]{
			{Head: "ZONE", Value: func(h *compute.Host) string { return h.Spec.Zone }},
			{Head: "HYPERVISOR", Value: func(h *compute.Host) string { return h.Status.Hypervisor }},
			{Head: "AGENT", Value: func(h *compute.Host) string { return h.Status.AgentEndpoint }},
			{Head: "VCPU-PERCENT", Value: func(h *compute.Host) string { return strconv.FormatInt(h.Spec.VCPUPercent, 10) }},
			{Head: "FOREIGN-DOMAINS", Value: func(h *compute.Host) string { return strconv.Itoa(int(h.Status.ForeignDomains)) }},
			{Head: "CONFLICTS", Value: conflicts},
		},
	}
}

// conflicts are the machines that several domains claim to be.
func conflicts(h *compute.Host) string {
	all := make([]string, 0, len(h.Status.Conflicts))
	for _, c := range h.Status.Conflicts {
		all = append(all, fmt.Sprintf("%s: %s", c.Machine, strings.Join(c.Domains, ", ")))
	}
	return strings.Join(all, "; ")
}

func conditions(h *compute.Host) []metav1.Condition { return h.Status.Conditions }
