package walls

import (
	"net/netip"
	"slices"
	"strings"

	corev1 "k8s.io/api/core/v1"
	networkingv1 "k8s.io/api/networking/v1"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/labels"
)

// World is what rules are made from.
type World struct {
	// Pods of the node.
	Pods []corev1.Pod
	// Namespaces are their labels by name.
	Namespaces map[string]map[string]string
	// Policies of all namespaces.
	Policies []networkingv1.NetworkPolicy
}

// connected are the pods with an address of their own, in the order of those: the
// same world makes the same rules.
func (w World) connected() []corev1.Pod {
	var pods []corev1.Pod
	for _, p := range w.Pods {
		ended := p.Status.Phase == corev1.PodSucceeded || p.Status.Phase == corev1.PodFailed
		if _, err := netip.ParseAddr(p.Status.PodIP); err == nil && !ended && !p.Spec.HostNetwork {
			pods = append(pods, p)
		}
	}
	slices.SortFunc(pods, func(a, b corev1.Pod) int { return strings.Compare(a.Status.PodIP, b.Status.PodIP) })
	return pods
}

// policiesOf are the policies that hold for a pod in one direction.
func (w World) policiesOf(pod corev1.Pod, direction networkingv1.PolicyType) []networkingv1.NetworkPolicy {
	var hold []networkingv1.NetworkPolicy
	for _, p := range w.Policies {
		if p.Namespace == pod.Namespace && slices.Contains(typesOf(p), direction) && selects(&p.Spec.PodSelector, pod.Labels) {
			hold = append(hold, p)
		}
	}
	slices.SortFunc(hold, func(a, b networkingv1.NetworkPolicy) int { return strings.Compare(a.Name, b.Name) })
	return hold
}

// typesOf fills in what the API server fills in.
func typesOf(p networkingv1.NetworkPolicy) []networkingv1.PolicyType {
	if len(p.Spec.PolicyTypes) > 0 {
		return p.Spec.PolicyTypes
	}
	types := []networkingv1.PolicyType{networkingv1.PolicyTypeIngress}
	if len(p.Spec.Egress) > 0 {
		types = append(types, networkingv1.PolicyTypeEgress)
	}
	return types
}

// peers are the pods that a peer of a policy in namespace means.
func (w World) peers(namespace string, peer networkingv1.NetworkPolicyPeer) []corev1.Pod {
	var pods []corev1.Pod
	for _, p := range w.connected() {
		inNamespace := p.Namespace == namespace
		if peer.NamespaceSelector != nil {
			inNamespace = selects(peer.NamespaceSelector, w.Namespaces[p.Namespace])
		}
		if inNamespace && (peer.PodSelector == nil || selects(peer.PodSelector, p.Labels)) {
			pods = append(pods, p)
		}
	}
	return pods
}

// selects takes a selector that cannot be read for one that selects nothing: as
// a peer it then opens nothing, and the API server admits none as a subject.
func selects(s *metav1.LabelSelector, have map[string]string) bool {
	selector, err := metav1.LabelSelectorAsSelector(s)
	return err == nil && selector.Matches(labels.Set(have))
}
