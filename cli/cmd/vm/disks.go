package vm

import (
	"fmt"
	"strconv"
	"strings"

	compute "github.com/govtech-kz/ikp/api/compute/v1alpha1"
	"github.com/govtech-kz/ikp/cli/cmdutil"
)

// disk writes a data disk as its flag does: db=5.
func disk(d compute.DataDisk) string { return d.Name + "=" + strconv.FormatInt(d.SizeGiB, 10) }

// disks reads --data-disk NAME=GIB.
func disks(flags []string) ([]compute.DataDisk, error) {
	var out []compute.DataDisk
	for _, s := range flags {
		name, size, _ := strings.Cut(s, "=")
		gib, err := strconv.ParseInt(size, 10, 64)
		if err != nil || name == "" || gib < 1 {
			return nil, cmdutil.UsageError{Err: fmt.Errorf("--data-disk %q: write NAME=GIB, such as db=5", s)}
		}
		out = append(out, compute.DataDisk{Name: name, SizeGiB: gib})
	}
	return out, nil
}
