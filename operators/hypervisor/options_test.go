package main

import (
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/spf13/pflag"
)

func TestComplete(t *testing.T) {
	t.Parallel()
	rest := []string{
		"--state-dir=/s", "--image-dir=/i", "--listen=127.0.0.1:0", "--tls-cert-file=c", "--tls-private-key-file=k", "--client-ca-file=a",
	}
	cases := map[string]struct {
		args    []string
		want    []host
		wantErr string
	}{
		"takes one host with its URI": {
			args: []string{"--host=h1=qemu+unix:///system?socket=/run/h1/sock", "--kubeconfig=/etc/h1.conf"},
			want: []host{{"h1", "qemu+unix:///system?socket=/run/h1/sock", "/etc/h1.conf"}},
		},
		"takes several hosts with an identity each": {
			args: []string{"--host=h1=a", "--host=h2=b", "--kubeconfig=h2=/2", "--kubeconfig=h1=/1"},
			want: []host{{"h1", "a", "/1"}, {"h2", "b", "/2"}},
		},
		"refuses to run without a host": {
			wantErr: "--host is missing: give NAME=LIBVIRT_URI, e.g. --host=h1=qemu:///system",
		},
		"refuses a host without a URI": {
			args: []string{"--host=h1"}, wantErr: "--host=h1 is not of the form NAME=LIBVIRT_URI",
		},
		"refuses a host given twice": {
			args: []string{"--host=h1=a", "--host=h1=b"}, wantErr: "--host=h1=b names host h1 twice",
		},
		"refuses a host without an identity": {
			args:    []string{"--host=h1=a", "--host=h2=b", "--kubeconfig=h1=/1"},
			wantErr: "--kubeconfig is missing for host h2: give --kubeconfig=h2=PATH",
		},
		"refuses an unknown driver": {
			args: []string{"--host=h1=a", "--kubeconfig=/1", "--driver=xen"}, wantErr: "--driver=xen is not known: give libvirt or fixture",
		},
		"refuses an unknown acceleration": {
			args: []string{"--host=h1=a", "--kubeconfig=/1", "--acceleration=xen"}, wantErr: "--acceleration=xen is not known: give auto, kvm or none",
		},
		"refuses a network that is none": {
			args:    []string{"--host=h1=a", "--kubeconfig=/1", "--guest-network=br0"},
			wantErr: `reading --guest-network: "br0" is not of the form BRIDGE,CIDR`,
		},
	}
	for name, tc := range cases {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			o, f := &options{}, pflag.NewFlagSet("", pflag.ContinueOnError)
			o.addFlags(f)
			if err := f.Parse(append(tc.args, rest...)); err != nil {
				t.Fatal(err)
			}
			got, err := o.complete()
			if message(err) != tc.wantErr {
				t.Fatalf("error %q, want %q", message(err), tc.wantErr)
			}
			if diff := cmp.Diff(tc.want, got, cmp.AllowUnexported(host{})); tc.wantErr == "" && diff != "" {
				t.Errorf("hosts (-want +got):\n%s", diff)
			}
		})
	}
}

func message(err error) string {
	if err == nil {
		return ""
	}
	return err.Error()
}

func TestVirtualises(t *testing.T) {
	t.Parallel()
	for cpuinfo, want := range map[string]bool{
		"processor\t: 0\nflags\t\t: fpu vmx sse2\n": true,
		"flags\t\t: fpu svm\n":                      true,
		"flags\t\t: fpu sse2 svm_lock\n":            false,
		"model name\t: vmx\nflags\t\t: fpu\n":       false,
		"":                                          false,
	} {
		if got := virtualises(cpuinfo); got != want {
			t.Errorf("virtualises(%q) = %v, want %v", cpuinfo, got, want)
		}
	}
}
