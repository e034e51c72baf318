package sweeper

import (
	"context"
	"strings"

	corev1 "k8s.io/api/core/v1"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/runtime"
	"k8s.io/apimachinery/pkg/types"
	"sigs.k8s.io/controller-runtime/pkg/log"

	compute "github.com/govtech-kz/ikp/api/compute/v1alpha1"
	"github.com/govtech-kz/ikp/controllers/ledger"
)

// mostTold bounds the events of one comparison; the ledger keeps every finding.
const mostTold = 50

// haunted tells of machines on hosts that have no object.
func (s *Sweeper) haunted(ctx context.Context, v verdict, w world) {
	for _, uid := range v.haunting {
		host := w.onHosts[uid]
		log.FromContext(ctx).Info("A host holds a machine that has no object", "host", host, "uid", uid)
		s.warn(hostRef(host), compute.ReasonMachineWithoutObject,
			"the host holds machine "+string(uid)+", which has no object: it runs on and is metered until the platform operator removes it there")
	}
}

// explain makes events of what the ledger found since the last comparison.
func (s *Sweeper) explain(ctx context.Context, w world) error {
	found, err := s.ledger.Findings(ctx, s.toldUntil)
	if err != nil {
		return err
	}
	s.toldUntil = s.clock.Now()
	for _, f := range found[max(0, len(found)-mostTold):] {
		log.FromContext(ctx).Info("Found in the ledger", "kind", f.Kind, "host", f.Host, "journal", f.Journal,
			"sequence", f.Sequence, "uid", f.Machine, "detail", f.Detail)
		if about := concerns(f, w); about != nil {
			s.warn(about, string(f.Kind), f.Detail)
		}
	}
	return nil
}

// concerns is the machine or the host that a finding is about; nil when neither
// is there any more.
func concerns(f ledger.Finding, w world) runtime.Object {
	if r, exists := w.machines[types.UID(f.Machine)]; exists && r.Machine != "" {
		namespace, name, _ := strings.Cut(r.Name, "/")
		return &compute.VirtualMachine{
			TypeMeta:   metav1.TypeMeta{APIVersion: compute.GroupVersion.String(), Kind: "VirtualMachine"},
			ObjectMeta: metav1.ObjectMeta{Namespace: namespace, Name: name, UID: types.UID(f.Machine)},
		}
	}
	if f.Host != "" {
		return hostRef(f.Host)
	}
	return nil
}

func hostRef(name string) *compute.Host {
	return &compute.Host{
		TypeMeta:   metav1.TypeMeta{APIVersion: compute.GroupVersion.String(), Kind: "Host"},
		ObjectMeta: metav1.ObjectMeta{Name: name},
	}
}

func (s *Sweeper) warn(about runtime.Object, reason, message string) {
	s.events.Eventf(about, nil, corev1.EventTypeWarning, reason, "Sweep", "%s", message)
}
