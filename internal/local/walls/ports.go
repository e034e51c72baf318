package walls

import (
	"fmt"
	"strings"

	corev1 "k8s.io/api/core/v1"
	networkingv1 "k8s.io/api/networking/v1"
	"k8s.io/apimachinery/pkg/util/intstr"
)

// portMatch is the match of one port of a rule; not ok when a name means no port
// of the server.
func portMatch(p networkingv1.NetworkPolicyPort, server *corev1.Pod) (string, bool) {
	protocol := corev1.ProtocolTCP
	if p.Protocol != nil {
		protocol = *p.Protocol
	}
	name := strings.ToLower(string(protocol))
	switch {
	case p.Port == nil:
		return "meta l4proto " + name + " ", true
	case p.Port.Type == intstr.Int && p.EndPort != nil:
		return fmt.Sprintf("%s dport %d-%d ", name, p.Port.IntVal, *p.EndPort), true
	case p.Port.Type == intstr.Int:
		return fmt.Sprintf("%s dport %d ", name, p.Port.IntVal), true
	}
	number := numberOf(p.Port.StrVal, protocol, server)
	return fmt.Sprintf("%s dport %d ", name, number), number != 0
}

// numberOf is the port of this name; 0 when the pod has none.
func numberOf(name string, protocol corev1.Protocol, pod *corev1.Pod) int32 {
	if pod == nil {
		return 0
	}
	for _, c := range pod.Spec.Containers {
		for _, p := range c.Ports {
			if p.Name == name && (p.Protocol == protocol || p.Protocol == "" && protocol == corev1.ProtocolTCP) {
				return p.ContainerPort
			}
		}
	}
	return 0
}
