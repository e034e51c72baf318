package walls

import (
	"fmt"
	"slices"
	"strings"

	corev1 "k8s.io/api/core/v1"
	networkingv1 "k8s.io/api/networking/v1"
)

// frame is one transaction of nft: it replaces all rules or none. A packet
// between pods passes the rules of its sender and then those of its receiver;
// the node itself reaches every pod, as Kubernetes demands.
const frame = `add table inet ikp
delete table inet ikp
table inet ikp {
	set known {
		type ipv4_addr
%[2]s	}
%[3]s	map from {
		type ipv4_addr : verdict
%[4]s	}
	map to {
		type ipv4_addr : verdict
%[5]s	}
	chain forward {
		type filter hook forward priority filter; policy drop;
		ct state established,related accept
		ip saddr %[1]s ip saddr != @known drop
		ip daddr %[1]s ip daddr != @known drop
		ip saddr vmap @from
		ip daddr vmap @to
		meta nfproto ipv4 accept
	}
	chain input {
		type filter hook input priority filter; policy accept;
		iif "lo" accept
		ct state established,related accept
		meta nfproto ipv6 drop
		ip saddr %[1]s ip saddr != @known drop
		ip saddr vmap @from
	}
}
`

// refuse tells the sender at once, so that nobody waits for an answer.
const refuse = "\t\treject with icmpx admin-prohibited\n"

// Rules are what nft loads for a world whose pods have addresses of one range.
func Rules(podRange string, w World) string {
	var known, from, to []string
	var chains strings.Builder
	for _, pod := range w.connected() {
		ip := pod.Status.PodIP
		known = append(known, ip)
		if policies := w.policiesOf(pod, networkingv1.PolicyTypeEgress); len(policies) > 0 {
			from = append(from, ip+" : jump "+chain("from", ip))
			chains.WriteString(w.chainOf("from", pod, policies))
		}
		if policies := w.policiesOf(pod, networkingv1.PolicyTypeIngress); len(policies) > 0 {
			to = append(to, ip+" : jump "+chain("to", ip))
			chains.WriteString(w.chainOf("to", pod, policies))
		}
	}
	return fmt.Sprintf(frame, podRange, elements(known), chains.String(), elements(from), elements(to))
}

// elements fills a set or a map; nft takes no empty list.
func elements(all []string) string {
	if len(all) == 0 {
		return ""
	}
	return "\t\telements = { " + strings.Join(all, ", ") + " }\n"
}

func chain(direction, ip string) string { return direction + "_" + strings.ReplaceAll(ip, ".", "_") }

// chainOf returns to the caller what a policy lets pass and refuses the rest.
func (w World) chainOf(direction string, pod corev1.Pod, policies []networkingv1.NetworkPolicy) string {
	var b strings.Builder
	fmt.Fprintf(&b, "\tchain %s {\n", chain(direction, pod.Status.PodIP))
	for _, p := range policies {
		for _, pass := range w.passes(direction, pod, p) {
			fmt.Fprintf(&b, "\t\t%sreturn\n", pass)
		}
	}
	b.WriteString(refuse + "\t}\n")
	return b.String()
}

// passes are the matches of one policy, each with a blank behind it.
func (w World) passes(direction string, pod corev1.Pod, p networkingv1.NetworkPolicy) []string {
	var all []string
	if direction == "to" {
		for _, rule := range p.Spec.Ingress {
			all = append(all, w.matches("saddr", p.Namespace, rule.From, rule.Ports, &pod)...)
		}
		return all
	}
	for _, rule := range p.Spec.Egress {
		all = append(all, w.matches("daddr", p.Namespace, rule.To, rule.Ports, nil)...)
	}
	return all
}

// matches combines whom a rule means with which ports it means. The server is the
// pod whose ports have names; nil when it is the peer.
func (w World) matches(side, namespace string, peers []networkingv1.NetworkPolicyPeer, ports []networkingv1.NetworkPolicyPort, server *corev1.Pod) []string {
	var all []string
	for _, who := range w.whom(side, namespace, peers, server) {
		if len(ports) == 0 {
			all = append(all, who.match)
		}
		for _, port := range ports {
			if match, ok := portMatch(port, who.server); ok {
				all = append(all, who.match+match)
			}
		}
	}
	return all
}

// who is a match of addresses, and the pod behind them when ports may have names.
type who struct {
	match  string
	server *corev1.Pod
}

func (w World) whom(side, namespace string, peers []networkingv1.NetworkPolicyPeer, server *corev1.Pod) []who {
	if len(peers) == 0 {
		return []who{{server: server}}
	}
	var all []who
	for _, peer := range peers {
		if peer.IPBlock != nil {
			all = append(all, who{match: block(side, *peer.IPBlock), server: server})
			continue
		}
		for _, pod := range w.peers(namespace, peer) {
			behind := server
			if behind == nil {
				behind = &pod
			}
			all = append(all, who{match: fmt.Sprintf("ip %s %s ", side, pod.Status.PodIP), server: behind})
		}
	}
	return all
}

func block(side string, b networkingv1.IPBlock) string {
	family := func(cidr string) string {
		if strings.Contains(cidr, ":") {
			return "ip6"
		}
		return "ip"
	}
	match := fmt.Sprintf("%s %s %s ", family(b.CIDR), side, b.CIDR)
	for _, except := range slices.Sorted(slices.Values(b.Except)) {
		match += fmt.Sprintf("%s %s != %s ", family(except), side, except)
	}
	return match
}
