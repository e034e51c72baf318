package cmdutil_test

import (
	"errors"
	"fmt"
	"testing"

	apierrors "k8s.io/apimachinery/pkg/api/errors"
	"k8s.io/apimachinery/pkg/runtime/schema"

	"github.com/govtech-kz/ikp/cli/cmdutil"
)

func TestCodeOf(t *testing.T) {
	t.Parallel()
	vms := schema.GroupResource{Group: "compute.ikp.gov.kz", Resource: "virtualmachines"}
	for name, tc := range map[string]struct {
		err  error
		want cmdutil.ExitCode
	}{
		"done is 0":                     {nil, 0},
		"any error is 1":                {errors.New("broken"), 1},
		"not found is 1":                {apierrors.NewNotFound(vms, "web-1"), 1},
		"a wrong command line is 2":     {cmdutil.UsageError{Err: errors.New("unknown flag")}, 2},
		"forbidden is 3":                {apierrors.NewForbidden(vms, "web-1", errors.New("no")), 3},
		"unauthorized is 4":             {apierrors.NewUnauthorized("who are you"), 4},
		"pending is 8":                  {cmdutil.PendingError{Object: "vm/web-1"}, 8},
		"a wrapped refusal is still 3":  {fmt.Errorf("creating vm/web-1: %w", apierrors.NewForbidden(vms, "web-1", errors.New("no"))), 3},
		"joined errors keep the denial": {errors.Join(apierrors.NewForbidden(vms, "web-1", errors.New("no")), errors.New("and")), 3},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			if got := cmdutil.CodeOf(tc.err); got != tc.want {
				t.Errorf("CodeOf = %d, want %d", got, tc.want)
			}
		})
	}
}
