package machinelog

import (
	"context"
	"fmt"
	"io"
	"net/http"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	apierrors "k8s.io/apimachinery/pkg/api/errors"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/types"
	genericapirequest "k8s.io/apiserver/pkg/endpoints/request"
	"k8s.io/apiserver/pkg/registry/rest"
	"sigs.k8s.io/controller-runtime/pkg/client/fake"

	compute "github.com/govtech-kz/ikp/api/compute/v1alpha1"
	"github.com/govtech-kz/ikp/api/scheme"
	subresources "github.com/govtech-kz/ikp/api/subresources/v1alpha1"
	"github.com/govtech-kz/ikp/internal/local/pki"
)

// answer is what reached the reader of a log: text, or the error's status.
type answer struct {
	Text   string
	Reason metav1.StatusReason
	Code   int32
	Error  string
}

func TestLog(t *testing.T) {
	store := pki.Store{Dir: t.TempDir(), Now: time.Now}
	ca := authority(t, store, "agents")
	agents := dialer(t, store, ca)
	listening := serve(t, ca, "h1", func(w http.ResponseWriter, r *http.Request) {
		switch r.URL.Path {
		case "/v1/machines/uid-gone/log":
			http.Error(w, "no such machine", http.StatusNotFound)
		case "/v1/machines/uid-stuck/log":
			http.Error(w, "libvirt does not answer", http.StatusServiceUnavailable)
		case "/v1/machines/uid-odd/log":
			http.Error(w, "disk on fire", http.StatusTeapot)
		default:
			_, _ = fmt.Fprintf(w, "%s to %s", r.URL.RequestURI(), r.TLS.PeerCertificates[0].Subject.CommonName)
		}
	})
	foreign := serve(t, authority(t, store, "foreign"), "h3", http.NotFound)
	closed := closedPort(t)
	two := int64(2)
	negative := int64(-1)
	tests := map[string]struct {
		vm      string
		options subresources.VirtualMachineLogOptions
		want    answer
	}{
		"asks the agent of the machine's host as ikp:apiserver": {
			vm: "web-1", want: answer{Text: "/v1/machines/uid-1/log to ikp:apiserver"},
		},
		"hands on follow and tailLines": {
			vm: "web-1", options: subresources.VirtualMachineLogOptions{Follow: true, TailLines: &two},
			want: answer{Text: "/v1/machines/uid-1/log?follow=true&tailLines=2 to ikp:apiserver"},
		},
		"refuses a negative number of lines": {
			vm: "web-1", options: subresources.VirtualMachineLogOptions{TailLines: &negative},
			want: answer{Reason: metav1.StatusReasonInvalid, Code: 422,
				Error: `VirtualMachineLogOptions.subresources.ikp.gov.kz "web-1" is invalid: tailLines: Invalid value: -1: must be 0 or more`},
		},
		"says that a machine without a host has no log": {
			vm: "unbound", want: answer{Reason: metav1.StatusReasonBadRequest, Code: 400,
				Error: `machine "unbound" is on no host yet and has no log; what it waits for: ikpctl why vm unbound -n env-minfin-prod`},
		},
		"says that there is no such machine": {
			vm: "nobody", want: answer{Reason: metav1.StatusReasonNotFound, Code: 404,
				Error: `virtualmachines.compute.ikp.gov.kz "nobody" not found`},
		},
		"says that the host has not started the machine": {
			vm: "gone", want: answer{Reason: metav1.StatusReasonNotFound, Code: 404,
				Error: `host "h1" keeps no log of machine "gone": it has not been started there yet`},
		},
		"repeats what the agent refuses": {
			vm: "odd", want: answer{Reason: metav1.StatusReasonInternalError, Code: 500,
				Error: "Internal error occurred: the agent of host \"h1\" answered 418 I'm a teapot: disk on fire"},
		},
		"says that the hypervisor does not answer its agent": {
			vm: "stuck", want: answer{Reason: metav1.StatusReasonServiceUnavailable, Code: 503,
				Error: `host "h1" cannot give the log now: libvirt does not answer; try again or ask the data centre's operator`},
		},
		"says that the host's agent is unknown": {
			vm: "mute", want: answer{Reason: metav1.StatusReasonServiceUnavailable, Code: 503,
				Error: `host "h4" of machine "mute" has not said where its agent listens; see: ikpctl host show h4`},
		},
		"says that the host does not answer": {
			vm: "cut-off", want: answer{Reason: metav1.StatusReasonServiceUnavailable, Code: 503,
				Error: `the agent of host "h2" does not answer at ` + closed + `: dial tcp ` + closed +
					`: connect: connection refused; machines go on running, try again or ask the data centre's operator`},
		},
		"trusts no agent of a foreign authority": {
			vm: "foreign", want: answer{Reason: metav1.StatusReasonServiceUnavailable, Code: 503,
				Error: `the agent of host "h3" does not answer at ` + foreign +
					`: tls: failed to verify certificate: x509: certificate signed by unknown authority; machines go on running, try again or ask the data centre's operator`},
		},
		"trusts no agent that serves under another host's name": {
			vm: "stolen", want: answer{Reason: metav1.StatusReasonServiceUnavailable, Code: 503,
				Error: `the agent of host "h5" does not answer at ` + listening +
					`: tls: failed to verify certificate: x509: certificate is valid for h1, not h5; machines go on running, try again or ask the data centre's operator`},
		},
	}
	reader := fake.NewClientBuilder().WithScheme(scheme.New()).WithObjects(
		host("h1", listening), host("h2", closed), host("h3", foreign), host("h4", ""), host("h5", listening),
		vm("web-1", "uid-1", "h1"), vm("gone", "uid-gone", "h1"), vm("odd", "uid-odd", "h1"), vm("stuck", "uid-stuck", "h1"), vm("unbound", "uid-2", ""),
		vm("mute", "uid-3", "h4"), vm("cut-off", "uid-4", "h2"), vm("foreign", "uid-5", "h3"), vm("stolen", "uid-6", "h5"),
	).Build()
	r := &REST{Reader: reader, Agents: agents, Stopping: t.Context().Done()}
	for name, tc := range tests {
		t.Run(name, func(t *testing.T) {
			if diff := cmp.Diff(tc.want, read(t.Context(), r, tc.vm, &tc.options)); diff != "" {
				t.Errorf("log of %s (-want +got):\n%s", tc.vm, diff)
			}
		})
	}
}

