package placement

import (
	"context"
	"fmt"
	"time"

	coordinationv1 "k8s.io/api/coordination/v1"
	corev1 "k8s.io/api/core/v1"
	apierrors "k8s.io/apimachinery/pkg/api/errors"
	apimeta "k8s.io/apimachinery/pkg/api/meta"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/types"
	"k8s.io/client-go/tools/events"
	"k8s.io/utils/clock"
	ctrl "sigs.k8s.io/controller-runtime"
	"sigs.k8s.io/controller-runtime/pkg/client"

	compute "github.com/govtech-kz/ikp/api/compute/v1alpha1"
	"github.com/govtech-kz/ikp/internal/kit"
)

const (
	// silence is how long an agent may leave its lease unrenewed.
	silence = 40 * time.Second
	// glance is how often a host's lease is looked at, in the cache: silence is
	// noticed after 40 to 47 s.
	glance = 5 * time.Second
)

// LivenessReconciler notices hosts whose agent has fallen silent. New machines go
// elsewhere; what runs there is left alone, and the agent itself says when it is
// back.
type LivenessReconciler struct {
	// Client reads hosts and leases from a cache.
	Client client.Client
	// Status writes Ready=Unknown on a silent host, and nothing on others.
	Status kit.StatusWriter
	// Events tells the platform operator.
	Events events.EventRecorder
	// Clock measures silence. The clocks of hosts are not trusted: what counts is
	// when a renewal was seen here.
	Clock clock.PassiveClock

	// pulses are the last renewals seen, for one worker.
	pulses map[string]pulse
}

// pulse is a renewal of a lease and when it was first seen.
type pulse struct {
	renewal string
	seen    time.Time
}

// Reconcile looks at the lease of one host.
func (r *LivenessReconciler) Reconcile(ctx context.Context, req ctrl.Request) (ctrl.Result, error) {
	host := &compute.Host{}
	if err := r.Client.Get(ctx, req.NamespacedName, host); err != nil {
		delete(r.pulses, req.Name)
		return ctrl.Result{}, client.IgnoreNotFound(err)
	}
	renewal, err := r.renewal(ctx, req.Name)
	if err != nil {
		return ctrl.Result{}, err
	}
	now := r.Clock.Now()
	p, known := r.pulses[req.Name]
	if !known || p.renewal != renewal {
		p = pulse{renewal: renewal, seen: now}
		r.pulses[req.Name] = p
	}
	if !reported(host) || now.Sub(p.seen) < silence {
		return kit.After(glance), nil
	}
	return kit.After(glance), r.silent(ctx, host, renewal)
}

// renewal is when the host's agent says it last renewed its lease.
func (r *LivenessReconciler) renewal(ctx context.Context, host string) (string, error) {
	lease := &coordinationv1.Lease{}
	err := r.Client.Get(ctx, types.NamespacedName{Namespace: compute.HostNamespace(host), Name: host}, lease)
	if apierrors.IsNotFound(err) || err == nil && lease.Spec.RenewTime == nil {
		return "", nil
	}
	if err != nil {
		return "", fmt.Errorf("reading the lease of host %q: %w", host, err)
	}
	return lease.Spec.RenewTime.UTC().Format(metav1.RFC3339Micro), nil
}

func (r *LivenessReconciler) silent(ctx context.Context, host *compute.Host, renewal string) error {
	said := silentReport(renewal)
	if c := apimeta.FindStatusCondition(host.Status.Conditions, compute.ConditionReady); c.Reason != compute.ReasonAgentSilent {
		silentHosts.Inc()
		r.Events.Eventf(host, nil, corev1.EventTypeWarning, compute.ReasonAgentSilent, "Watch", "%s", said.Conditions[0].Message)
	}
	return r.Status.Apply(ctx, host, said)
}

// reported reports whether a host's agent has ever said anything.
func reported(host *compute.Host) bool {
	c := apimeta.FindStatusCondition(host.Status.Conditions, compute.ConditionReady)
	return c != nil && c.Reason != compute.ReasonPending
}

func silentReport(renewal string) kit.Report {
	last := "has no lease"
	if renewal != "" {
		last = "last renewed its lease at " + renewal
	}
	return kit.Report{Conditions: []metav1.Condition{kit.Unknown(compute.ConditionReady, compute.ReasonAgentSilent,
		"the agent %s; its machines are left alone, new ones go elsewhere: bring ikp-hypervisor on this host back", last)}}
}
