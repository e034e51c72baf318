// Package image holds the commands for the catalogue of bootable images.
package image

import (
	"github.com/spf13/cobra"
	"sigs.k8s.io/controller-runtime/pkg/client"

	compute "github.com/govtech-kz/ikp/api/compute/v1alpha1"
	"github.com/govtech-kz/ikp/cli/cmdutil"
	"github.com/govtech-kz/ikp/cli/cmdutil/verb"
)

// New is the command that holds the verbs of images.
func New(f *cmdutil.Factory) *cobra.Command {
	return cmdutil.Group("image", "Catalogue of bootable disk images",
		NewList(f, nil), NewShow(f, nil), NewCreate(f, nil), NewDelete(f, nil))
}

// Kind is what the verbs need to know of images.
func Kind() verb.Kind[*compute.Image] {
	return verb.Kind[*compute.Image]{
		Noun: "image", Scope: verb.OfPlatform,
		New:     func() *compute.Image { return &compute.Image{} },
		NewList: func() client.ObjectList { return &compute.ImageList{} },
		Columns: []verb.Column[*compute.Image]{
			{Head: "TITLE", Value: func(i *compute.Image) string { return i.Spec.Title }},
			{Head: "FORMAT", Value: func(i *compute.Image) string { return string(i.Spec.Format) }},
			verb.NumberColumn("MIN-DISK-GIB", func(i *compute.Image) int64 { return i.Spec.MinDiskGiB }),
			verb.NumberColumn("MIN-MEMORY-MIB", func(i *compute.Image) int64 { return i.Spec.MinMemoryMiB }),
			{Head: "PROBE", Value: func(i *compute.Image) string { return string(i.Spec.Probe.Type) }},
			{Head: "WITHDRAWN", Value: func(i *compute.Image) string { return verb.YesNo(i.Spec.Withdrawn) }},
		},
		Details: []verb.Column[*compute.Image]{
			{Head: "FILE", Value: func(i *compute.Image) string { return i.Spec.File }},
			{Head: "SHA256", Value: func(i *compute.Image) string { return i.Spec.SHA256 }},
		},
	}
}