func TestStoppingEndsFollowedLogs(t *testing.T) {
	store := pki.Store{Dir: t.TempDir(), Now: time.Now}
	ca := authority(t, store, "agents")
	agents := dialer(t, store, ca)
	endpoint := serve(t, ca, "h1", func(w http.ResponseWriter, r *http.Request) {
		_, _ = fmt.Fprintln(w, "first line")
		_ = http.NewResponseController(w).Flush()
		<-r.Context().Done()
	})
	reader := fake.NewClientBuilder().WithScheme(scheme.New()).WithObjects(host("h1", endpoint), vm("web-1", "uid-1", "h1")).Build()
	stopping := make(chan struct{})
	r := &REST{Reader: reader, Agents: agents, Stopping: stopping}
	body := open(t, r, "web-1", &subresources.VirtualMachineLogOptions{Follow: true})
	line := make([]byte, len("first line\n"))
	if _, err := io.ReadFull(body, line); err != nil || string(line) != "first line\n" {
		t.Fatalf("read %q, %v", line, err)
	}
	close(stopping)
	if _, err := io.ReadAll(body); err == nil {
		t.Error("a followed log went on after the process was told to stop")
	}
}

func open(t *testing.T, r *REST, name string, o *subresources.VirtualMachineLogOptions) io.ReadCloser {
	t.Helper()
	ctx := genericapirequest.WithNamespace(t.Context(), "env-minfin-prod")
	obj, err := r.Get(ctx, name, o)
	if err != nil {
		t.Fatal(err)
	}
	body, flush, _, err := obj.(rest.ResourceStreamer).InputStream(ctx, "", "")
	if err != nil {
		t.Fatal(err)
	}
	if !flush {
		t.Error("a followed log is not flushed")
	}
	t.Cleanup(func() { _ = body.Close() })
	return body
}

func read(ctx context.Context, r *REST, name string, o *subresources.VirtualMachineLogOptions) answer {
	ctx = genericapirequest.WithNamespace(ctx, "env-minfin-prod")
	obj, err := r.Get(ctx, name, o)
	if err != nil {
		return failure(err)
	}
	body, _, _, err := obj.(rest.ResourceStreamer).InputStream(ctx, "", "")
	if err != nil {
		return failure(err)
	}
	defer func() { _ = body.Close() }()
	text, err := io.ReadAll(body)
	if err != nil {
		return failure(err)
	}
	return answer{Text: string(text)}
}

func failure(err error) answer {
	a := answer{Error: err.Error(), Reason: apierrors.ReasonForError(err)}
	if status, ok := err.(apierrors.APIStatus); ok {
		a.Code = status.Status().Code
	}
	return a
}

func host(name, endpoint string) *compute.Host {
	return &compute.Host{ObjectMeta: metav1.ObjectMeta{Name: name}, Status: compute.HostStatus{AgentEndpoint: endpoint}}
}

func vm(name, uid, host string) *compute.VirtualMachine {
	return &compute.VirtualMachine{
		ObjectMeta: metav1.ObjectMeta{Namespace: "env-minfin-prod", Name: name, UID: types.UID(uid)},
		Spec:       compute.VirtualMachineSpec{Host: host},
	}
}
