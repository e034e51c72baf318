package tariff

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	finance "github.com/govtech-kz/ikp/api/finance/v1alpha1"
	"github.com/govtech-kz/ikp/cli/cmdutil/cmdtest"
)

func TestCreateArguments(t *testing.T) {
	t.Parallel()
	for name, tc := range map[string]struct {
		argv    []string
		want    []finance.Price
		wantErr string
	}{
		"takes prices exactly as they are written": {
			argv: []string{"t1", "--valid-from", "2026-01-01", "--act-title", "Приказ", "--price", "vcpu-hour=4.750", "--price", "disk-gib-hour=0.0125"},
			want: []finance.Price{{Meter: finance.MeterVCPUHour, Price: "4.750"}, {Meter: finance.MeterDiskGiBHour, Price: "0.0125"}},
		},
		"refuses a price without a meter": {
			argv:    []string{"t1", "--valid-from", "2026-01-01", "--act-title", "Приказ", "--price", "4.75"},
			wantErr: `--price "4.75": write METER=TENGE, such as vcpu-hour=4.75`,
		},
		"needs the act": {
			argv:    []string{"t1", "--valid-from", "2026-01-01", "--price", "vcpu-hour=1"},
			wantErr: `required flag(s) "act-title" not set`,
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			var got []finance.Price
			c := NewCreate(cmdtest.Factory(), func(o *CreateOptions) (err error) {
				got, err = prices(o.Prices)
				return err
			})
			if diff := cmp.Diff(tc.wantErr, cmdtest.Parse(t, c, tc.argv...)); diff != "" {
				t.Error(diff)
			}
			if diff := cmp.Diff(tc.want, got); diff != "" {
				t.Error(diff)
			}
		})
	}
}
