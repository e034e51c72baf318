package tenant

import (
	corev1 "k8s.io/api/core/v1"
	networkingv1 "k8s.io/api/networking/v1"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/util/intstr"

	"github.com/govtech-kz/ikp/operators/owned"
)

const dnsPort = 53

// walls close a workload namespace in both directions and open it again for
// traffic within itself and to the cluster's name service.
func walls(owner owned.Owner, namespace string) []*networkingv1.NetworkPolicy {
	within := networkingv1.NetworkPolicyPeer{PodSelector: &metav1.LabelSelector{}}
	deny := policy(owner, namespace, "ikp-default-deny", networkingv1.NetworkPolicySpec{})
	allow := policy(owner, namespace, "ikp-allow-within", networkingv1.NetworkPolicySpec{
		Ingress: []networkingv1.NetworkPolicyIngressRule{{From: []networkingv1.NetworkPolicyPeer{within}}},
		Egress: []networkingv1.NetworkPolicyEgressRule{
			{To: []networkingv1.NetworkPolicyPeer{within}},
			{To: []networkingv1.NetworkPolicyPeer{nameService()}, Ports: namePorts()},
		},
	})
	return []*networkingv1.NetworkPolicy{deny, allow}
}

// policy holds for every pod of the namespace, whichever way its traffic goes.
func policy(owner owned.Owner, namespace, name string, spec networkingv1.NetworkPolicySpec) *networkingv1.NetworkPolicy {
	spec.PolicyTypes = []networkingv1.PolicyType{networkingv1.PolicyTypeIngress, networkingv1.PolicyTypeEgress}
	p := &networkingv1.NetworkPolicy{ObjectMeta: metav1.ObjectMeta{Name: name, Namespace: namespace}, Spec: spec}
	owner.Mark(p)
	return p
}

func nameService() networkingv1.NetworkPolicyPeer {
	return networkingv1.NetworkPolicyPeer{
		NamespaceSelector: &metav1.LabelSelector{MatchLabels: map[string]string{corev1.LabelMetadataName: metav1.NamespaceSystem}},
		PodSelector:       &metav1.LabelSelector{MatchLabels: map[string]string{"k8s-app": "kube-dns"}},
	}
}

func namePorts() []networkingv1.NetworkPolicyPort {
	port, udp, tcp := intstr.FromInt32(dnsPort), corev1.ProtocolUDP, corev1.ProtocolTCP
	return []networkingv1.NetworkPolicyPort{{Protocol: &udp, Port: &port}, {Protocol: &tcp, Port: &port}}
}
