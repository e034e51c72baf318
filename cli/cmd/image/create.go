package image

import (
	"context"

	"github.com/spf13/cobra"

	compute "github.com/govtech-kz/ikp/api/compute/v1alpha1"
	"github.com/govtech-kz/ikp/cli/cmdutil"
	"github.com/govtech-kz/ikp/cli/cmdutil/verb"
)

// CreateOptions describe the image to publish.
type CreateOptions struct {
	verb.Create[*compute.Image]
	Spec compute.ImageSpec
}

// NewCreate is the command that puts an image into the catalogue.
func NewCreate(f *cmdutil.Factory, runF func(*CreateOptions) error) *cobra.Command {
	o := &CreateOptions{Create: verb.NewCreate(f, Kind())}
	cmd := o.Command(verb.Words{
		Short: "Put an image, whose file the hosts have, into the catalogue",
		Example: `  ikpctl image create ikp-guest --file ikp-guest.qcow2 --format qcow2 \
    --sha256 9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08 \
    --probe Serial --probe-pattern IKP-READY`,
	}, func(ctx context.Context) error {
		if runF != nil {
			return runF(o)
		}
		return o.run(ctx)
	})
	fs := cmd.Flags()
	fs.StringVar(&o.Spec.Title, "title", "", "What people choose it by")
	fs.StringVar(&o.Spec.File, "file", "", "Name of the file in the image store of every host")
	fs.StringVar(&o.Spec.SHA256, "sha256", "", "Digest of the file, hexadecimal")
	verb.StringVar(fs, &o.Spec.Format, "format", "Format of the file: qcow2 or raw")
	fs.Int64Var(&o.Spec.MinDiskGiB, "min-disk", 0, "Smallest root disk that holds it, in GiB (default 1)")
	fs.Int64Var(&o.Spec.MinMemoryMiB, "min-memory", 0, "Smallest memory that boots it, in MiB")
	verb.StringVar(fs, &o.Spec.Probe.Type, "probe", "How a guest says that it is ready: Serial, GuestAgent, TCP, None (default None)")
	fs.StringVar(&o.Spec.Probe.Pattern, "probe-pattern", "", "Part of the line on the serial port that says ready")
	fs.Int32Var(&o.Spec.Probe.Port, "probe-port", 0, "TCP port that answers when the guest is ready")
	fs.Int32Var(&o.Spec.Probe.TimeoutSeconds, "probe-timeout", 0, "Seconds a guest may take (default 120)")
	verb.Require(cmd, "file", "sha256", "format")
	verb.CompleteFixed(cmd, "format", compute.FormatQcow2, compute.FormatRaw)
	verb.CompleteFixed(cmd, "probe", compute.ProbeSerial, compute.ProbeGuestAgent, compute.ProbeTCP, compute.ProbeNone)
	return cmd
}

func (o *CreateOptions) run(ctx context.Context) error {
	i := &compute.Image{Spec: o.Spec}
	if i.Spec.Probe.Type == "" {
		i.Spec.Probe.Type = compute.ProbeNone
	}
	if err := o.Identify(i); err != nil {
		return err
	}
	return o.Submit(ctx, i)
}
