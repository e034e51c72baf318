package server_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/spf13/pflag"

	"github.com/govtech-kz/ikp/apiserver/server"
)

func TestOptionsValidate(t *testing.T) {
	complete := []string{
		"--ledger=sqlite:/var/lib/ikp/ledger.db", "--tls-cert-file=a", "--tls-private-key-file=b",
		"--agent-ca-file=c", "--agent-client-cert-file=d", "--agent-client-key-file=e",
	}
	tests := map[string]struct {
		flags []string
		want  string
	}{
		"lets a complete command line pass": {flags: complete},
		"names every flag that is missing": {want: `--ledger is required
--tls-cert-file is required
--tls-private-key-file is required
--agent-ca-file is required
--agent-client-cert-file is required
--agent-client-key-file is required`},
		"refuses a port that is none": {
			flags: append([]string{"--secure-port=0", "--webhook-port=65536"}, complete...),
			want:  "--secure-port is 0, want 1 to 65535\n--webhook-port is 65536, want 1 to 65535"},
		"refuses one port for two servers": {
			flags: append([]string{"--secure-port=9443"}, complete...),
			want:  "--secure-port and --webhook-port are both 9443"},
	}
	for name, tc := range tests {
		t.Run(name, func(t *testing.T) {
			o := server.NewOptions()
			fs := pflag.NewFlagSet("test", pflag.ContinueOnError)
			o.AddFlags(fs)
			if err := fs.Parse(tc.flags); err != nil {
				t.Fatal(err)
			}
			var got []string
			if err := o.Validate(); err != nil {
				got = strings.Split(err.Error(), "\n")
			}
			var want []string
			if tc.want != "" {
				want = strings.Split(tc.want, "\n")
			}
			if diff := cmp.Diff(want, got); diff != "" {
				t.Errorf("problems (-want +got):\n%s", diff)
			}
		})
	}
}
