package vm

import (
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	compute "github.com/govtech-kz/ikp/api/compute/v1alpha1"
	"github.com/govtech-kz/ikp/cli/cmdutil/cmdtest"
	"github.com/govtech-kz/ikp/cli/cmdutil/verb"
)

func TestCreateArguments(t *testing.T) {
	t.Parallel()
	for name, tc := range map[string]struct {
		argv    []string
		want    *compute.VirtualMachine
		wantErr string
	}{
		"needs type and image": {
			argv:    []string{"web-1", "-a", "minfin", "--env", "prod"},
			wantErr: `required flag(s) "image", "type" not set`,
		},
		"needs a name": {
			argv:    []string{"--type", "small", "--image", "guest"},
			wantErr: "accepts 1 arg(s), received 0",
		},
		"takes the place from agency and environment": {
			argv: []string{"web-1", "-a", "minfin", "--env", "prod", "--type", "small", "--image", "guest", "--disk", "2"},
			want: machine("env-minfin-prod", compute.VirtualMachineSpec{MachineType: "small", Image: "guest", RootDiskGiB: 2}),
		},
		"takes the place from the name": {
			argv: []string{"minfin/prod/web-1", "--type", "small", "--image", "guest", "--halted"},
			want: machine("env-minfin-prod", compute.VirtualMachineSpec{MachineType: "small", Image: "guest", RunStrategy: compute.RunHalted}),
		},
		"takes disks, group and data centre": {
			argv: []string{"web-1", "-n", "ns", "--type", "small", "--image", "guest", "--data-disk", "db=5", "--data-disk", "log=1",
				"--anti-affinity", "esf", "--anti-affinity-scope", "Zone", "--data-centre", "astana-1"},
			want: machine("ns", compute.VirtualMachineSpec{MachineType: "small", Image: "guest", AntiAffinity: "esf", AntiAffinityScope: compute.ScopeZone, DataCentre: "astana-1",
				DataDisks: []compute.DataDisk{{Name: "db", SizeGiB: 5}, {Name: "log", SizeGiB: 1}}}),
		},
		"refuses a data disk without a size": {
			argv:    []string{"web-1", "-n", "ns", "--type", "small", "--image", "guest", "--data-disk", "db"},
			wantErr: `--data-disk "db": write NAME=GIB, such as db=5`,
		},
		"asks for the environment": {
			argv:    []string{"web-1", "-a", "minfin", "--type", "small", "--image", "guest"},
			wantErr: "in which environment? NAME with --agency and --env, or AGENCY/ENVIRONMENT/NAME",
		},
		"refuses another dry run": {
			argv:    []string{"web-1", "-n", "ns", "--type", "small", "--image", "guest", "--dry-run=client"},
			wantErr: `invalid argument "client" for "--dry-run" flag: use none or server`,
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			var got *compute.VirtualMachine
			c := NewCreate(cmdtest.Factory(), func(o *CreateOptions) (err error) {
				got, err = o.machine()
				return err
			})
			if diff := cmp.Diff(tc.wantErr, cmdtest.Parse(t, c, tc.argv...)); diff != "" {
				t.Error(diff)
			}
			if tc.wantErr == "" {
				if diff := cmp.Diff(tc.want, got); diff != "" {
					t.Error(diff)
				}
			}
		})
	}
}

func machine(namespace string, spec compute.VirtualMachineSpec) *compute.VirtualMachine {
	m := &compute.VirtualMachine{Spec: spec}
	m.Namespace, m.Name = namespace, "web-1"
	return m
}

func TestWaitArguments(t *testing.T) {
	t.Parallel()
	for name, tc := range map[string]struct {
		argv []string
		want time.Duration
	}{
		"does not wait unless asked":          {[]string{"a/e/web-1"}, 0},
		"waits five minutes when only asked":  {[]string{"a/e/web-1", "--wait"}, 5 * time.Minute},
		"waits as long as is said":            {[]string{"a/e/web-1", "--wait=90s"}, 90 * time.Second},
		"takes the flag before the name, too": {[]string{"--wait=1s", "a/e/web-1"}, time.Second},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			var got time.Duration
			c := NewStop(cmdtest.Factory(), func(o *PowerOptions) error {
				got = o.Wait
				return nil
			})
			if err := cmdtest.Parse(t, c, tc.argv...); err != "" {
				t.Fatal(err)
			}
			if got != tc.want {
				t.Errorf("wait = %s, want %s", got, tc.want)
			}
		})
	}
}

func TestLogsArguments(t *testing.T) {
	t.Parallel()
	type options struct {
		Place  verb.Place
		Name   string
		Follow bool
		Tail   int64
	}
	for name, tc := range map[string]struct {
		argv []string
		want options
	}{
		"shows everything that is kept": {[]string{"web-1", "-n", "ns"}, options{Place: verb.Place{Namespace: "ns"}, Name: "web-1", Tail: -1}},
		"follows from the last lines": {[]string{"web-1", "-a", "minfin", "--env", "prod", "-f", "--tail", "20"},
			options{Place: verb.Place{Agency: "minfin", Environment: "prod"}, Name: "web-1", Follow: true, Tail: 20}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			var got options
			c := NewLogs(cmdtest.Factory(), func(o *LogsOptions) error {
				got = options{o.Place, o.Name, o.Follow, o.Tail}
				return nil
			})
			if err := cmdtest.Parse(t, c, tc.argv...); err != "" {
				t.Fatal(err)
			}
			if diff := cmp.Diff(tc.want, got); diff != "" {
				t.Error(diff)
			}
		})
	}
}
